#!/usr/bin/env node
// The whole first visit with the keyboard alone: the link, the key, the questions, the list, a person; then the palette, the
// sheet, `/` and the g-keys. The mouse is never touched.
import { kOwner, kTestKey, openHouse, ownerLink } from './house.mjs';
import { button, check, heading, openWindow, scene, tell, until } from './support.mjs';

const kTabsMost = 60;

/** What has the focus, in words, for a failure. */
const focused = (page) => page.evaluate(() => document.activeElement?.outerHTML.slice(0, 160) ?? 'nothing');

/** Presses Tab until `target` has the focus, and sees to it that the focus can be seen. */
async function tabTo(page, target) {
  for (let presses = 0; presses < kTabsMost; presses += 1) {
    if (await target.evaluate((one) => one === document.activeElement).catch(() => false)) {
      const shown = await page.evaluate(() => {
        const one = document.activeElement;
        const box = one.getBoundingClientRect();
        return one.matches(':focus-visible') && box.bottom > 0 && box.top < window.innerHeight;
      });
      check(`the focus is seen: ${await focused(page)}`, shown);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${target}; it stands at ${await focused(page)}`);
}

async function typeAt(page, target, words) {
  await tabTo(page, target);
  await page.keyboard.type(words);
}

async function press(page, target) {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

async function firstRun(house) {
  const { page } = house.owner;
  await scene('the owner is made', page, async () => {
    await page.goto(await ownerLink(house.server));
    await heading(page, 'Make yourself the owner').waitFor();
    await typeAt(page, page.getByLabel('Your name'), kOwner.name);
    await typeAt(page, page.getByLabel('E-mail address'), kOwner.email);
    await typeAt(page, page.getByRole('textbox', { name: 'Choose a password' }), kOwner.password);
    await page.keyboard.press('Enter');
    await heading(page, 'Nice to have you here').waitFor();
  });
  await scene('the first Tab offers to skip the navigation', page, async () => {
    await page.reload();
    await heading(page, 'Nice to have you here').waitFor();
    await page.keyboard.press('Tab');
    check('it is the link over all', (await focused(page)).includes('#content'), await focused(page));
    await page.keyboard.press('Enter');
    await until('the content has the focus', () => page.evaluate(() => document.activeElement?.id === 'content'));
  });
  await scene('the key is pasted and the import starts', page, async () => {
    await typeAt(page, page.getByLabel('Restricted key'), kTestKey);
    await page.keyboard.press('Enter');
    await page.getByLabel('Name of the shop').waitFor();
  });
  await scene('the questions about the shop are answered', page, async () => {
    await typeAt(page, page.getByLabel('Name of the shop'), 'By Keys Alone');
    await typeAt(page, page.getByLabel('Postal address'), '1 Keyboard Row');
    await tabTo(page, page.getByRole('radio', { name: /^Buyers/ }));
    await page.keyboard.press('ArrowUp');
    await press(page, button(page, 'Save and go Home'));
    await heading(page, 'Home').waitFor();
    await page.getByText('Everything works').waitFor();
  });
  await scene('a person is looked for, found in the list, and opened', page, async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('p');
    await heading(page, 'Profiles').waitFor();
    await page.locator('[data-row-link]').first().waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('example');
    await until('the search', () => page.url().includes('query=example'));
    await page.locator('[data-row-link]').first().waitFor();
    await tabTo(page, page.locator('[data-row-link]').first());
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await until('the second row has the focus', () =>
      page.evaluate(() => document.activeElement?.closest('[data-index]')?.getAttribute('data-index') === '1'));
    await page.keyboard.press('Enter');
    await page.getByText('About the person').waitFor();
  });
  await scene('tabs are changed by arrows, and "How?" opens and closes', page, async () => {
    await tabTo(page, page.getByRole('tab', { name: 'Fields' }));
    await page.keyboard.press('ArrowRight');
    await page.getByRole('tab', { name: 'Orders', selected: true }).waitFor();
    await page.keyboard.press('ArrowLeft');
    const how = page.locator('[data-field="stripe_total_orders"]').getByRole('button', { name: /^How/ });
    await press(page, how);
    await page.getByRole('dialog', { name: /^How Total Orders/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await until('the focus returns', () => how.evaluate((one) => one === document.activeElement));
  });
}

async function shortcuts(house) {
  const { page } = house.owner;
  await scene('`?` shows the sheet, and each g-key leads where it says', page, async () => {
    await page.locator('body').press('?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await sheet.waitFor();
    check('the sheet tells of the palette', (await sheet.getByText('Find a person, a segment or a screen').count()) === 1);
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    for (const [key, name] of [['i', 'Stripe'], ['s', 'Shop'], ['?', 'Help'], ['p', 'Profiles'], ['h', 'Home']]) {
      await page.keyboard.press('g');
      await page.keyboard.press(key);
      await heading(page, name).waitFor();
    }
  });
  await scene('the palette finds screens and people, and closes', page, async () => {
    const field = page.getByPlaceholder('Find a person, a segment or a screen…');
    await page.keyboard.press('Control+k');
    await field.waitFor();
    await page.keyboard.type('audit');
    await until('only the screen that fits', async () => (await page.locator('.mantine-Spotlight-action').count()) === 1);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await heading(page, 'Audit log').waitFor();
    await field.waitFor({ state: 'hidden' });  // else what is typed next is lost with it
    const person = (await house.people()).find((one) => one.fields.email && one.fields.first_name);
    await page.keyboard.press('Control+k');
    await field.waitFor();
    await until('it listens', () => field.evaluate((input) => input === document.activeElement && input.value === ''));
    await page.keyboard.type(person.fields.email);
    await until('only the person', async () => (await page.locator('.mantine-Spotlight-action').allTextContents()).join().includes(person.fields.email)
      && (await page.locator('.mantine-Spotlight-action').count()) === 1);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await until('their profile', () => page.url() === `${house.base}/profiles/${person.id}`);
    await page.keyboard.press('Control+k');
    await field.waitFor();
    await page.keyboard.press('Escape');
    await field.waitFor({ state: 'detached' });
  });
  await scene('keys are letters where one types', page, async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await heading(page, 'Shop').waitFor();
    await tabTo(page, page.getByLabel('Name of the shop'));
    await page.keyboard.press('End');
    await page.keyboard.type(' g?gh/');
    check('the words are in the field', (await page.getByLabel('Name of the shop').inputValue()) === 'By Keys Alone g?gh/');
    check('and nothing opened', (await page.getByRole('dialog').count()) === 0 && page.url().endsWith('/settings/account'));
  });
}

async function openEmpty() {
  const house = await openHouse({ owner: false, connected: false });
  house.owner = await openWindow(house.browser);
  house.people = async () => (await (await house.owner.context.request.get(`${house.base}/v1/profiles?limit=100`)).json()).data;
  return house;
}

await tell(openEmpty, async (house) => {
  await firstRun(house);
  await shortcuts(house);
});
