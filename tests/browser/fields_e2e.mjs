#!/usr/bin/env node
// Settings › Fields: what is listed, fields of one's own made, changed and deleted, bad input, and who may only look.
import { openHouse } from './house.mjs';
import { button, check, checkAccessible, heading, picture, scene, settled, tell, until } from './support.mjs';

const rowOf = (page, name) => page.locator(`tr[data-field="${name}"]`);

async function open(house, page) {
  await page.goto(`${house.base}/settings/fields`);
  await heading(page, 'Fields').waitFor();
  await settled(page);
}

/** Chooses in a list of the form. */
async function choose(page, dialog, label, option) {
  await dialog.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

async function listed(house) {
  const { page, api } = house.owner;
  await scene('the catalogue is listed whole', page, async () => {
    await open(house, page);
    await page.getByRole('heading', { name: 'No fields of your own yet' }).waitFor();
    const fields = (await api('/v1/fields')).body.data;
    const shown = await page.locator('tr[data-field]').evaluateAll((rows) => rows.map((row) => row.dataset.field));
    check('each field has its row', fields.length > 20 && shown.join() === fields.map((field) => field.name).join(), shown);
    const sales = await rowOf(page, 'stripe_total_sales').textContent();
    check('with its label, its help and its type', /Total Sales.*refunded.*Money/.test(sales), sales);
    check('Daybook\'s own have no buttons', (await page.locator('[aria-label^="Delete "], [aria-label^="Change "]').count()) === 0);
    await checkAccessible(page, 'fields without one of one\'s own');
  });
}

async function made(house) {
  const { page, api } = house.owner;
  const dialog = page.getByRole('dialog', { name: 'A field of your own' });
  const make = button(dialog, 'Make the field');
  await scene('bad input is answered at the input', page, async () => {
    await button(page, 'New field').click();
    await make.click();
    check('both are asked for', (await dialog.getByText('Please fill this in.').count()) === 2);
    await dialog.getByLabel('Label').fill('Shoe size (EU)');
    check('the name follows the label', (await dialog.getByLabel('Name').inputValue()) === 'shoe_size_eu');
    const refused = { 'Shoe size': /cannot be a field.s name/, tags: /a name that Daybook uses itself/, stripe_shoe: /begin with stripe_/,
      email: /There is a field of this name already/ };
    for (const [name, sentence] of Object.entries(refused)) {
      await dialog.getByLabel('Name').fill(name);
      await make.click();
      await dialog.locator('.mantine-TextInput-error', { hasText: sentence }).waitFor();
    }
    await dialog.getByLabel('Name').fill('shoe_size');
    await dialog.getByLabel('Label').fill('x'.repeat(101));
    await make.click();
    await dialog.locator('.mantine-TextInput-error', { hasText: 'longer than 100 bytes' }).waitFor();
    await checkAccessible(page, 'a refused field');
  });
  await scene('a field is made once, however often one clicks', page, async () => {
    await dialog.getByLabel('Label').fill('Shoe size');
    check('a chosen name stays', (await dialog.getByLabel('Name').inputValue()) === 'shoe_size');
    await choose(page, dialog, 'Type', 'Number');
    await make.dblclick();
    await rowOf(page, 'shoe_size').waitFor();
    await page.getByText('The field Shoe size is made.').waitFor();
    const { body } = await api('/v1/fields/shoe_size');
    check('the server has it', body.type === 'number' && body.label === 'Shoe size', body);
  });
  await scene('a field that was made by mistake is taken back', page, async () => {
    await button(page, 'New field').click();
    check('the form is empty again', (await dialog.getByLabel('Label').inputValue()) === '');
    await dialog.getByLabel('Label').fill('Mistake');
    await make.click();
    await rowOf(page, 'mistake').waitFor();
    const words = page.locator('.mantine-Notification-root', { hasText: 'The field Mistake is made.' });
    await words.getByRole('button', { name: 'Undo' }).click();
    await rowOf(page, 'mistake').waitFor({ state: 'detached' });
  });
}

async function changed(house) {
  const { page, api } = house.owner;
  const person = (await house.people('limit=1'))[0].id;
  const give = (custom) => api(`/v1/profiles/${person}`, { method: 'PATCH', body: { custom } });
  await scene('how many have it is counted', page, async () => {
    await give({ shoe_size: 38.5 });
    await api('/v1/fields/nickname', { method: 'PUT', body: { type: 'text', label: 'Nickname <b>' } });
    await give({ nickname: 'Countess' });
    await open(house, page);
    await rowOf(page, 'shoe_size').getByText('1', { exact: true }).waitFor();
    check('a label is text, whatever it says', (await rowOf(page, 'nickname').getByText('Nickname <b>').count()) === 1);
    await checkAccessible(page, 'fields of one\'s own');
    await picture(page, 'fields-own');
  });
  await scene('a field is renamed and retyped, and that taken back', page, async () => {
    await button(page, 'Change Nickname <b>').click();
    const dialog = page.getByRole('dialog', { name: 'Change Nickname <b>' });
    check('nothing to save yet', await button(dialog, 'Save').isDisabled());
    await dialog.getByLabel('Name').fill('shoe_size');
    await dialog.getByText('do not find the field any more').waitFor();
    await button(dialog, 'Save').click();
    await dialog.locator('.mantine-TextInput-error', { hasText: 'There is a field shoe_size already.' }).waitFor();
    await dialog.getByLabel('Name').fill('lucky_number');
    await dialog.getByLabel('Label').fill('Lucky number');
    await choose(page, dialog, 'Type', 'Number');
    await dialog.getByText('What people have is converted.').waitFor();
    await checkAccessible(page, 'a field that changes');
    await button(dialog, 'Save').click();
    await rowOf(page, 'lucky_number').getByText('1 more has something that is no number').waitFor();
    check('its value is missing', (await api(`/v1/profiles/${person}`)).body.custom.lucky_number === null);
    await button(page.locator('.mantine-Notification-root', { hasText: 'Saved.' }), 'Undo').click();
    await rowOf(page, 'nickname').getByText('1', { exact: true }).waitFor();
    await until('the value is there again', async () => (await api(`/v1/profiles/${person}`)).body.custom.nickname === 'Countess');
  });
}

async function deleted(house) {
  const { page, api } = house.owner;
  const body = { name: 'Big feet', condition: { field: 'shoe_size', op: 'gt', value: 40 } };
  const segment = await api('/v1/segments', { method: 'POST', body });
  check('a segment asks for the field', segment.status === 200, segment.body);
  const remove = button(page.getByRole('dialog', { name: 'Delete Shoe size?' }), 'Delete');
  await scene('a field that a segment asks for stays', page, async () => {
    await open(house, page);
    await button(page, 'Delete Shoe size').click();
    const dialog = page.getByRole('dialog', { name: 'Delete Shoe size?' });
    await dialog.getByText('One person has a value of it').waitFor();
    check('its name is to be typed', await remove.isDisabled());
    await dialog.getByLabel('Type shoe_size to confirm').fill('shoe_size');
    await checkAccessible(page, 'a field to be deleted');
    await remove.click();
    await dialog.getByText(/asked for by the segment Big feet/).waitFor();
    await button(dialog, 'Cancel').click();
    await dialog.waitFor({ state: 'detached' });
  });
  await scene('a field is deleted, and its values with it', page, async () => {
    await api(`/v1/segments/${segment.body.id}`, { method: 'DELETE' });
    await button(page, 'Delete Shoe size').click();
    const dialog = page.getByRole('dialog', { name: 'Delete Shoe size?' });
    check('what was refused is forgotten', (await dialog.getByText('Big feet').count()) === 0);
    await dialog.getByLabel('Type shoe_size to confirm').fill('shoe_size');
    await remove.click();
    await rowOf(page, 'shoe_size').waitFor({ state: 'detached' });
    check('the server has it no more', (await api('/v1/fields/shoe_size')).status === 404);
  });
}

const kOddLabel = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen'.padEnd(90, 'n');
const kOddName = 'x'.repeat(60);

async function odd(house) {
  const { page, api } = house.owner;
  const person = (await house.people('limit=1'))[0].id;
  await api(`/v1/fields/${kOddName}`, { method: 'PUT', body: { type: 'text', label: kOddLabel } });
  await api('/v1/fields/alwan', { method: 'PUT', body: { type: 'list', label: 'ألوان' } });
  const custom = { [kOddName]: 'y'.repeat(1000), alwan: Array.from({ length: 100 }, (_, i) => `لون ${i}`) };
  await api(`/v1/profiles/${person}`, { method: 'PATCH', body: { custom } });
  const widths = { wide: 1280, narrow: 360 };
  for (const [size, width] of Object.entries(widths)) {
    await scene(`the longest labels, names and values keep a ${size} page's width`, page, async () => {
      await page.setViewportSize({ width, height: 800 });
      const over = () => page.evaluate(() => [...document.querySelectorAll('html, [role="dialog"], dl, dt, dd > div')]
        .filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.outerHTML.slice(0, 120)));
      await page.goto(`${house.base}/profiles/${person}`);
      await page.locator(`[data-field="${kOddName}"]`).getByRole('button', { name: /^Change / }).waitFor();
      check('a person\'s page', (await over()).length === 0, await over());
      await page.goto(`${house.base}/profiles?columns=${kOddName},alwan`);
      await page.locator('tr[data-index="0"]').waitFor();
      const cell = await page.locator('th').nth(1).boundingBox();
      check('a column of the list', cell.width < 400, cell);
      await open(house, page);
      await button(page, `Delete ${kOddLabel}`).click();
      await page.getByRole('dialog').getByLabel(/^Type x+ to confirm/).waitFor();
      check('the question before it is deleted', (await over()).length === 0, await over());
      await picture(page, `field-odd-${size}`);
    });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function looked(house) {
  const { page, complaints } = await house.invite('viewer');
  await scene('a viewer sees the fields and changes none', page, async () => {
    await open(house, page);
    await rowOf(page, 'nickname').waitFor();
    const deeds = await page.locator('main button').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? one.textContent));
    check('there is no button that changes', !deeds.some((label) => /^(New field|Change|Delete)/.test(label)), deeds);
    await page.getByRole('link', { name: 'Help on this page' }).click();
    await heading(page, 'Fields, and fields of your own').waitFor();
    check('no complaint of the page', complaints.length === 0, complaints);
  });
}

await tell(openHouse, async (house) => {
  await listed(house);
  await made(house);
  await changed(house);
  await deleted(house);
  await odd(house);
  await looked(house);
});
