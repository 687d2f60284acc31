#!/usr/bin/env node
// The admin application in a browser, against the real binary and a sandbox shop: the first run from the link to a change
// that arrives, the faults one meets, what each role sees, the keyboard alone, and axe on every screen in both themes.
import {
  check, checkAccessible, finish, json, kSeed, openBrowser, openWindow, picture, scene, scratch, start, stop, until,
} from './support.mjs';

const kSecret = 'whsec_browserbrowserbrowser';
const kOwner = { name: 'Ada Lovelace', email: 'ada@shop.example', password: 'an analytical engine' };
const kCustomers = 120;

const sandbox = await start('sandbox', '--listen', '127.0.0.1:0', '--customers', String(kCustomers), '--seed', kSeed);
const serve = (listen) => start('serve', '--listen', listen, '--data', scratch('data'), '--stripe-api-base', sandbox.url,
  '--stripe-rate', 'unlimited');
let server = await serve('127.0.0.1:0');
const base = server.url;
const browser = await openBrowser();
const { context, page, complaints } = await openWindow(browser);

const heading = (name) => page.getByRole('heading', { level: 1, name });
const button = (name) => page.getByRole('button', { name, exact: true });
/** The API as the signed-in person of a window. */
const asPerson = async (where, path) => (await where.request.get(base + path)).json();

async function signIn(where, { email, password }) {
  await where.getByLabel('E-mail address').fill(email);
  await where.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
  await where.getByRole('button', { name: 'Sign in' }).click();
}

