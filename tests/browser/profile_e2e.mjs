#!/usr/bin/env node
// One person: "How?", orders, subscriptions, timeline, JSON, what belongs to Stripe, several customers in one, odd names,
// everything as a file, and nothing any more.
import { openHouse } from './house.mjs';
import { button, check, checkAccessible, heading, picture, scene, settled, tell, until } from './support.mjs';

async function open(house, id, tab = '') {
  await house.owner.page.goto(`${house.base}/profiles/${id}${tab && `?tab=${tab}`}`);
  await house.owner.page.getByRole('tab', { name: 'Fields' }).waitFor();
  await settled(house.owner.page);
}

const buyer = async (house) => (await house.people('limit=100&orders=many'))[0];

async function how(house) {
  const { page, api } = house.owner;
  const person = await buyer(house);
  await scene('"How?" shows the orders that count, those left out, and why', page, async () => {
    await open(house, person.id);
    const told = (await api(`/v1/profiles/${person.id}/explain?field=stripe_total_sales`)).body;
    await page.locator('[data-field="stripe_total_sales"]').getByRole('button', { name: 'How is Total Sales computed?' }).click();
    const drawer = page.getByRole('dialog', { name: 'How Total Sales is computed' });
    await drawer.getByText(told.sentence).waitFor();
    check('each order that counts', (await drawer.getByRole('listitem').count()) === told.counted.length + told.left_out.length);
    const first = drawer.getByRole('link').first();
    check('it leads to the order at Stripe', (await first.getAttribute('href')).startsWith('https://dashboard.stripe.com/test/'));
    await picture(page, 'how');
    await checkAccessible(page, '"How?"');
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
  });
  await scene('"How?" stands beside every number', page, async () => {
    const { body } = await api('/v1/fields');
    for (const { name } of body.data.filter((field) => field.group === 'stripe')) {
      check(`${name} has it`, (await page.locator(`[data-field="${name}"]`).getByText('How?').count()) === 1);
    }
    await page.getByRole('button', { name: 'How is Total Orders computed?' }).first().click();
    await page.getByRole('dialog', { name: 'How Total Orders is computed' }).waitFor();
    await page.keyboard.press('Escape');
  });
}

async function fields(house) {
  const { page } = house.owner;
  await scene('a value of Stripe is changed at Stripe', page, async () => {
    const person = (await house.people()).find((one) => one.fields.email && one.fields.stripe_customer_id && !one.stripe.deleted);
    await open(house, person.id);
    const row = page.locator('[data-field="email"]');
    check('it says from where and when', /from Stripe, .*(ago|now)/.test(await row.textContent()), await row.textContent());
    await row.getByRole('button', { name: 'Change Email address' }).click();
    await page.getByText('This value belongs to Stripe.').waitFor();
    const href = await page.getByRole('link', { name: 'Change it in Stripe' }).getAttribute('href');
    check('it leads there', href.startsWith('https://dashboard.stripe.com/test/customers/cus_'), href);
    await checkAccessible(page, 'a value that belongs to Stripe');
    await page.keyboard.press('Escape');
  });
  await scene('a person is read again from Stripe', page, async () => {
    await button(page, 'Read again from Stripe').dblclick();
    await page.getByText(/are being read again|is being read again/).first().waitFor();
  });
  await scene('the id is copied', page, async () => {
    await house.owner.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await button(page, 'Copy the id of this profile').click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    check('the id of the profile', /^prf_\w+$/.test(copied), copied);
  });
}

async function tabs(house) {
  const { page, api } = house.owner;
  const person = await buyer(house);
  await scene('orders, subscriptions and the timeline are those of the API', page, async () => {
    const orders = (await api(`/v1/profiles/${person.id}/orders?limit=25`)).body.data;
    await open(house, person.id);
    await page.getByRole('tab', { name: 'Orders' }).click();
    await until('the address', () => page.url().endsWith('?tab=orders'));
    await settled(page);
    for (const order of orders.slice(0, 3)) {
      await page.locator(`a[href="${order.url}"]`).first().waitFor();
    }
    await page.getByRole('tab', { name: 'Timeline' }).click();
    await page.getByText('Order paid').first().waitFor();
    const with_ = (await house.people('limit=100&subscription=active'))[0];
    await open(house, with_.id, 'subscriptions');
    await page.getByText('Active').first().waitFor();
    await checkAccessible(page, 'subscriptions');
  });
  await scene('what Stripe sent is shown as it is stored', page, async () => {
    const object = (await api(`/v1/profiles/${person.id}/objects?limit=1`)).body.data[0];
    await open(house, person.id, 'json');
    await page.getByRole('combobox', { name: 'Object' }).click();
    await page.getByRole('option', { name: new RegExp(object.id) }).click();
    await until('its JSON', async () => (await page.locator('pre').first().textContent()).includes(object.id));
    await checkAccessible(page, 'JSON');
  });
}

async function several(house) {
  const { page } = house.owner;
  await scene('several customers with one address are one person, each named', page, async () => {
    for (const number of [1, 2, 3]) {
      await house.tellSandbox('/objects', {
        id: `cus_twin${number}`, object: 'customer', created: 1_700_000_000 + number, livemode: false,
        name: `Twin ${number}`, email: 'twins@example.com', metadata: {},
      });
    }
    const found = async () => (await house.people('email=twins%40example.com'))[0];
    await until('all three are one', async () => (await found())?.stripe.customer_ids.length === 3);
    await open(house, (await found()).id);
    await page.getByText('3 Stripe customers with this e-mail are this person').waitFor();
    for (const number of [1, 2, 3]) {
      const href = await page.getByRole('link', { name: `cus_twin${number}` }).getAttribute('href');
      check(`twin ${number} leads to Stripe`, href === `https://dashboard.stripe.com/test/customers/cus_twin${number}`, href);
    }
    await picture(page, 'several');
    await checkAccessible(page, 'several customers');
  });
}

