// The hands of the tests of segments: on a screen, in the builder, in its rows.
import { goTo, heading, settled } from './support.mjs';

export const row = (page, index = 0) => page.locator('[data-row]').nth(index);

export async function go(page, address, title) {
  await goTo(page, address);
  await heading(page, title).waitFor();
  await settled(page);
}

/** Until the panel has counted what stands in the builder. */
export const counted = (page) => page.locator('[data-preview="current"] [data-people]').waitFor();

/** The builder without what was left in it. */
export async function begin(page) {
  await goTo(page, '/segments');
  await heading(page, 'Segments').waitFor();
  await page.evaluate(() => window.sessionStorage.clear());
  await go(page, '/segments/new', 'New segment');
  await page.getByText('everybody is meant').waitFor();
}

export async function choose(page, where, label, option, index = 0) {
  await where.getByRole('combobox', { name: label, exact: true }).nth(index).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** Chooses what a row asks for, by typing the beginning of its name. */
export async function ask(page, where, name) {
  const subject = where.getByRole('combobox', { name: 'What it asks for' }).first();
  await subject.fill(name);
  await page.getByRole('option', { name, exact: true }).first().click();
}

export const fill = (where, label, words, index = 0) => where.getByRole('textbox', { name: label, exact: true }).nth(index).fill(words);
export const typed = (where, label, words, index = 0) => where.getByRole('combobox', { name: label, exact: true }).nth(index).fill(words);
