#!/usr/bin/env node
// People made by hand, and values of one's own: every type of field, bad input, taking back, columns and exports.
import { readFileSync } from 'node:fs';
import { openHouse } from './house.mjs';
import { button, check, checkAccessible, heading, picture, scene, settled, tell, until } from './support.mjs';

const kFields = {
  nickname: ['Nickname', 'text'], shoe_size: ['Shoe size', 'number'], credit: ['Credit', 'money'],
  visited: ['Visited', 'date'], likes_cake: ['Likes cake', 'boolean'], colours: ['Colours', 'list'],
};
// Who sits far from the shop sees the shop's days all the same.
const kFar = { timezoneId: 'Pacific/Honolulu' };

const rowOf = (page, name) => page.locator(`[data-field="${name}"]`);
const formOf = (page, label) => page.getByRole('dialog', { name: new RegExp(`^(Set|Change) ${label}$`) });

async function open(house, page, id) {
  await page.goto(`${house.base}/profiles/${id}`);
  await page.getByText('About the person').waitFor();
  await settled(page);
}

/** Opens the form of a value, lets `act` fill it in, and saves. */
async function change(page, name, label, act) {
  await rowOf(page, name).getByRole('button', { name: /^(Set|Change) / }).click();
  const form = formOf(page, label);
  await act(form, form.getByLabel(label, { exact: true }));
  await button(form, 'Save').click();
  return form;
}

/** The same where it is taken: the form closes. */
const set = async (...what) => (await change(...what)).waitFor({ state: 'detached' });

const wrong = (form, text) => form.locator('.mantine-InputWrapper-error', { hasText: text }).waitFor();

async function made(house) {
  const { page, api } = house.owner;
  const dialog = page.getByRole('dialog', { name: 'Somebody who is not in Stripe' });
  const make = button(dialog, 'Make the profile');
  const taken = (await house.people()).find((one) => one.fields.email);
  let id = '';
  await scene('bad input for a new person is answered at the input', page, async () => {
    await page.goto(`${house.base}/profiles`);
    await button(page, 'New profile').click();
    await make.click();
    await wrong(dialog, 'Give at least one of these.');
    await dialog.getByLabel('E-mail address').fill('nobody');
    await make.click();
    await wrong(dialog, 'That is not an e-mail address');
    await dialog.getByLabel('E-mail address').fill(taken.fields.email);
    await make.click();
    await wrong(dialog, `The profile ${taken.id} has this e-mail address already.`);
    await dialog.getByLabel('E-mail address').fill('grace@example.com');
    await dialog.getByLabel('Phone number').fill('none');
    await make.click();
    await wrong(dialog, 'A phone number has digits');
    await picture(page, 'new-profile');
    await checkAccessible(page, 'a refused person');
  });
  await scene('a person is made once, however often one clicks, and shown', page, async () => {
    await dialog.getByLabel('Phone number').fill('+44 20 7946 0958');
    await dialog.getByLabel('First name').fill('Grace');
    await make.dblclick();
    await heading(page, 'Grace').waitFor();
    id = page.url().match(/prf_\w+/)[0];
    check('there is one of her', (await house.people('query=grace%40example.com')).length === 1);
    check('she is not at Stripe', (await api(`/v1/profiles/${id}`)).body.fields.stripe_customer_id === null);
    await rowOf(page, 'email').getByText('set in Daybook').waitFor();
  });
  return id;
}

