#!/usr/bin/env node
// The first visit, from the link that the server prints to a change at Stripe that arrives by itself.
import { apiOf, kOwner, kTestKey, openHouse, ownerLink } from './house.mjs';
import { button, check, checkAccessible, heading, json, openWindow, picture, scene, settled, tell, until } from './support.mjs';

/** A house before its owner: the link is not used yet, and Stripe answers for invoices only slowly. */
async function openEmpty() {
  const house = await openHouse({ customers: 120, owner: false, connected: false });
  house.owner = await openWindow(house.browser);
  house.owner.api = apiOf(house.base, house.owner.context);
  return house;
}

async function becomeOwner(house) {
  const { page } = house.owner;
  const link = await ownerLink(house.server);
  await scene('who comes without the link is told of it', page, async () => {
    await page.goto(`${house.base}/profiles`);
    await page.getByText('This Daybook has no owner yet.').waitFor();
    await checkAccessible(page, 'the door before there is an owner');
  });
  await scene('the link asks who the owner is, and each field says what it lacks', page, async () => {
    await page.goto(link);
    await heading(page, 'Make yourself the owner').waitFor();
    await button(page, 'Create my account').click();
    await until('each field complains', async () => (await page.getByText('Please fill this in.').count()) >= 1);
    await page.getByLabel('E-mail address').fill('nowhere');
    await page.getByRole('textbox', { name: 'Choose a password' }).fill('short');
    await button(page, 'Create my account').click();
    await page.getByText('This does not look like an e-mail address.').waitFor();
    await page.getByText('Use at least 8 characters.').waitFor();
    await picture(page, 'welcome');
    await checkAccessible(page, 'the form of the owner');
  });
  await scene('three answers make the owner, however often one clicks', page, async () => {
    await page.getByLabel('Your name').fill(kOwner.name);
    await page.getByLabel('E-mail address').fill(kOwner.email);
    await page.getByRole('textbox', { name: 'Choose a password' }).fill(kOwner.password);
    await button(page, 'Create my account').dblclick();
    await heading(page, 'Nice to have you here').waitFor();
    const { body } = await house.owner.api('/v1/users');
    check('there is one owner', body.data.length === 1 && body.data[0].role === 'owner', body);
    check('no other question is asked', (await page.getByLabel('Name of the shop').count()) === 0);
  });
  await scene('a link that is used up says so', page, async () => {
    const other = await openWindow(house.browser);
    await other.page.goto(link);
    await heading(other.page, 'This link does not work any more').waitFor();
    await checkAccessible(other.page, 'a used link');
    await other.context.close();
  });
}

async function connect(house) {
  const { page } = house.owner;
  await scene('before a key every screen says what to do', page, async () => {
    await page.goto(`${house.base}/`);
    await page.getByText('No shop is connected yet').waitFor();
    await page.goto(`${house.base}/profiles`);
    await heading(page, 'Profiles').waitFor();
    await page.getByRole('heading', { name: 'Nobody is here yet' }).waitFor();
    await checkAccessible(page, 'profiles without anybody');
    await page.getByRole('link', { name: 'Connect Stripe' }).click();
    await page.getByText('Ask your Stripe administrator').first().waitFor();
  });
  await scene('the way to the key is told, filled in, and can be handed on', page, async () => {
    const href = await page.getByRole('link', { name: 'Open Stripe’s key form' }).getAttribute('href');
    const wanted = ['customer', 'invoice', 'subscription', 'coupon', 'charge', 'credit_note', 'checkout_session', 'event',
      'product', 'plan', 'promotion_code'].filter((name) => !href.includes(`permissions[]=rak_${name}_read`));
    check('the link to Stripe ticks all that is read', wanted.length === 0, wanted);
    await page.getByText('Look at the top left: is it the right shop').waitFor();
    const message = await page.getByRole('textbox', { name: 'Ask your Stripe administrator' }).inputValue();
    check('the message to hand on holds the link', message.includes(href), message);
    await picture(page, 'connect');
    await checkAccessible(page, 'the steps to a key');
  });
  await scene('what is no restricted key is told apart at the field', page, async () => {
    for (const [key, words] of [
      ['', 'Please fill this in.'], ['pk_test_1234567890abcdef', 'This is a publishable key (pk_)'], ['whsec_1234567890', 'whsec_'],
    ]) {
      await page.getByLabel('Restricted key').fill(key);
      await button(page, 'Connect').click();
      await page.locator('.mantine-PasswordInput-error', { hasText: words }).waitFor();
    }
  });
  await scene('a key starts the import, and the shop is asked about meanwhile', page, async () => {
    await page.goto(`${house.base}/start`);
    await page.getByLabel('Restricted key').fill(` "${kTestKey}" `);
    await house.tellSandbox('/faults', { kind: 'slow', path: '/v1/invoices', skip: 1, times: -1, delay_ms: 600_000 });
    await button(page, 'Connect').click();
    await page.getByLabel('Name of the shop').fill('Lovelace & Daughters');
    await page.getByText('in Profiles already').waitFor();
    await picture(page, 'import');
    await checkAccessible(page, 'a running import');
  });
}

