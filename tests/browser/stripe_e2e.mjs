#!/usr/bin/env node
// Settings › Integrations › Stripe once a shop is connected: what the key lacks, see it live, pause, replace, go live, disconnect.
import { kTestKey, openHouse } from './house.mjs';
import { button, check, checkAccessible, heading, picture, scene, settled, tell, until } from './support.mjs';

const kScreen = '/settings/integrations/stripe';
const environment = (page) => page.locator('[data-environment]').getAttribute('data-environment');

async function permissions(house) {
  const { page } = house.owner;
  await scene('a permission that is missing says what is lost and how to get it', page, async () => {
    await page.goto(house.base + kScreen);
    await page.getByRole('cell', { name: 'Charges and Refunds – Read on' }).waitFor();
    await house.tellSandbox('/keys', { deny: ['charges', 'refunds'] });
    await button(page, 'Check again').click();
    const alert = page.getByText('Charges and Refunds – Read is off.');
    await alert.waitFor();
    const words = await alert.textContent();
    check('it says what is not counted', words.includes('Refunds made in Stripe and payments without invoice are not counted'), words);
    check('it says what to do', words.includes('Edit the key at Stripe, then “Check again”.'), words);
    await picture(page, 'stripe-permission');
    await checkAccessible(page, 'a missing permission');
    await house.tellSandbox('/keys', { deny: [] });
    await button(page, 'Check again').click();
    await alert.waitFor({ state: 'detached' });
  });
  await scene('a key that Stripe refuses shows the way out, and heals', page, async () => {
    await house.tellSandbox('/keys', { state: 'revoked' });
    await button(page, 'Check again').click();
    const refusal = page.getByText('Stripe refuses the key');
    await refusal.waitFor();
    await page.getByText('Create another key at Stripe').waitFor();
    await page.getByRole('link', { name: 'Open the keys at Stripe' }).waitFor();
    await until('it is said once', async () => (await refusal.count()) === 1);
    await picture(page, 'stripe-refused');
    await checkAccessible(page, 'a refused key');
    await house.tellSandbox('/keys', { state: 'good' });
    await button(page, 'Check again').click();
    await refusal.waitFor({ state: 'detached' });
  });
}

async function webhook(house) {
  const { page, context } = house.owner;
  await scene('the events to choose for the webhook are those of the API, and which never', page, async () => {
    const { choose, never } = (await house.integration()).webhook;
    const all = choose.flatMap((group) => group.events);
    for (const { permission, events } of choose) {
      const shown = await page.locator(`[data-events="${permission}"] code`).allTextContents();
      check(`events of ${permission}`, shown.join() === events.join(), shown.join());
    }
    check('no more of them', (await page.locator('[data-events] code').count()) === all.length);
    for (const { event, why } of never) {
      check(`${event} is not among them`, !all.includes(event));
      await page.getByText(`Never choose ${event}`).waitFor();
      await page.getByText(why).waitFor();
    }
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await button(page, 'Copy all, one a line').click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    check('all are copied, one a line', copied === all.join('\n'), copied);
    await page.locator('[data-events]').last().scrollIntoViewIfNeeded();
    await picture(page, 'stripe-webhook');
    await checkAccessible(page, 'the events to choose');
  });
}

async function seeItLive(house) {
  const { page, context } = house.owner;
  await scene('a change at Stripe is seen to arrive, with a stopwatch', page, async () => {
    await context.route('https://dashboard.stripe.com/**', (route) => route.fulfill({ body: 'Stripe' }));
    const person = (await house.people()).find((one) => one.fields.email && one.fields.stripe_customer_id && !one.stripe.deleted);
    const start = button(page, 'Start the stopwatch and open them at Stripe');
    check('nobody is chosen at first', await start.isDisabled());
    await page.getByRole('combobox', { name: 'Choose a customer' }).fill(person.fields.email);
    await page.getByRole('option').first().click();
    const [stripe] = await Promise.all([context.waitForEvent('page'), start.click()]);
    check('Stripe opens at the customer', stripe.url().endsWith(`/test/customers/${person.fields.stripe_customer_id}`), stripe.url());
    await stripe.close();
    await page.getByText('Change the phone number at Stripe and save.').waitFor();
    await house.tellSandbox(`/customers/${person.fields.stripe_customer_id}`, { phone: '+442079460111' });
    await page.getByText(/Arrived after [\d.]+ s: \+442079460111/).waitFor();
    await picture(page, 'stripe-live');
    await button(page, 'Once more').click();
  });
}