async function ownValues(house, id) {
  const { page, api } = house.owner;
  const person = async () => (await api(`/v1/profiles/${id}`)).body;
  const shown = (name, text) => rowOf(page, name).getByText(text, { exact: true }).waitFor();
  await scene('a value of each type is set, and what is none is refused', page, async () => {
    await open(house, page, id);
    await set(page, 'nickname', 'Nickname', (_form, input) => input.fill('Amazing <i>Grace</i>'));
    await shown('nickname', 'Amazing <i>Grace</i>');
    let form = await change(page, 'shoe_size', 'Shoe size', (_form, input) => input.fill('large'));
    await wrong(form, 'This is no number');
    await checkAccessible(page, 'a value that does not fit');
    await form.getByLabel('Shoe size').fill('38.5');
    await button(form, 'Save').click();
    await form.waitFor({ state: 'detached' });
    await shown('shoe_size', '38.5');
    form = await change(page, 'credit', 'Credit', async (inside, input) => {
      await input.fill('12.505');
      await inside.getByLabel('Currency').fill('GBP');
    });
    await wrong(form, 'This is no amount of this currency');
    await form.getByLabel('Credit').fill('12.50');
    await form.getByLabel('Currency').fill('1');
    await button(form, 'Save').click();
    await wrong(form, 'three letters');
    await form.getByLabel('Currency').fill('GBP');
    await button(form, 'Save').click();
    await form.waitFor({ state: 'detached' });
    await shown('credit', '£12.50');
    await set(page, 'visited', 'Visited', (_form, input) => input.fill('2026-01-31'));
    await shown('visited', 'Jan 31, 2026');
    await set(page, 'likes_cake', 'Likes cake', async (inside, input) => {
      await input.first().click();
      await inside.getByRole('option', { name: 'No' }).click();
    });
    await shown('likes_cake', 'No');
    await set(page, 'colours', 'Colours', (_form, input) => input.fill('red\n\n green '));
    await shown('colours', 'red, green');
    await set(page, 'tags', 'Tags', (_form, input) => input.fill('vip\nearly\nvip'));
    await shown('tags', 'early, vip');
    const { custom, tags } = await person();
    const midnight = Date.UTC(2026, 0, 31) / 1000;
    check('the server has them', JSON.stringify([custom.credit, custom.credit_currency, custom.visited, custom.likes_cake, custom.colours, tags])
      === JSON.stringify([1250, 'gbp', midnight, false, ['red', 'green'], ['early', 'vip']]), custom);
    await picture(page, 'own-values');
    await checkAccessible(page, 'values of one\'s own');
  });
  await scene('a value too long is refused at its input', page, async () => {
    const form = await change(page, 'nickname', 'Nickname', (_form, input) => input.fill('x'.repeat(1001)));
    await wrong(form, 'longer than 1000 bytes');
    await button(form, 'Cancel').click();
    await form.waitFor({ state: 'detached' });
    check('nothing is stored', (await person()).custom.nickname === 'Amazing <i>Grace</i>');
  });
  await scene('a value is changed and taken away, and both taken back', page, async () => {
    await open(house, page, id);
    await set(page, 'credit', 'Credit', (_form, input) => input.fill(''));
    await until('it is gone', async () => (await person()).custom.credit === null);
    await button(page, 'Undo').click();
    await shown('credit', '£12.50');
    await set(page, 'country', 'Country', async (inside, input) => {
      await input.first().fill('germ');
      await inside.getByRole('option', { name: 'Germany' }).click();
    });
    await shown('country', 'Germany');
    check('the code stands behind the name', (await rowOf(page, 'country').locator('[title="DE"]').count()) === 1);
    check('the server has the code', (await person()).fields.country === 'DE');
  });
  await scene('who said no gets e-mail again for a reason only', page, async () => {
    const choose = (answer) => async (inside, input) => {
      await input.first().click();
      await inside.getByRole('option', { name: answer }).click();
    };
    await set(page, 'email_unsubscribed', 'Email unsubscribed', choose('Yes'));
    await until('the no is stored', async () => (await person()).fields.email_unsubscribed);
    await shown('email_unsubscribed', 'Yes');
    const form = await change(page, 'email_unsubscribed', 'Email unsubscribed', choose('No'));
    await wrong(form, 'give a reason');
    await form.getByLabel('Why may this person get e-mail again?').fill('She asked for it by letter.');
    await button(form, 'Save').click();
    await form.waitFor({ state: 'detached' });
    await shown('email_unsubscribed', 'No');
  });
  await scene('the same day is shown far from the shop', page, async () => {
    const far = await house.windowOf(house.owner, kFar);
    await open(house, far.page, id);
    await rowOf(far.page, 'visited').getByText('Jan 31, 2026').waitFor();
    await rowOf(far.page, 'visited').getByRole('button', { name: 'Change Visited' }).click();
    check('and stands in the form', (await formOf(far.page, 'Visited').getByLabel('Visited').inputValue()) === '2026-01-31');
    await far.context.close();
  });
}