async function watchTheImport(house) {
  const { page, api } = house.owner;
  const read = async () => (await house.integration()).progress.find((row) => row.resource === 'customers');
  await scene('reload leaves the import alone', page, async () => {
    await until('the customers are read', async () => (await read()).done);
    await page.reload();
    await page.getByRole('heading', { name: 'Import' }).waitFor();
    await page.getByRole('rowheader', { name: 'Invoices' }).waitFor();
    check('it still imports', (await house.integration()).state === 'importing');
    await button(page, 'Jobs: 1 is running').click();
    await page.getByRole('link', { name: 'Import from Stripe' }).waitFor();
    await page.keyboard.press('Escape');
  });
  await scene('a customer one knows stands beside their page at Stripe', page, async () => {
    const person = (await house.people()).find((one) => one.fields.email && one.fields.stripe_customer_id);
    await page.getByLabel('Type a customer you know').fill(person.fields.email);
    const there = page.getByRole('link', { name: 'Open in Stripe' });
    await there.waitFor();
    check('it is the page of the test customer', (await there.getAttribute('href'))
      === `https://dashboard.stripe.com/test/customers/${person.fields.stripe_customer_id}`);
    await page.getByRole('link', { name: 'Open in Daybook' }).click();
    await page.getByText('About the person').waitFor();
  });
  await scene('what is not read yet says so, and never 0', page, async () => {
    check('it still imports', (await house.integration()).state === 'importing');
    for (const field of ['stripe_total_orders', 'stripe_total_sales', 'stripe_order_last_value']) {
      await page.locator(`[data-field="${field}"]`).getByText('reading…').waitFor();
    }
    await page.getByText('Still reading:').waitFor();
    await picture(page, 'reading');
    await page.goto(`${house.base}/`);
    await page.getByText(/\d+% read so far/).waitFor();
  });
  await scene('the import ends, and Home says that all is well', page, async () => {
    await page.goto(`${house.base}/start`);
    await page.getByLabel('Name of the shop').fill('Lovelace & Daughters');
    await page.getByLabel('Postal address').fill('1 Analytical Row\nLondon');
    await button(page, 'Save and go Home').click();
    await heading(page, 'Home').waitFor();
    await json(`${house.sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
    await house.whenLive();
    await page.getByText('Everything works').waitFor();
    check('the answers are kept', (await api('/v1/account')).body.name === 'Lovelace & Daughters');
  });
}

async function readTheReport(house) {
  const { page, api } = house.owner;
  const report = (await api('/v1/reports/import')).body;
  await scene('the report says what came of it, and its numbers open their lists', page, async () => {
    await page.getByRole('link', { name: 'Stripe', exact: true }).click();
    await page.getByText(`${report.customers.count} Stripe customers became`).waitFor();
    await picture(page, 'report');
    const { reason, href } = report.not_counted[0];
    const counted = await api(`${href}&limit=100`);
    await page.locator(`a[href*="not_counted=${reason}"]`).click();
    await until('its people are listed', async () =>
      (await page.locator('table').first().getAttribute('aria-rowcount')) === String(counted.body.data.length + 1));
    await page.locator(`[data-chip="not_counted"]`).waitFor();
    await page.goBack();
    await page.getByRole('link', { name: `${report.profiles.count} profiles` }).click();
    await heading(page, 'Profiles').waitFor();
  });
}

async function followAChange(house) {
  const { page } = house.owner;
  const person = (await house.people()).find((one) => one.fields.stripe_customer_id && !one.stripe.deleted);
  const secret = 'whsec_browserbrowserbrowser';
  await scene('a webhook is set on the screen of Stripe', page, async () => {
    await page.goto(`${house.base}/settings/integrations/stripe`);
    await page.getByLabel('Signing secret (whsec_…)').fill('nonsense');
    await button(page, 'Save the secret').click();
    await page.locator('.mantine-PasswordInput-error').waitFor();
    await page.getByLabel('Signing secret (whsec_…)').fill(secret);
    await button(page, 'Save the secret').click();
    await page.getByText('webhooks, within a second').waitFor();
    const hook = await house.tellSandbox('/webhook', { url: `${house.base}/webhooks/stripe`, secret });
    check('the sandbox takes the webhook', hook.status === 200, hook.body);
  });
  await scene('a profile changes while one looks at it, and nothing else of the page does', page, async () => {
    await page.goto(`${house.base}/profiles/${person.id}`);
    await page.getByText('About the person').waitFor();
    await settled(page);
    await page.evaluate(() => { document.querySelector('h1').dataset.witness = 'here'; });
    await house.tellSandbox(`/customers/${person.fields.stripe_customer_id}`, { phone: '+442079460999' });
    const phone = page.locator('[data-field="phone"]');
    await phone.getByText('+442079460999').waitFor();
    check('where it came from is said', (await phone.textContent()).includes('from Stripe'));
    check('the page was not made anew', (await page.locator('h1').getAttribute('data-witness')) === 'here');
  });
}

await tell(openEmpty, async (house) => {
  await becomeOwner(house);
  await connect(house);
  await watchTheImport(house);
  await readTheReport(house);
  await followAChange(house);
});
