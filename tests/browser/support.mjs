// What the tests in a browser share: the release binary, a sandbox shop, Debian's Chromium, and a table of results.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Imported, such large scripts would first be searched for what they export: a fifth of a second.
const require = createRequire(import.meta.url);
const axe = require('axe-core');
const { chromium } = require('playwright-core');

// A slow machine with much else to do is no fault of the application's.
export const kPatienceMs = Number(process.env.DAYBOOK_PATIENCE_MS ?? 90_000);
export const kSeed = process.env.DAYBOOK_SEED ?? '1';
const binary = process.env.DAYBOOK_BINARY;
const pictures = join(import.meta.dirname, '../../build/browser-screenshots');
const kWebpQuality = 0.82;
const folder = mkdtempSync(join(tmpdir(), 'daybook-browser-'));
const children = new Set();
let passed = 0;
let failed = 0;

export const scratch = (name) => join(folder, name);

export function check(name, good, detail = '') {
  if (good) passed += 1;
  else {
    failed += 1;
    console.log(`FAILED: ${name} ${typeof detail === 'string' ? detail : JSON.stringify(detail)}`.slice(0, 1500));
  }
  return Boolean(good);
}

/** A running `daybook …`: where it listens, and what it has said so far. */
export async function start(...args) {
  const child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  const program = { child, url: '', said: '' };
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => { program.said += piece; });
  program.url = await until(`daybook ${args[0]} listens`, () => {
    if (child.exitCode !== null) throw new Error(`daybook ${args[0]} did not start: ${program.said}`);
    return program.said.match(/^(?:listening on|  address) +(http\S+)$/m)?.[1];
  });
  return program;
}

export function stop(program, signal = 'SIGTERM') {
  return new Promise((resolve) => {
    if (program.child.exitCode !== null || program.child.signalCode !== null) return resolve();
    program.child.once('exit', resolve);
    program.child.kill(signal);
  });
}

/** Until `ask` gives something true. */
export async function until(what, ask, patience = kPatienceMs) {
  const end = Date.now() + patience;
  for (;;) {
    const value = await ask();
    if (value) return value;
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
}

export async function json(url, { method = 'GET', body, headers = {} } = {}) {
  const answer = await fetch(url, {
    method,
    headers: { ...(body ? { 'Content-Type': 'application/json' } : {}), ...headers },
    body: body ? JSON.stringify(body) : undefined,
  });
  return { status: answer.status, body: await answer.json() };
}

// Debian's Chromium without its windows takes two thirds of the processor.
const kChromium = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];

// Pages live for seconds here: making their programs fast costs more than it saves.
const kBrief = ['--js-flags=--no-maglev --no-turbofan'];

/** `brief`: for tests that load many pages; otherwise as people have it. */
export async function openBrowser({ brief = true } = {}) {
  const executablePath = kChromium.find((path) => existsSync(path));
  if (!executablePath) throw new Error('Chromium is missing: apt-get install chromium-headless-shell');
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', ...(brief ? kBrief : [])] });
}

/** A window of its own, with its own cookies. What its page complains about is kept in `complaints`. */
export async function openWindow(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(kPatienceMs);
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) complaints.push(message.text());
  });
  return { context, page, complaints };
}

/** For people to look at: in build/browser-screenshots, where DAYBOOK_PICTURES is set. They take a twentieth of the tests. */
export async function picture(page, name) {
  if (!process.env.DAYBOOK_PICTURES) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}

/** A PNG as WebP, a third of its size: the browser has the encoder. */
export async function webpOf(browser, png) {
  const { page, context } = await openWindow(browser);
  const url = await page.evaluate(async ([text, quality]) => {
    const image = new Image();
    image.src = `data:image/png;base64,${text}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    canvas.getContext('2d').drawImage(image, 0, 0);
    return canvas.toDataURL('image/webp', quality);
  }, [png.toString('base64'), kWebpQuality]);
  await context.close();
  return Buffer.from(url.split(',')[1], 'base64');
}

const kRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

async function violations(page, runOnly) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async (options) => {
    const { violations: found } = await window.axe.run(document, options);
    return found.map((v) => `${v.id}: ${v.nodes.slice(0, 2).map((node) => `${node.failureSummary} ${node.html.slice(0, 200)}`).join(' | ')}`);
  }, { runOnly, resultTypes: ['violations'] });
}

/** What axe finds wrong with the colours by night, where the page follows the system and it is day. */
async function byNight(page) {
  const scheme = (value) => page.locator(`html[data-mantine-color-scheme="${value}"]`);
  const follows = await page.evaluate(() => localStorage.getItem('mantine-color-scheme-value') === 'auto');
  if (!follows || (await scheme('light').count()) === 0) return [];
  await page.emulateMedia({ colorScheme: 'dark' });
  await scheme('dark').waitFor();
  const found = await violations(page, { type: 'rule', values: ['color-contrast'] });
  await page.emulateMedia({ colorScheme: 'light' });
  await scheme('light').waitFor();
  return found.map((one) => `by night, ${one}`);
}

/**
 * axe's findings on the page as it stands: none is the only good number. `only`: some of its rules, by name. Where something
 * lies above the page, its colours by night count too: those of every page itself are looked at route by route.
 */
export async function checkAccessible(page, name, only) {
  const told = await violations(page, only ? { type: 'rule', values: only } : { type: 'tag', values: kRules });
  const above = await page.locator('[role="dialog"], [role="menu"], [role="listbox"]').filter({ visible: true }).count();
  if (above > 0 && !only) told.push(...(await byNight(page)));
  check(`${name} has no axe violation`, told.length === 0, told.join('\n'));
}

/** One scene of a story: what it throws is a failure of its own, with a picture. */
export async function scene(name, page, act) {
  try {
    await act();
    check(name, true);
  } catch (error) {
    check(name, false, `${error.message}\n  at ${page.url()}`);
    await picture(page, `failed-${name.replaceAll(/\W+/g, '-')}`).catch(() => undefined);
  }
}

/** A heading of the page, and a button, by their names. */
export const heading = (where, name) => where.getByRole('heading', { level: 1, name });
export const button = (where, name) => where.getByRole('button', { name, exact: true });

/** Goes to an address of the application as a link within it does: nothing is loaded again. */
export const goTo = (page, address) => page.evaluate((to) => {
  window.history.pushState({}, '', to);
  window.dispatchEvent(new PopStateEvent('popstate', { state: {} }));
}, address);

/** Until the screen shows all that it fetches: rows of an earlier question stand there paler meanwhile. */
export const settled = (page) =>
  until('nothing is awaited', async () => (await page.locator('.mantine-Skeleton-root, [data-stale="true"]').count()) === 0);

export async function finish(browser) {
  await browser?.close();
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed || !passed ? 1 : 0);
}

/** Tells a story in a house that `open` makes; ends the process with the count. */
export async function tell(open, story) {
  let house;
  try {
    house = await open();
    await story(house);
    check('no complaint of the page', house.owner.complaints.length === 0, house.owner.complaints);
  } catch (error) {
    check('the story is told to its end', false, error.stack);
  }
  await finish(house?.browser);
}