async function ofStripe(house) {
  const { page, api } = house.owner;
  const person = (await house.people()).find((one) => one.fields.email && one.fields.stripe_customer_id && !one.stripe.deleted);
  await scene('beside Stripe\'s values one\'s own are set', page, async () => {
    await open(house, page, person.id);
    await rowOf(page, 'email').getByRole('button', { name: 'Change Email address' }).click();
    await page.getByText('This value belongs to Stripe.').waitFor();
    check('there is nothing to fill in', (await formOf(page, 'Email address').getByRole('textbox').count()) === 0);
    await page.keyboard.press('Escape');
    check('what is computed has no button', (await rowOf(page, 'stripe_total_sales').getByRole('button', { name: /^(Set|Change)/ }).count()) === 0);
    await set(page, 'nickname', 'Nickname', (_form, input) => input.fill('Sparrow'));
    await rowOf(page, 'nickname').getByText('Sparrow', { exact: true }).waitFor();
  });
  await scene('what somebody else changes is shown at once', page, async () => {
    await api(`/v1/profiles/${person.id}`, { method: 'PATCH', body: { custom: { nickname: 'Swallow' } } });
    await rowOf(page, 'nickname').getByText('Swallow', { exact: true }).waitFor();
  });
}

async function listed(house, id) {
  const { page, api } = house.owner;
  await scene('fields of one\'s own are columns', page, async () => {
    await page.goto(`${house.base}/profiles?query=grace`);
    await page.locator('[data-row-link]').first().waitFor();
    check('the usual columns name the country', (await page.locator('tr[data-index="0"] [title="DE"]').textContent()) === 'Germany');
    await button(page, 'Columns').click();
    await page.getByRole('checkbox', { name: 'Credit' }).check();
    await page.getByRole('checkbox', { name: 'Visited' }).check();
    await page.keyboard.press('Escape');
    const row = page.locator('tr[data-index="0"]');
    await row.getByText('£12.50').waitFor();
    await row.getByText('Jan 31, 2026').waitFor();
    await checkAccessible(page, 'columns of one\'s own');
  });
  await scene('an export has them', page, async () => {
    await button(page, 'Export').click();
    await page.getByRole('menuitem', { name: 'As a table (CSV)' }).click();
    await until('it is done', async () => (await api('/v1/exports')).body.data[0]?.state === 'done');
    await page.getByRole('button', { name: /^Jobs/ }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download' }).first().click();
    const [head, line] = readFileSync(await (await download).path(), 'utf8').replace('\uFEFF', '').trim().split(/\r?\n/);
    check('each field is a column', Object.keys(kFields).every((name) => head.includes(name)), head);
    check('with the person\'s values', line.includes(id) && line.includes('Amazing <i>Grace</i>') && line.includes('38.5'), line);
  });
}

async function looked(house, id) {
  const { page, complaints } = await house.invite('viewer');
  await scene('a viewer changes nobody', page, async () => {
    await open(house, page, id);
    check('no value has a button', (await page.getByRole('button', { name: /^(Set|Change) / }).count()) === 0);
    await page.goto(`${house.base}/profiles`);
    await page.locator('[data-row-link]').first().waitFor();
    check('nobody is made', (await button(page, 'New profile').count()) === 0);
    check('no complaint of the page', complaints.length === 0, complaints);
  });
}

await tell(openHouse, async (house) => {
  for (const [name, [label, type]] of Object.entries(kFields)) {
    await house.owner.api(`/v1/fields/${name}`, { method: 'PUT', body: { label, type } });
  }
  const id = await made(house);
  await ownValues(house, id);
  await ofStripe(house);
  await listed(house, id);
  await looked(house, id);
});