async function pauseAndResync(house) {
  const { page } = house.owner;
  const state = async (wanted) => until(wanted, async () => (await house.integration()).state === wanted);
  await scene('a pause can be taken back', page, async () => {
    await button(page, 'Pause').click();
    await button(page, 'Resume').waitFor();
    await state('paused');
    await page.getByText('Daybook does not ask Stripe for anything until you resume.').waitFor();
    await button(page, 'Read everything again').click({ trial: true });  // waits until the pause's own answer is there
    await checkAccessible(page, 'a pause');
    await button(page, 'Undo').click();
    await button(page, 'Pause').waitFor();
    await state('live');
  });
  await scene('a pause lasts until one resumes', page, async () => {
    await button(page, 'Pause').click();
    await button(page, 'Resume').waitFor();
    await page.reload();
    await button(page, 'Resume').click();
    await button(page, 'Pause').waitFor();
    await state('live');
  });
  await scene('everything is read again, and stays usable', page, async () => {
    const before = (await house.people()).length;
    await button(page, 'Read everything again').click();
    await page.getByText('Everything is being read again; profiles stay usable.').waitFor();
    check('it stays live', (await house.integration()).state === 'live');
    await until('all is read', async () => (await house.integration()).progress.every((row) => row.done));
    check('nobody is lost', (await house.people()).length === before);
  });
}

async function replaceTheKey(house) {
  const { page } = house.owner;
  const dialog = page.getByRole('dialog', { name: 'Replace the key' });
  const paste = async (key) => {
    await dialog.getByLabel('Restricted key').fill(key);
    await button(dialog, 'Replace the key').click();
  };
  await scene('a key is replaced only by one that works for the same shop and mode', page, async () => {
    await page.goto(house.base + kScreen);
    await button(page, 'Replace the key').click();
    await house.tellSandbox('/keys', { key: 'rk_test_ofnobodywhoknows', state: 'revoked' });
    await paste('rk_test_ofnobodywhoknows');
    await dialog.locator('.mantine-PasswordInput-error').waitFor();
    await checkAccessible(page, 'a replacement that is refused');
    await paste('rk_live_browserbrowser');
    await dialog.getByText(/live/i).first().waitFor();
    check('the old key stays', (await house.integration()).key_hint === 'rk_test_…wser');
    await paste('rk_test_theotherbrowserkey');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('rk_test_…rkey').waitFor();
  });
}

async function goLive(house) {
  const { page } = house.owner;
  await scene('from test to live: a word, a key, and another bar', page, async () => {
    await page.goto(`${house.base}/`);
    await until('the bar says test', async () => (await environment(page)) === 'test');
    await page.getByRole('link', { name: 'Go live' }).click();
    const dialog = page.getByRole('dialog', { name: 'Go live' });
    await dialog.waitFor();
    await dialog.getByLabel('Live key (rk_live_…)').fill('rk_live_browserbrowser');
    check('not without the word', await button(dialog, 'Go live').isDisabled());
    await dialog.getByLabel('Type go live to confirm').fill('go live');
    await picture(page, 'go-live');
    await checkAccessible(page, 'go live');
    await button(dialog, 'Go live').click();
    await dialog.waitFor({ state: 'detached' });
    await until('the bar says live', async () => (await environment(page)) === 'live');
    await house.whenLive();
    check('the key is the live one', (await house.integration()).key_hint === 'rk_live_…wser');
    check('the settings stay', (await house.owner.api('/v1/account')).body.time_zone === 'Europe/London');
    const person = (await house.people()).find((one) => one.fields.stripe_customer_id);
    await page.goto(`${house.base}/profiles/${person.id}`);
    const there = page.getByRole('link', { name: 'Open in Stripe' }).first();
    check('the link is one of live data', !(await there.getAttribute('href')).includes('/test/'));
  });
}

