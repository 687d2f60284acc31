#!/usr/bin/env node
// The help centre: every screen's "?", search, articles with their pictures, related ones, and what readers say. It also makes
// the pictures of the Stripe article: DAYBOOK_WRITE_PICTURES=1 keeps them in help/images, otherwise they are only taken.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kTestKey, openHouse } from './house.mjs';
import { button, check, checkAccessible, heading, json, openWindow, scene, settled, tell, until, webpOf } from './support.mjs';

const kImages = join(import.meta.dirname, '../../help/images');
const kArticle = join(import.meta.dirname, '../../help/stripe/connect-stripe.md');
const kStripe = '/settings/integrations/stripe';
const kBytesMost = 60_000;

const panel = (page, title) => page.locator('section', { has: page.getByRole('heading', { level: 2, name: title }) }).first();

const taken = [];

async function take(house, name, target) {
  await target.waitFor();
  const bytes = await webpOf(house.browser, await target.screenshot());
  check(`the picture ${name} is small`, bytes.length > 1000 && bytes.length < kBytesMost, String(bytes.length));
  taken.push(`${name}.webp`);
  if (process.env.DAYBOOK_WRITE_PICTURES !== '1') return;
  mkdirSync(kImages, { recursive: true });
  writeFileSync(join(kImages, `${name}.webp`), bytes);
}

async function takePictures(house) {
  const { page } = house.owner;
  await scene('the steps to a key are pictured', page, async () => {
    await page.goto(house.base + kStripe);
    await settled(page);
    await take(house, 'connect-steps', panel(page, 'Connect your Stripe account'));
  });
  await scene('a running import is pictured', page, async () => {
    await house.tellSandbox('/faults', { kind: 'slow', path: '/v1/invoices', skip: 1, times: -1, delay_ms: 600_000 });
    await page.getByLabel('Restricted key').fill(kTestKey);
    await button(page, 'Connect').click();
    await until('the customers are read', async () => (await house.integration()).progress.some((row) => row.resource === 'customers' && row.done));
    await page.getByLabel('Type a customer you know').waitFor();
    await take(house, 'import', panel(page, 'Import'));
    await json(`${house.sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
    await house.whenLive();
  });
  await scene('what came of it, the permissions and the connection are pictured', page, async () => {
    await page.reload();
    await panel(page, 'What came of it').waitFor();
    await settled(page);
    await take(house, 'import-report', panel(page, 'What came of it'));
    await take(house, 'permissions', panel(page, 'Permissions'));
    await take(house, 'see-it-live', panel(page, 'See it live'));
    await take(house, 'connection', panel(page, 'Connection'));
  });
  const said = [...readFileSync(kArticle, 'utf8').matchAll(/\/help\/images\/([\w-]+\.\w+)/g)].map((match) => match[1]).sort();
  check('the article shows what is taken', said.join() === [...taken].sort().join(), said);
  check('and that is what is kept', readdirSync(kImages).sort().join() === said.join(), readdirSync(kImages));
}

const kScreens = {
  '/': 'home', '/start': 'first-steps', '/profiles': 'profiles', [kStripe]: 'connect-stripe', '/settings/account': 'shop-settings',
  '/segments': 'segments', '/segments/recipes': 'segments',
  '/segments/new': 'build-a-segment', '/settings/fields': 'fields', '/settings/team': 'team', '/settings/api-keys': 'api-keys', '/settings/audit': 'audit-log', '/settings/you': 'your-account',
};

async function read(house) {
  const { page, api } = house.owner;
  const articles = (await api('/v1/help')).body.data;
  await scene('each screen has its article behind "?"', page, async () => {
    for (const [path, slug] of Object.entries(kScreens)) {
      await page.goto(house.base + path);
      const href = await page.getByRole('link', { name: 'Help on this page' }).getAttribute('href');
      check(`${path} leads to ${slug}`, href === `/help/${slug}` && articles.some((one) => one.id === slug), href);
    }
    const { body } = await api('/v1/profiles?limit=1');
    await page.goto(`${house.base}/profiles/${body.data[0].id}`);
    await page.getByRole('link', { name: 'Help on this page' }).click();
    await page.getByText('Was this article helpful?').waitFor();
    check('a profile leads to profile-page', page.url().endsWith('/help/profile-page'));
  });
  await scene('articles are listed, and found by their words', page, async () => {
    await page.goto(`${house.base}/help`);
    for (const { id } of articles) await page.locator(`main a[href="/help/${id}"]`).first().waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('restricted key');
    await until('the address', () => page.url().includes('query='));
    await until('fewer', async () => (await page.locator('main a[href^="/help/"]').count()) < articles.length);
    await page.locator('main a[href="/help/connect-stripe"]').waitFor();
    await page.getByLabel('What do you want to know?').fill('zeppelins');
    await page.getByRole('heading', { name: 'No article says this' }).waitFor();
    await checkAccessible(page, 'a search that finds no article');
  });
  await scene('the Stripe article shows its pictures, each with words for it', page, async () => {
    await page.goto(`${house.base}/help/connect-stripe`);
    await heading(page, 'Connect Stripe').waitFor();
    const pictures = page.locator('main img');
    await until('all pictures', async () => (await pictures.count()) === taken.length);
    const seen = await pictures.evaluateAll((all) => Promise.all(all.map(async (one) => {
      await one.decode();
      return one.naturalWidth > 100 && one.alt.length > 10;
    })));
    check('each is there', seen.every(Boolean), seen);
    await page.getByRole('link', { name: 'How fields are computed' }).last().click();
    await heading(page, 'How fields are computed').waitFor();
  });
}

async function answer(house) {
  const { page } = house.owner;
  await scene('"was this helpful" is kept, and can be read', page, async () => {
    await page.goto(`${house.base}/help/team`);
    await button(page, 'No').click();
    await page.getByLabel('What was missing or unclear?').fill('What a marketer may do');
    await checkAccessible(page, 'an answer to an article');
    await button(page, 'Send').dblclick();
    await page.getByText('Thank you.').waitFor();
    await page.goto(`${house.base}/help`);
    await page.getByText('What a marketer may do').first().waitFor();
    check('it is kept once', (await page.getByText('What a marketer may do').count()) === 1);
  });
}

await tell(() => openHouse({ customers: 300, connected: false }), async (house) => {
  await takePictures(house);
  await read(house);
  await answer(house);
});
