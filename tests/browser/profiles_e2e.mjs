#!/usr/bin/env node
// The list of profiles: search, chips, columns, pages, what follows by itself, and exports.
import { readFileSync } from 'node:fs';
import { openHouse } from './house.mjs';
import { button, check, checkAccessible, heading, picture, scene, settled, tell, until } from './support.mjs';

const parameter = (page, name) => new URL(page.url()).searchParams.get(name);
/** How many people the list holds: its rows, but for the heading. */
const rowCount = async (page) => Number(await page.locator('table').first().getAttribute('aria-rowcount')) - 1;
const firstRow = (page) => page.locator('[data-row-link]').first();

async function open(house, query = '') {
  await house.owner.page.goto(`${house.base}/profiles${query}`);
  await heading(house.owner.page, 'Profiles').waitFor();
  await settled(house.owner.page);
}

/** Something of each kind that one may search a person by, from people who have it. */
async function searchable(house) {
  const people = await house.people();
  const found = {};
  const note = (kind, words, person) => { if (words) found[kind] ??= [String(words), person.id]; };
  for (const person of people.filter((one) => !one.stripe.deleted)) {
    const { fields } = person;
    if (fields.first_name && fields.last_name && fields.email) note('a name', `${fields.first_name} ${fields.last_name} ${fields.email}`, person);
    note('an e-mail address', fields.email, person);
    note('a phone number', fields.phone, person);
    note('a customer', fields.stripe_customer_id, person);
    for (const part of ['orders', 'subscriptions', 'objects']) {
      if (found['a charge'] && found['a subscription'] && found['the number of an invoice']) continue;
      for (const one of (await house.owner.api(`/v1/profiles/${person.id}/${part}?limit=100`)).body.data) {
        const kind = { in: 'an invoice', sub: 'a subscription', ch: 'a charge' }[one.id.split('_')[0]];
        if (kind) note(kind, one.id, person);
        if (one.number) note('the number of an invoice', one.number, person);
      }
    }
  }
  return found;
}

async function search(house) {
  const { page } = house.owner;
  const found = await searchable(house);
  const kinds = ['a name', 'an e-mail address', 'a phone number', 'a customer', 'an invoice', 'a subscription', 'a charge', 'the number of an invoice'];
  await open(house);
  for (const kind of kinds) {
    await scene(`a person is found by ${kind}`, page, async () => {
      const [words, id] = found[kind];
      await page.getByLabel('Search profiles').fill(words);
      await until('the address', () => parameter(page, 'query') === words);
      await page.locator(`[data-row-link][href="/profiles/${id}"]`).waitFor();
      await until('only who fits', async () => (await rowCount(page)) <= 2);
    });
  }
  await scene('who fits nothing is told what to do', page, async () => {
    await page.getByLabel('Search profiles').fill('nobody-is-called-this');
    await page.getByRole('heading', { name: 'Nobody fits' }).waitFor();
    await checkAccessible(page, 'a search without a find');
    await page.getByRole('link', { name: 'Show everybody' }).click();
    await firstRow(page).waitFor();
    check('the field is empty again', (await page.getByLabel('Search profiles').inputValue()) === '');
  });
  await scene('back from a profile leads to the same search', page, async () => {
    const [words] = found['an e-mail address'];
    await page.getByLabel('Search profiles').fill(words);
    await until('one row', async () => (await rowCount(page)) === 1);
    await firstRow(page).click();
    await page.getByText('About the person').waitFor();
    await page.goBack();
    await until('the words are still there', async () => (await page.getByLabel('Search profiles').inputValue()) === words);
    await until('one row', async () => (await rowCount(page)) === 1);
    await page.goForward();
    await page.getByText('About the person').waitFor();
  });
}

async function chips(house) {
  const { page, api } = house.owner;
  const add = async (name) => {
    await button(page, 'Add a filter').click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  };
  const fits = async (query) => (await api(`/v1/profiles?limit=100&${query}`)).body.data.length;
  await scene('chips stand in the address, add up, and are taken away one by one', page, async () => {
    await open(house);
    await add('Ordered more than once');
    await page.locator('[data-chip="orders"]').waitFor();
    await until('the address', () => parameter(page, 'orders') === 'many');
    const many = await fits('orders=many');
    await until('as many as fit', async () => (await rowCount(page)) === many);
    await add('Has an e-mail address');
    const both = await fits('orders=many&has_email=true');
    await until('as many as fit both', async () => (await rowCount(page)) === both);
    await picture(page, 'chips');
    await checkAccessible(page, 'chips');
    await page.reload();
    await page.locator('[data-chip="has_email"]').waitFor();
    check('a reload keeps both', (await page.locator('[data-chip]').count()) === 2);
    await page.getByRole('button', { name: 'Take away the filter Ordered more than once' }).click();
    await until('one is left', async () => (await page.locator('[data-chip]').count()) === 1);
    check('the address forgets it', parameter(page, 'orders') === null);
    await page.goBack();
    await until('back brings it again', async () => (await page.locator('[data-chip]').count()) === 2);
  });
  await scene('a country is chosen by its name', page, async () => {
    await open(house);
    await button(page, 'Add a filter').click();
    await page.getByRole('menuitem', { name: 'Country…' }).waitFor();
    await checkAccessible(page, 'the menu of filters');
    await page.getByRole('menuitem', { name: 'Country…' }).click();
    await page.getByRole('combobox', { name: 'Country' }).fill('united st');
    await page.getByRole('option', { name: 'United States' }).waitFor();
    await picture(page, 'country');
    await checkAccessible(page, 'the choice of a country');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('[data-chip="country"]').getByText('Country is United States').waitFor();
    check('the address has its code', parameter(page, 'country') === 'US', page.url());
    const inUS = await fits('country=US');
    await until('as many as live there', async () =>
      inUS === 0 ? page.getByRole('heading', { name: 'Nobody fits' }).isVisible() : (await rowCount(page)) === inUS);
  });
  await scene('an address with what is no filter shows everybody', page, async () => {
    await open(house, '?orders=sometimes&created_after=soon&nonsense=1');
    await firstRow(page).waitFor();
    check('no chip', (await page.locator('[data-chip]').count()) === 0);
  });
}

