#!/usr/bin/env node
// Settings › Fields: a field that is read from Stripe is chosen, told beforehand, made, followed, retyped and mapped otherwise.
import { openHouse } from './house.mjs';
import { button, check, checkAccessible, heading, picture, scene, settled, tell, until } from './support.mjs';

const rowOf = (page, name) => page.locator(`tr[data-field="${name}"]`);
const sizes = ['38.5', '41', '41', 'large', 'large', ' '];

async function open(house, page) {
  await page.goto(`${house.base}/settings/fields`);
  await heading(page, 'Fields').waitFor();
  await settled(page);
}

/** Customers with a size each in their metadata; of people who have one customer, so that theirs is read. */
async function withSizes(house) {
  const people = (await house.people()).filter((one) => one.stripe.customer_ids.length === 1 && !one.stripe.deleted);
  const some = people.slice(0, sizes.length);
  check('there are enough people', some.length === sizes.length, people.length);
  for (const [i, { fields }] of some.entries()) {
    await house.tellSandbox(`/customers/${fields.stripe_customer_id}`, { metadata: { shoe_size: sizes[i], 'note <b>': `n${i}` } });
  }
  await until('the metadata are read', async () => {
    const { body } = await house.owner.api('/v1/integrations/stripe/attributes');
    const note = body.data.find((one) => one.source === 'customer.metadata.note <b>');
    return note && Math.round(note.share * body.looked_at) === sizes.length;
  });
  return some;
}

async function made(house, people) {
  const { page, api } = house.owner;
  const dialog = page.getByRole('dialog', { name: 'A field of your own' });
  const attribute = dialog.getByLabel('Attribute', { exact: true });
  const preview = dialog.locator('[data-preview]');
  await scene('an attribute is chosen from what Stripe\'s objects hold', page, async () => {
    await open(house, page);
    await button(page, 'New field').click();
    await dialog.getByText('Read from Stripe').click();
    await button(dialog, 'Make the field').click();
    check('it is asked for', (await dialog.getByText('Please fill this in.').count()) === 3);
    await attribute.fill('large');
    const option = page.getByRole('option', { name: /customer\.metadata\.shoe_size/ });
    await option.getByText('38.5').waitFor();
    await picture(page, 'mapped-attributes');
    await option.click();
    check('with its path', (await attribute.inputValue()) === 'customer.metadata.shoe_size');
    check('with a label', (await dialog.getByLabel('Label').inputValue()) === 'Shoe size');
    check('with a name', (await dialog.getByLabel('Name').inputValue()) === 'shoe_size');
    check('and a type', (await dialog.getByRole('combobox', { name: 'Type' }).inputValue()) === 'Text');
    await preview.getByText(/^5 of \d+ people will have a value\.$/).waitFor();
    await checkAccessible(page, 'an attribute that is chosen');
  });
  await scene('what does not fit the type is told beforehand', page, async () => {
    await dialog.getByRole('combobox', { name: 'Type' }).click();
    await page.getByRole('option', { name: 'Number', exact: true }).click();
    await preview.getByText(/^3 of \d+ people will have a value\.$/).waitFor();
    await preview.getByText('2 have something that is no number.').waitFor();
    await preview.getByText('“large” → missing').waitFor();
    await picture(page, 'mapped-preview');
  });
  await scene('a path that leads nowhere is answered while it is typed', page, async () => {
    await attribute.fill('customer.address.');
    await dialog.getByText('The path ends with a dot.').waitFor();
    await button(dialog, 'Make the field').click();
    await dialog.locator('.mantine-Autocomplete-error', { hasText: 'The path ends with a dot.' }).waitFor();
    await attribute.fill('orders.metadata.shop');
    await dialog.getByRole('combobox', { name: 'Of all of them' }).waitFor();
    await attribute.fill('customer.metadata.shoe_size');
    await preview.getByText('2 have something that is no number.').waitFor();
  });
  await scene('the field is made, and everybody computed', page, async () => {
    await button(dialog, 'Make the field').dblclick();
    await page.getByText('The field Shoe size is made.').waitFor();
    await rowOf(page, 'shoe_size').getByText('Read from Stripe: customer.metadata.shoe_size.').waitFor();
    await rowOf(page, 'shoe_size').getByText('2 more have something that is no number').waitFor();
    const values = await Promise.all(people.map(async ({ id }) => (await api(`/v1/profiles/${id}`)).body.custom.shoe_size));
    check('with what Stripe has', values.join() === '38.5,41,41,,,', values);
    await picture(page, 'mapped-field');
  });
}

async function followed(house, people) {
  const { page } = house.owner;
  const { id, fields } = people[0];
  await scene('a change in Stripe is on the person\'s page, and nobody sets it there', page, async () => {
    await house.tellSandbox(`/customers/${fields.stripe_customer_id}`, { metadata: { shoe_size: '44' } });
    await until('the change is read', async () => (await house.owner.api(`/v1/profiles/${id}`)).body.custom.shoe_size === 44);
    await page.goto(`${house.base}/profiles/${id}`);
    const row = page.locator('[data-field="shoe_size"]');
    await row.getByText('44', { exact: true }).waitFor();
    await row.getByRole('button', { name: 'Change Shoe size' }).click();
    await page.getByText(/belongs to Stripe|comes from Stripe/).first().waitFor();
    check('there is no input for it', (await page.getByRole('textbox').count()) === 0);
  });
}

async function changed(house, people) {
  const { page, api } = house.owner;
  const dialog = page.getByRole('dialog', { name: 'Change Shoe size' });
  const preview = dialog.locator('[data-preview]');
  await scene('another attribute says how many lose their value', page, async () => {
    await open(house, page);
    await button(page, 'Change Shoe size').click();
    const attribute = dialog.getByLabel('Attribute', { exact: true });
    check('the attribute is there', (await attribute.inputValue()) === 'customer.metadata.shoe_size');
    check('nothing to save yet', await button(dialog, 'Save').isDisabled());
    await attribute.fill('customer.metadata.width');
    await preview.getByText('3 who have a value now will have none.').waitFor();
    await checkAccessible(page, 'a field that is mapped otherwise');
    await picture(page, 'mapped-lost');
    await attribute.fill('customer.metadata.shoe_size');
    await preview.waitFor({ state: 'detached' });
    await attribute.press('Tab');
    await dialog.getByRole('combobox', { name: 'Type' }).click();
    await page.getByRole('option', { name: 'Text', exact: true }).click();
    await preview.getByText(/^5 of \d+ people will have a value\.$/).waitFor();
    await button(dialog, 'Save').click();
    await page.getByText('Saved.').waitFor();
    await until('all are computed', async () => (await api('/v1/fields/shoe_size')).body.filled === 5);
    const { body } = await api(`/v1/profiles/${people[3].id}`);
    check('as a text it is there', body.custom.shoe_size === 'large', body.custom);
  });
  await scene('and that is taken back', page, async () => {
    await button(page.locator('.mantine-Notification-root', { hasText: 'Saved.' }), 'Undo').click();
    await rowOf(page, 'shoe_size').getByText('2 more have something that is no number').waitFor();
  });
}

await tell(openHouse, async (house) => {
  const people = await withSizes(house);
  await made(house, people);
  await followed(house, people);
  await changed(house, people);
});