const kOddNames = {
  'with markup': '<img src=x onerror="document.title=1"><script>alert(1)</script><b>Bold</b>',
  'from right to left': 'فاطمة الزهراء (שלום)',
  'of 10,000 letters': 'Llanfair'.repeat(1250),
};

async function oddNames(house) {
  const { page } = house.owner;
  const people = (await house.people()).filter((one) => one.fields.stripe_customer_id && !one.stripe.deleted);
  let at = 0;
  for (const [kind, name] of Object.entries(kOddNames)) {
    await scene(`a name ${kind} is shown as it is`, page, async () => {
      const person = people[at++];
      await house.tellSandbox(`/customers/${person.fields.stripe_customer_id}`, { name, individual_name: null });
      await open(house, person.id);
      const shown = () => page.locator('h1').textContent();
      await until('the name', async () => (await shown()).length > 5 && name.startsWith((await shown()).slice(0, 20)));
      const over = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      check('the page keeps its width', (await over()) <= 0);
      check('no script ran', (await page.title()).endsWith('· Daybook'), await page.title());
      await page.setViewportSize({ width: 360, height: 780 });
      await until('the narrow page keeps its width', async () => (await over()) <= 0);
      await picture(page, `name-${kind.replaceAll(/\W+/g, '-')}`);
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(`${house.base}/profiles`);
      await page.locator(`[data-row-link][href="/profiles/${person.id}"]`).waitFor();
      check('the list keeps its rows', (await page.locator('tr[data-index="0"]').boundingBox()).height < 70);
      await page.goto(`${house.base}/`);
      await heading(page, 'Home').waitFor();
      await settled(page);
      check('Home keeps its width', (await over()) <= 0);
    });
  }
}

const more = (page) => button(page, 'More').click();

async function exportAndErase(house) {
  const { page, api } = house.owner;
  const person = (await house.people()).find((one) => one.fields.email && one.fields.stripe_customer_id && !one.stripe.deleted);
  await scene('everything of a person is kept as a file', page, async () => {
    await open(house, person.id);
    await more(page);
    const item = page.getByRole('menuitem', { name: 'Export everything as JSON' });
    await item.waitFor();
    await checkAccessible(page, 'the menu of a person');
    const [file] = await Promise.all([page.waitForEvent('download'), item.click()]);
    check('named by the id', file.suggestedFilename() === `${person.id}.json`, file.suggestedFilename());
    const chunks = [];
    for await (const chunk of await file.createReadStream()) chunks.push(chunk);
    check('with the profile', JSON.parse(Buffer.concat(chunks).toString()).profile.id === person.id);
  });
  await scene('who only writes cannot erase', page, async () => {
    const marketer = await house.invite('marketer');
    await open({ base: house.base, owner: marketer }, person.id);
    await more(marketer.page);
    await marketer.page.getByRole('menuitem', { name: 'Export everything as JSON' }).waitFor();
    check('no such entry', (await marketer.page.getByRole('menuitem', { name: /Erase/ }).count()) === 0);
  });
  await scene('a person is erased once the address is typed', page, async () => {
    await open(house, person.id);
    await more(page);
    await page.getByRole('menuitem', { name: 'Erase this person' }).waitFor();
    await checkAccessible(page, 'what can be done with a person');
    await page.getByRole('menuitem', { name: 'Erase this person' }).click();
    const dialog = page.getByRole('dialog', { name: 'Erase this person?' });
    await dialog.waitFor();
    await settled(page);
    await checkAccessible(page, 'erasing a person');
    await picture(page, 'erase');
    const sure = dialog.getByRole('button', { name: 'Erase for good' });
    check('not before something is typed', await sure.isDisabled());
    await dialog.getByRole('textbox').fill(`${person.fields.email}x`);
    check('nor for something else', await sure.isDisabled());
    await dialog.getByRole('textbox').fill(person.fields.email);
    await sure.click();
    await page.getByText('The person is erased.').waitFor();
    await until('the list', () => new URL(page.url()).pathname === '/profiles');
    check('the profile is gone', (await api(`/v1/profiles/${person.id}`)).status === 404);
    await heading(page, 'Profiles').waitFor();
    await until('and from the list', async () => (await page.locator(`[data-row-link][href="/profiles/${person.id}"]`).count()) === 0);
    await page.goto(`${house.base}/profiles/${person.id}`);
    await page.getByText('There is nothing here').first().waitFor();
  });
  await scene('who was erased is here again only for a reason', page, async () => {
    await page.goto(`${house.base}/profiles`);
    await page.getByRole('button', { name: 'New profile' }).click();
    const dialog = page.getByRole('dialog', { name: 'Somebody who is not in Stripe' });
    await dialog.getByLabel('E-mail address').fill(person.fields.email);
    check('nobody is asked for a reason before', (await dialog.getByLabel('Why they are here again').count()) === 0);
    await dialog.getByRole('button', { name: 'Make the profile' }).click();
    await dialog.getByText(/was erased\. If they asked to be here again, give a reason/).waitFor();
    await dialog.getByLabel('Why they are here again').fill('She asked for it by letter.');
    await settled(page);
    await checkAccessible(page, 'a reason for somebody who was erased');
    await dialog.getByRole('button', { name: 'Make the profile' }).click();
    await until('their page', () => /\/profiles\/prf_/.test(page.url()));
    check('and is a person of their own', !page.url().includes(person.id));
  });
}

await tell(openHouse, async (house) => {
  await how(house);
  await fields(house);
  await tabs(house);
  await several(house);
  await oddNames(house);
  await exportAndErase(house);
});