async function firstRun() {
  const link = await until('the link of the owner', () => server.errors.match(/http:\/\/\S+\/welcome#\S+/)?.[0]);
  await scene('the link asks who the owner is', page, async () => {
    await page.goto(link);
    await heading('Make yourself the owner').waitFor();
    await button('Create my account').click();
    await page.getByText('Please fill this in.').first().waitFor();
    await picture(page, 'welcome');
  });
  await scene('three answers make the owner', page, async () => {
    await page.getByLabel('Your name').fill(kOwner.name);
    await page.getByLabel('E-mail address').fill(kOwner.email);
    await page.getByRole('textbox', { name: 'Choose a password' }).fill(kOwner.password);
    await button('Create my account').click();
    await heading('Nice to have you here').waitFor();
    const href = await page.getByRole('link', { name: 'Open Stripe’s key form' }).getAttribute('href');
    check('the link to Stripe is filled in', href.includes('permissions[]=rak_customer_read'), href);
    await picture(page, 'start');
    await checkAccessible(page, 'the first visit');
  });
  await scene('a link that is used up says so', page, async () => {
    const other = await openWindow(browser);
    await other.page.goto(link);
    await other.page.getByRole('heading', { name: 'This link does not work any more' }).waitFor();
    await other.context.close();
  });
  await scene('what is no key is told apart at the field', page, async () => {
    await page.getByLabel('Restricted key').fill('pk_test_1234567890abcdef');
    await button('Connect').click();
    await page.getByText('This is a publishable key (pk_)').waitFor();
  });
  await scene('a key starts the import, and the shop is asked about meanwhile', page, async () => {
    await page.getByLabel('Restricted key').fill(' "rk_test_browserbrowser" ');
    await button('Connect').click();
    await page.getByLabel('Name of the shop').fill('Lovelace & Daughters');
    await page.getByLabel('Postal address').fill('1 Analytical Row\nLondon');
    await picture(page, 'import');
    await button('Save and go Home').click();
    await heading('Home').waitFor();
  });
}

async function followChanges() {
  await scene('the import ends', page, async () => {
    await until('live', async () => (await asPerson(page, '/v1/integrations/stripe')).state === 'live');
    await page.getByText('Everything works').waitFor();
  });
  await scene('a webhook is set on the screen of Stripe', page, async () => {
    await page.getByRole('link', { name: 'Stripe', exact: true }).click();
    await page.getByLabel('Signing secret (whsec_…)').fill(kSecret);
    await button('Save the secret').click();
    await page.getByText('webhooks, within a second').waitFor();
    const hook = await json(`${sandbox.url}/_sandbox/webhook`, {
      method: 'POST', body: { url: `${base}/webhooks/stripe`, secret: kSecret },
    });
    check('the sandbox takes the webhook', hook.status === 200, hook.body);
    await picture(page, 'stripe');
  });
  await scene('a profile changes while one looks at it', page, async () => {
    const people = (await asPerson(page, '/v1/profiles?limit=50')).data;
    const person = people.find((one) => one.fields.stripe_customer_id && !one.stripe.deleted);
    await page.goto(`${base}/profiles/${person.id}`);
    await page.getByText('About the person').waitFor();
    await json(`${sandbox.url}/_sandbox/customers/${person.fields.stripe_customer_id}`, {
      method: 'POST', body: { phone: '+442079460999' },
    });
    await page.locator('[data-field="phone"]').getByText('+442079460999').waitFor();
    await picture(page, 'profile');
  });
  await scene('the key is refused by Stripe, the way out is shown, and it heals', page, async () => {
    await json(`${sandbox.url}/_sandbox/keys`, { method: 'POST', body: { state: 'revoked' } });
    await page.goto(`${base}/settings/integrations/stripe`);
    await button('Check again').click();
    const refusal = page.getByText('Stripe refuses the key');
    await refusal.waitFor();
    await picture(page, 'stripe-refused');
    await checkAccessible(page, 'a refused key');
    await json(`${sandbox.url}/_sandbox/keys`, { method: 'POST', body: { state: 'good' } });
    await button('Check again').click();
    await refusal.waitFor({ state: 'detached' });
  });
}

async function findPeople() {
  await scene('search and columns stand in the address, and back leads back', page, async () => {
    await page.goto(`${base}/profiles`);
    await page.locator('[data-row-link]').first().waitFor();
    const first = (await asPerson(page, '/v1/profiles?limit=50')).data.find((one) => one.fields.email);
    await page.getByLabel('Search profiles').fill(first.fields.email);
    await until('the address', () => new URL(page.url()).searchParams.get('query') === first.fields.email);
    await until('one row', async () => (await page.locator('[data-row-link]').count()) === 1);
    await page.locator('[data-row-link]').click();
    await page.getByText('About the person').waitFor();
    await page.goBack();
    await until('the words are still there', async () =>
      (await page.getByLabel('Search profiles').inputValue()) === first.fields.email);
    await page.getByLabel('Search profiles').fill('nobody-is-called-this');
    await page.getByRole('heading', { name: 'Nobody fits' }).waitFor();
  });
  await scene('the keyboard alone: palette, rows, sheet, g-keys', page, async () => {
    await page.keyboard.press('Escape');
    await page.goto(`${base}/`);
    await heading('Home').waitFor();
    await page.locator('body').press('g');
    await page.keyboard.press('p');
    await heading('Profiles').waitFor();
    await page.locator('[data-row-link]').first().focus();
    await page.keyboard.press('j');
    await until('the second row has the focus', () =>
      page.evaluate(() => document.activeElement?.closest('[data-index]')?.getAttribute('data-index') === '1'));
    await page.keyboard.press('Enter');
    await page.getByText('About the person').waitFor();
    await page.locator('body').press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor({ state: 'detached' });
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Find a person or a screen…').fill('audit');
    await page.getByText('Audit log').last().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await heading('Audit log').waitFor();
  });
}

async function faults() {
  await scene('an unknown id and an unknown page say so', page, async () => {
    await page.goto(`${base}/profiles/prf_0000000000001`);
    await heading('There is nothing here').waitFor();
    await page.goto(`${base}/no/such/page`);
    await heading('There is nothing here').waitFor();
    await button('Search for people and screens').click();
    await page.getByPlaceholder('Find a person or a screen…').waitFor();
    await page.keyboard.press('Escape');
  });
  await scene('who saves after somebody else is told so', page, async () => {
    await page.goto(`${base}/settings/account`);
    const field = page.getByLabel('Name of the shop');
    await field.fill('Mine');
    const { version } = await asPerson(page, '/v1/account');
    const theirs = await context.request.patch(`${base}/v1/account`, {
      data: { name: 'Theirs', version }, headers: { Origin: base, 'Sec-Fetch-Site': 'same-origin' },
    });
    check('somebody else may save', theirs.status() === 200, await theirs.text());
    await button('Save').click();
    await page.getByText('Somebody else changed these settings meanwhile.').waitFor();
    await button('Show theirs').click();
    await until('theirs is shown', async () => (await field.inputValue()) === 'Theirs');
  });
  await scene('a session that ended is signed in again above the page', page, async () => {
    await page.goto(`${base}/settings/account`);
    const field = page.getByLabel('Name of the shop');
    await field.fill('Typed before');
    await context.clearCookies();
    await button('Save').click();
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.waitFor();
    await picture(page, 'session-ended');
    await signIn(dialog, { ...kOwner, password: 'not the password' });
    await dialog.getByText('do not belong together').waitFor();
    await signIn(dialog, kOwner);
    await dialog.waitFor({ state: 'detached' });
    check('what was typed is still there', (await field.inputValue()) === 'Typed before');
  });
  await scene('a server that is gone is missed, and found again', page, async () => {
    await page.goto(`${base}/profiles`);
    await page.getByLabel('Search profiles').fill('a');
    await stop(server, 'SIGKILL');
    await page.getByText('Daybook does not answer.').first().waitFor();
    await picture(page, 'server-gone');
    server = await serve(new URL(base).host);
    await page.getByText('Daybook does not answer.').first().waitFor({ state: 'detached' });
    check('what was typed is still there', (await page.getByLabel('Search profiles').inputValue()) === 'a');
  });
}

async function roles() {
  let link = '';
  await scene('somebody is invited', page, async () => {
    await page.goto(`${base}/settings/team`);
    await button('Invite somebody').click();
    await page.getByRole('dialog').getByLabel('E-mail address').fill('vera@shop.example');
    await page.getByRole('dialog').getByRole('radio', { name: 'Viewer' }).check();
    await button('Make the invitation link').click();
    link = (await page.locator('[data-secret]').textContent()) ?? '';
    check('the link is whole', link.startsWith(`${base}/welcome#`), link);
    await button('Done').click();
  });
  const viewer = await openWindow(browser);
  await scene('a viewer sees everything and changes nothing', viewer.page, async () => {
    const there = viewer.page;
    await there.goto(link);
    await there.getByLabel('Your name').fill('Vera');
    await there.getByRole('textbox', { name: 'Choose a password' }).fill('looks but does not touch');
    await there.getByRole('button', { name: 'Join' }).click();
    await there.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
    check('no team for a viewer', (await there.getByRole('link', { name: 'Team' }).count()) === 0);
    await there.goto(`${base}/settings/integrations/stripe`);
    await there.getByText('How it is going').waitFor();
    check('no buttons that change', (await there.getByRole('button', { name: 'Disconnect' }).count()) === 0);
    await there.goto(`${base}/settings/team`);
    await there.getByText('Your role does not allow this.').waitFor();
  });
  await viewer.context.close();
}

const kScreens = {
  home: ['/', 'Home'],
  profiles: ['/profiles', 'Profiles'],
  stripe: ['/settings/integrations/stripe', 'Stripe'],
  shop: ['/settings/account', 'Shop'],
  team: ['/settings/team', 'Team'],
  'api-keys': ['/settings/api-keys', 'API keys'],
  audit: ['/settings/audit', 'Audit log'],
  you: ['/settings/you', 'Your account'],
};

async function everyScreen() {
  const cookies = await context.cookies();
  const { id } = (await asPerson(page, '/v1/profiles?limit=1')).data[0];
  const screens = { ...kScreens, profile: [`/profiles/${id}`, /./], timeline: [`/profiles/${id}?tab=timeline`, /./] };
  for (const colorScheme of ['light', 'dark']) {
    for (const [size, viewport] of Object.entries({ wide: { width: 1280, height: 900 }, narrow: { width: 360, height: 780 } })) {
      const window = await openWindow(browser, { colorScheme, viewport });
      await window.context.addCookies(cookies);
      for (const [name, [path, title]] of Object.entries(screens)) {
        await scene(`${name} shows, ${colorScheme}, ${size}`, window.page, async () => {
          await window.page.goto(base + path);
          await window.page.getByRole('heading', { level: 1, name: title }).waitFor();
          await until('nothing is awaited', async () => (await window.page.locator('.mantine-Skeleton-root').count()) === 0);
          await picture(window.page, `${name}-${colorScheme}-${size}`);
          const over = await window.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          check(`${name} fits its window, ${size}`, over <= 0, String(over));
          await checkAccessible(window.page, `${name}, ${colorScheme}, ${size},`);
        });
      }
      check(`no complaint of the page, ${colorScheme}, ${size}`, window.complaints.length === 0, window.complaints);
      await window.context.close();
    }
  }
}

try {
  await firstRun();
  await followChanges();
  await findPeople();
  await faults();
  await roles();
  await everyScreen();
  check('no complaint of the page', complaints.length === 0, complaints);
} catch (error) {
  check('the story is told to its end', false, error.stack);
}
await finish(browser);
