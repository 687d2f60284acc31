#!/usr/bin/env node
// Profiles › Import: a file is sent, its columns are chosen, it is checked, imported and reported.
import { writeFileSync } from 'node:fs';
import { openHouse } from './house.mjs';
import { button, check, checkAccessible, heading, picture, scene, scratch, settled, tell, until } from './support.mjs';

const kList = 'E-mail;Vorname;Shoe\nzoe@example.com;Zo\u00eb;37\nada@example.com;Ada;38.5\neve@example.com;Eve;large\n';

async function sent(house) {
  const { page } = house.owner;
  await scene('a file that is none is refused with a sentence', page, async () => {
    await page.goto(`${house.base}/profiles`);
    await page.getByRole('link', { name: 'Import' }).click();
    await heading(page, 'Import people').waitFor();
    check('there is nothing to send yet', await button(page, 'Send the file').isDisabled());
    await page.locator('input[type=file]').setInputFiles({ name: 'wide.csv', mimeType: 'text/csv', buffer: Buffer.from(kList, 'utf16le') });
    await button(page, 'Send the file').click();
    await page.getByText(/UTF-16\. Save it as UTF-8/).waitFor();
    await checkAccessible(page, 'the file of an import');
    await picture(page, 'import-file');
  });
  await scene('its columns are shown with what they probably are', page, async () => {
    writeFileSync(scratch('people.csv'), Buffer.from(kList, 'latin1'));
    await page.locator('input[type=file]').setInputFiles(scratch('people.csv'));
    await button(page, 'Send the file').dblclick();
    await page.getByText('people.csv · WINDOWS-1252').waitFor();
    check('by their names', (await page.getByRole('combobox', { name: 'Field of the column Vorname' }).inputValue()) === 'First name');
    check('and not guessed', (await page.getByRole('combobox', { name: 'Field of the column Shoe' }).inputValue()) === '');
    await page.locator('tr[data-column="Vorname"]').getByText('Zo\u00eb · Ada · Eve').waitFor();
  });
}

async function checkedAndImported(house) {
  const { page, api } = house.owner;
  const report = page.locator('[data-import]');
  await scene('a check says what it would come to, and changes nobody', page, async () => {
    await page.getByRole('combobox', { name: 'Field of the column Shoe' }).click();
    await page.getByRole('option', { name: 'Shoe size' }).click();
    await button(page, 'Check').click();
    await page.locator('[data-import="checked"]').waitFor();
    await report.getByText('would be made').waitFor();
    await report.getByText(/Line 4, Shoe:/).waitFor();
    check('nobody is made', (await house.people('email=zoe@example.com')).length === 0);
    await settled(page);
    await checkAccessible(page, 'an import that is checked');
    await picture(page, 'import-checked');
  });
  await scene('another choice is checked anew', page, async () => {
    await page.getByLabel('Where Stripe has another value, keep Stripe’s').check();
    await button(page, 'Import 2 people').waitFor({ state: 'detached' });
    await button(page, 'Check').click();
    await button(page, 'Import 2 people').waitFor();
  });
  await scene('it is imported, and reported', page, async () => {
    await button(page, 'Import 2 people').click();
    await page.locator('[data-import="done"]').waitFor();
    await until('they are there', async () => (await house.people('email=zoe@example.com'))[0]?.custom.shoe_size === 37);
    const { body } = await api('/v1/imports');
    check('with its figures', body.data[0].made === 2 && body.data[0].refused === 1, body.data[0]);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /All refused rows/ }).click()]);
    check('the refused rows are a file', download.suggestedFilename() === 'refused.csv', download.suggestedFilename());
    await page.reload();
    await page.locator('[data-import="done"]').waitFor();
    await settled(page);
    await picture(page, 'import-done');
  });
  await scene('in the dark too', page, async () => {
    await api('/v1/session', { method: 'PATCH', body: { theme: 'dark' } });
    await page.reload();
    await page.locator('[data-import="done"]').waitFor();
    await settled(page);
    await checkAccessible(page, 'an import that is done, in the dark');
    await page.goto(`${house.base}/profiles/import`);
    await heading(page, 'Import people').waitFor();
    await page.getByRole('button', { name: 'Jobs: none is running' }).click();
    await page.getByText('3 rows, done').waitFor();
    await checkAccessible(page, 'the tray with an import, in the dark');
    await picture(page, 'import-in-tray');
    await page.getByRole('link', { name: 'People from people.csv' }).click();
    await page.locator('[data-import="done"]').waitFor();
    await page.goBack();
    await heading(page, 'Import people').waitFor();
    await checkAccessible(page, 'the file of an import, in the dark');
  });
}

await tell(openHouse, async (house) => {
  await house.owner.api('/v1/fields/shoe_size', { method: 'PUT', body: { type: 'number', label: 'Shoe size' } });
  await sent(house);
  await checkedAndImported(house);
});
