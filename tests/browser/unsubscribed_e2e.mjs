#!/usr/bin/env node
// Settings › Fields: which metadata of Stripe's customers mean unsubscribed is chosen, with the number told beforehand.
import { openHouse } from './house.mjs';
import { button, check, checkAccessible, heading, picture, scene, settled, tell, until } from './support.mjs';

const kPath = '/v1/integrations/stripe/unsubscribed';
const answers = ['no', 'No', 'yes', 'yes'];

async function open(house, page) {
  await page.goto(`${house.base}/settings/fields`);
  await heading(page, 'Fields').waitFor();
  await settled(page);
}

const panelOf = (page) => page.locator('section', { has: page.getByRole('heading', { level: 2, name: 'Unsubscribed at Stripe' }) });

/** Customers who said whether they want a newsletter. */
async function withAnswers(house) {
  const people = (await house.people()).filter((one) => one.stripe.customer_ids.length === 1 && !one.stripe.deleted && !one.fields.email_unsubscribed);
  const some = people.slice(0, answers.length);
  check('there are enough people', some.length === answers.length, people.length);
  for (const [i, { fields }] of some.entries()) {
    await house.tellSandbox(`/customers/${fields.stripe_customer_id}`, { metadata: { newsletter: answers[i] } });
  }
  await until('the metadata are read', async () => {
    const { body } = await house.owner.api(`${kPath}/suggestions`);
    return body.data.find((one) => one.key === 'newsletter')?.found === answers.length;
  });
  return some;
}

async function chosen(house, people) {
  const { page, api } = house.owner;
  const dialog = page.getByRole('dialog', { name: 'Unsubscribed at Stripe' });
  await scene('nothing is chosen at first', page, async () => {
    await open(house, page);
    await panelOf(page).getByText('Nothing is chosen: no metadata mean unsubscribed.').waitFor();
    await button(panelOf(page), 'Choose').click();
    await dialog.waitFor();
    check('there is nothing to save', await button(dialog, 'Save').isDisabled());
  });
  await scene('a likely key brings its likely values, and the number is told', page, async () => {
    await dialog.getByLabel('Metadata key').fill('news');
    await page.getByRole('option', { name: /newsletter/ }).click();
    await dialog.locator('[data-preview]').getByText('2 people become unsubscribed by it.').waitFor();
    check('upper and lower case are one value', (await dialog.locator('.mantine-Pill-root').count()) === 1);
    await settled(page);
    await checkAccessible(page, 'the choice of metadata');
    await picture(page, 'unsubscribed-choice');
  });
  await scene('a value that nobody has unsubscribes nobody', page, async () => {
    await dialog.getByLabel('Values that mean unsubscribed').press('Backspace');
    await dialog.getByLabel('Values that mean unsubscribed').fill('never');
    await dialog.getByLabel('Values that mean unsubscribed').press('Enter');
    await dialog.locator('[data-preview]').getByText('Nobody becomes unsubscribed by it.').waitFor();
    await dialog.getByLabel('Values that mean unsubscribed').fill('no');
    await dialog.getByLabel('Values that mean unsubscribed').press('Enter');
    await dialog.locator('[data-preview]').getByText('2 people become unsubscribed by it.').waitFor();
  });
  await scene('it is saved, and everybody asked', page, async () => {
    await button(dialog, 'Save').dblclick();
    await panelOf(page).getByText('The Stripe customers of 2 people have said so.').waitFor();
    await until('they are unsubscribed', async () => {
      const values = await Promise.all(people.map(async ({ id }) => (await api(`/v1/profiles/${id}`)).body.fields.email_unsubscribed));
      return values.join() === 'true,true,false,false';
    });
    await settled(page);
    await picture(page, 'unsubscribed-chosen');
  });
  await scene('in the dark too', page, async () => {
    await api('/v1/session', { method: 'PATCH', body: { theme: 'dark' } });
    await open(house, page);
    await panelOf(page).getByText('The Stripe customers of 2 people have said so.').waitFor();
    await checkAccessible(page, 'the choice that is made, in the dark');
    await button(panelOf(page), 'Change').click();
    await dialog.waitFor();
    await settled(page);
    await checkAccessible(page, 'the choice of metadata, in the dark');
    await picture(page, 'unsubscribed-dark');
    await page.keyboard.press('Escape');
    await api('/v1/session', { method: 'PATCH', body: { theme: 'light' } });
  });
}

async function shown(house, people) {
  const { page } = house.owner;
  await scene('the person\'s page says who said it, with which words', page, async () => {
    await page.goto(`${house.base}/profiles/${people[1].id}`);
    const row = page.locator('[data-field="email_unsubscribed"]');
    await row.getByText('Yes', { exact: true }).waitFor();
    await row.getByRole('button', { name: /How .* came about|How/ }).first().click();
    await page.getByText(/newsletter = No/).waitFor();
    await picture(page, 'unsubscribed-why');
  });
}

async function stopped(house, people) {
  const { page, api } = house.owner;
  await scene('stopping it takes nothing back', page, async () => {
    await open(house, page);
    await button(panelOf(page), 'Stop').click();
    const dialog = page.getByRole('dialog', { name: 'Stop unsubscribing by metadata?' });
    await dialog.getByText('Those who are unsubscribed already stay so.').waitFor();
    await button(dialog, 'Stop').click();
    await panelOf(page).getByText('Nothing is chosen: no metadata mean unsubscribed.').waitFor();
    check('they stay unsubscribed', (await api(`/v1/profiles/${people[0].id}`)).body.fields.email_unsubscribed);
  });
  await scene('a marketer looks and does not choose', page, async () => {
    const marketer = await house.invite('marketer');
    await open(house, marketer.page);
    await panelOf(marketer.page).getByText('An administrator can choose it.').waitFor();
    check('without a button', (await button(panelOf(marketer.page), 'Choose').count()) === 0);
    await marketer.context.close();
  });
}

await tell(openHouse, async (house) => {
  const people = await withAnswers(house);
  await chosen(house, people);
  await shown(house, people);
  await stopped(house, people);
});