async function columnsAndPages(house) {
  const { page } = house.owner;
  await scene('columns are chosen, and stand in the address', page, async () => {
    await open(house);
    await button(page, 'Columns').click();
    await page.getByRole('checkbox', { name: 'Phone number' }).check();
    await page.getByRole('columnheader', { name: 'Phone number' }).waitFor();
    await page.keyboard.press('Escape');
    await page.reload();
    await page.getByRole('columnheader', { name: 'Phone number' }).waitFor();
    check('the address names it', (parameter(page, 'columns') ?? '').includes('phone'));
  });
  await scene('pages lead both ways, and their ends are ends', page, async () => {
    await open(house);
    const ids = async () => page.evaluate(() => [...document.querySelectorAll('[data-row-link]')].map((one) => one.getAttribute('href')));
    const first = (await ids())[0];
    check('there is nothing before the first page', await button(page, 'Previous').isDisabled());
    check('only rows in sight are in the page', (await page.locator('tr[data-index]').count()) < 60 && (await rowCount(page)) === 100);
    await button(page, 'Next').click();
    await until('other people', async () => (await ids())[0] !== first && parameter(page, 'after') !== null);
    const second = (await ids())[0];
    await button(page, 'Next').click();
    await until('the last page', async () => button(page, 'Next').isDisabled());
    await settled(page);
    await button(page, 'Previous').click();
    await until('the second page again', async () => (await ids())[0] === second);
    await button(page, 'Previous').click();
    await until('the first page again', async () => (await ids())[0] === first);
    await page.goBack();
    await until('back is the page before', async () => (await ids())[0] === second);
  });
}

const newcomer = (number) => ({
  id: `cus_newcomer${number}`, object: 'customer', created: Math.floor(Date.now() / 1000), livemode: false,
  name: `Newcomer ${number}`, email: `newcomer.${number}@example.com`, metadata: {},
});

async function follow(house) {
  const { page } = house.owner;
  await scene('who comes meanwhile is on top of the list by themselves', page, async () => {
    await open(house);
    await house.tellSandbox('/objects', newcomer(1));
    await until('they are the first', async () => (await firstRow(page).textContent()) === 'Newcomer 1');
  });
  await scene('further down nothing jumps, and who came is counted', page, async () => {
    const table = page.locator('table').first();
    await table.evaluate((one) => { one.parentElement.scrollTop = 1040; });
    await until('rows of further down', async () => (await page.locator('tr[data-index="25"]').count()) === 1);
    const seen = await page.locator('tr[data-index="25"]').textContent();
    await house.tellSandbox('/objects', newcomer(2));
    await page.getByRole('button', { name: /has come meanwhile/ }).waitFor();
    check('the row stays', (await page.locator('tr[data-index="25"]').textContent()) === seen);
    await page.getByRole('button', { name: /has come meanwhile/ }).click();
    await table.evaluate((one) => { one.parentElement.scrollTop = 0; });
    await until('they are shown', async () => (await firstRow(page).textContent()) === 'Newcomer 2');
  });
}

async function exports(house) {
  const { page, api } = house.owner;
  await scene('an export runs as a job and is fetched from the tray', page, async () => {
    await open(house, '?orders=many');
    const wanted = await rowCount(page);
    await button(page, 'Export').click();
    await page.getByRole('menuitem', { name: 'As a table (CSV)' }).click();
    await page.getByText('The export runs.').waitFor();
    await page.getByRole('button', { name: /^Jobs:/ }).click();
    await page.getByText(`${wanted} rows, ready`).waitFor();
    await picture(page, 'jobs');
    await checkAccessible(page, 'the tray of jobs');
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download' }).click()]);
    const lines = readFileSync(await file.path(), 'utf8').trimEnd().split('\n');
    check('a line a person, and one of names', lines.length === wanted + 1 && lines[0].includes('email'), lines.slice(0, 2));
    check('the name says what it is', /\.csv$/.test(file.suggestedFilename()), file.suggestedFilename());
  });
  await scene('an export is deleted', page, async () => {
    await button(page, 'Delete this export').click();
    await page.getByText('Imports and exports show here while they run.').waitFor();
    check('the server forgot it', (await api('/v1/exports')).body.data.length === 0);
    await page.keyboard.press('Escape');
  });
}

await tell(() => openHouse({ customers: 230 }), async (house) => {
  await search(house);
  await chips(house);
  await columnsAndPages(house);
  await follow(house);
  await exports(house);
});