async function disconnect(house) {
  const { page } = house.owner;
  const dialog = page.getByRole('dialog', { name: 'Disconnect Stripe?' });
  const act = button(dialog, 'Disconnect');
  await scene('a connection is ended by a typed word, and the people are kept', page, async () => {
    const before = (await house.people()).length;
    await page.goto(house.base + kScreen);
    await button(page, 'Disconnect').click();
    check('not without the word', await act.isDisabled());
    await dialog.getByLabel('Type disconnect to confirm').fill('disconnect');
    await checkAccessible(page, 'disconnect');
    await act.click();
    await page.getByText('Connect your Stripe account').waitFor();
    check('the people are kept', (await house.people()).length === before);
    check('the bar says whose data it is', (await environment(page)) === 'live');
  });
  await scene('the same shop can be connected again', page, async () => {
    await page.getByLabel('Restricted key').fill('rk_live_browserbrowser');
    await button(page, 'Connect').click();
    await page.getByText('How it is going').waitFor();
    await house.whenLive();
  });
  await scene('to erase takes another word, and nobody is left', page, async () => {
    await button(page, 'Disconnect').click();
    await dialog.getByRole('radio', { name: /^Erase them/ }).check();
    await dialog.getByLabel('Type erase everything to confirm').fill('disconnect');
    check('not with the word of the lesser act', await act.isDisabled());
    await dialog.getByLabel('Type erase everything to confirm').fill('erase everything');
    await picture(page, 'erase');
    await act.click();
    await page.getByText('Connect your Stripe account').waitFor();
    await until('the bar is gone', async () => (await environment(page)) === 'none');
    await page.goto(`${house.base}/profiles`);
    await heading(page, 'Profiles').waitFor();
    await page.getByRole('heading', { name: 'Nobody is here yet' }).waitFor();
  });
}

async function connectAgain(house, before) {
  const { page } = house.owner;
  await scene('who erased everything connects anew, in the other mode too', page, async () => {
    await page.getByRole('link', { name: 'Connect Stripe' }).click();
    await page.getByLabel('Restricted key').fill(kTestKey);
    await button(page, 'Connect').click();
    await page.getByText('How it is going').waitFor();
    await house.whenLive();
    await button(page, 'Pause').waitFor();
    await until('the bar says test', async () => (await environment(page)) === 'test');
    const people = await house.people();
    check('everybody is there again', people.length === before.length, `${people.length} of ${before.length}`);
    const ids = new Set(before.map((one) => one.id));
    check('as somebody new', people.every((one) => !ids.has(one.id)));
    const customer = people.find((one) => one.fields.stripe_customer_id);
    await page.goto(`${house.base}/profiles/${customer.id}`);
    await page.getByText('About the person').waitFor();
    await house.tellSandbox(`/customers/${customer.fields.stripe_customer_id}`, { phone: '+442079460222' });
    await page.locator('[data-field="phone"]').getByText('+442079460222').waitFor();
    await page.goto(`${house.base}/`);
    await heading(page, 'Home').waitFor();
    await settled(page);
    await checkAccessible(page, 'Home after a new beginning');
  });
}

await tell(openHouse, async (house) => {
  await permissions(house);
  await webhook(house);
  await seeItLive(house);
  await pauseAndResync(house);
  await replaceTheKey(house);
  await goLive(house);
  const before = await house.people();
  await disconnect(house);
  await connectAgain(house, before);
});
