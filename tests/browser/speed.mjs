#!/usr/bin/env node
// node tests/browser/speed.mjs [CUSTOMERS]: how fast the application is in a browser, in a shop of so many customers (20,000):
// what a running import costs the page, time to interactive on a CPU slowed to a quarter, frames while a long table scrolls,
// and list, search and filters. node tests/browser/speed.mjs watching [CUSTOMERS]: what the server has to do more while
// somebody watches an import. Prints figures, judges nothing: times depend on the machine (docs/benchmarks.md).
// DAYBOOK_BINARY names the program, build/release/daybook otherwise.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

process.env.DAYBOOK_BINARY ??= join(import.meta.dirname, '../../build/release/daybook');
const { kTestKey, openHouse } = await import('./house.mjs');
const { finish, heading, settled, stop, tell, until } = await import('./support.mjs');

const kWatching = process.argv[2] === 'watching';
const kCustomers = Number(process.argv[kWatching ? 3 : 2] ?? 20_000);
const kTurns = 5;   // of an import that is watched, and one that is not
const kSlowdown = 4;
const kLongestImportMs = 3_600_000;
const kHouse = { customers: kCustomers, connected: false, browser: { brief: false } };

const print = (what, figure) => console.log(`${what.padEnd(64)} ${figure}`);
const rounded = (value) => Math.round(value * 10) / 10;
const quantile = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
const spread = (values) => `p50 ${rounded(quantile(values, 0.5))} ms, p95 ${rounded(quantile(values, 0.95))} ms (${values.length})`;

/** A clock of the CPU seconds that the page's main thread uses from now on; `timeDomain` threadTicks leaves waiting out. */
async function busyClock(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration').value;
  };
}

async function importCost(house) {
  const { page, api } = house.owner;
  await page.goto(`${house.base}/`);
  await heading(page, 'Home').waitFor();
  await settled(page);
  const busy = await busyClock(page);
  const [start, before] = [performance.now(), await busy()];
  await api('/v1/integrations/stripe', { method: 'PUT', body: { api_key: kTestKey } });
  await until('live', async () => (await house.integration()).state === 'live', kLongestImportMs);
  const seconds = (performance.now() - start) / 1000;
  const used = (await busy()) - before;
  print('Home while the shop is imported at full speed (must 10 %)', `${rounded((100 * used) / seconds)} % of a core, ${rounded(seconds)} s`);
}

/**
 * Until the heading is there and no task longer than 50 ms runs any more: milliseconds since the page was asked for. The page
 * notes both itself: asking it again and again would cost it a tenth of all it does.
 */
async function interactive(house, path, title) {
  const { page, context } = await house.windowOf(house.owner);
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: kSlowdown });
  await page.addInitScript((text) => {
    window.longTasks = [];
    new PerformanceObserver((list) => {
      for (const task of list.getEntries()) window.longTasks.push(task.startTime + task.duration);
    }).observe({ type: 'longtask', buffered: true });
    const headings = new MutationObserver(() => {
      if (document.querySelector('h1')?.textContent !== text) return;
      window.shownAt = performance.now();
      headings.disconnect();
    });
    headings.observe(document, { childList: true, subtree: true, characterData: true });
  }, title);
  const busy = await busyClock(page);
  await page.goto(house.base + path);
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => window.shownAt > 0 && performance.now() > window.shownAt + 1000, null, { polling: 500 });
  const used = 1000 * (await busy());
  const [shown, last] = await page.evaluate(() => [window.shownAt, Math.max(...window.longTasks.filter((end) => end < window.shownAt + 1000), 0)]);
  await context.close();
  return { time: Math.max(shown, last), used };
}

async function timeToInteractive(house) {
  for (const [path, title] of [['/', 'Home'], ['/profiles', 'Profiles']]) {
    const times = [];
    for (let run = 0; run < 5; run += 1) times.push(await interactive(house, path, title));
    const median = (name) => rounded(quantile(times.map((run) => run[name]), 0.5));
    print(`${title}, time to interactive, CPU slowed ${kSlowdown} times (must 1,500 ms)`, `median ${median('time')} ms, of it the page's CPU ${median('used')} ms`);
  }
}

async function frames(house) {
  const { page } = house.owner;
  await page.goto(`${house.base}/profiles`);
  await page.locator('[data-row-link]').first().waitFor();
  const gaps = await page.evaluate(() => new Promise((done) => {
    const scroller = document.querySelector('table').parentElement;
    const seen = [];
    let before = performance.now();
    let step = 24;
    const frame = (now) => {
      seen.push(now - before);
      before = now;
      if (scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1 || (scroller.scrollTop === 0 && step < 0)) step = -step;
      scroller.scrollTop += step;
      if (seen.length < 300) requestAnimationFrame(frame);
      else done(seen.slice(1));
    };
    requestAnimationFrame(frame);
  }));
  const all = gaps.reduce((sum, gap) => sum + gap, 0);
  print('a long table scrolls (must 60)', `${rounded((1000 * gaps.length) / all)} frames a second, ${gaps.filter((gap) => gap > 25).length} of ${gaps.length} late`);
}

/** From the question to its answer in the page, as the browser timed it, of all lists asked for since `since`. */
const answers = (page, since) => page.evaluate((from) => performance.getEntriesByType('resource')
  .filter((one) => one.name.includes('/v1/profiles?') && one.startTime >= from && one.responseEnd > 0)
  .map((one) => one.responseEnd - one.startTime), since);

async function asked(house, what, acts) {
  const { page } = house.owner;
  const since = await page.evaluate(() => { performance.clearResourceTimings(); return performance.now(); });
  for (const act of acts) {
    const before = (await answers(page, since)).length;
    await act(page);
    await until(`an answer: ${what}`, async () => (await answers(page, since)).length > before);
  }
  print(`${what} (must p95 100 ms)`, spread(await answers(page, since)));
}

async function lists(house) {
  const { page } = house.owner;
  const words = (await house.people()).map(({ fields }) => fields.email).filter(Boolean).slice(0, 40);
  const type = (text) => async () => { await page.getByLabel('Search profiles').fill(text); };
  await asked(house, 'search, whole addresses', words.map(type));
  await asked(house, 'search, beginnings of three letters', [...new Set(words.map((word) => word.slice(0, 3)))].map(type));
  await page.goto(`${house.base}/profiles`);
  await page.locator('[data-row-link]').first().waitFor();
  const next = page.getByRole('button', { name: 'Next' });
  await asked(house, 'the next page of 100', Array.from({ length: 20 }, () => async () => {
    await until('there is one', () => next.isEnabled());
    await next.click();
  }));
  const filters = ['Never ordered', 'Ordered once', 'Ordered more than once', 'Has an e-mail address', 'Came within 30 days', 'Deleted at Stripe'];
  await page.goto(`${house.base}/profiles`);
  await asked(house, 'filters, one after the other', filters.map((name) => async () => {
    await page.getByRole('button', { name: 'Add a filter' }).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  }));
}

const kTicks = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** Seconds of CPU that a program has used. */
function cpuOf({ child }) {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / kTicks;
}

/** CPU of a server in microseconds an object, of an import; somebody looks at `path` meanwhile, or nobody. */
async function serverCost(folder, path) {
  const house = await openHouse({ ...kHouse, folder });
  const { page, api } = house.owner;
  // What is found in the shop is counted once it is read, and is no part of watching.
  await page.route('**/v1/segment-recipes', (route) => route.abort());
  if (path !== null) await page.goto(house.base + path);
  if (path !== null) await settled(page);
  const before = cpuOf(house.server);
  await api('/v1/integrations/stripe', { method: 'PUT', body: { api_key: kTestKey } });
  await house.whenLive(kLongestImportMs);
  const used = cpuOf(house.server) - before;
  const { progress } = await house.integration();
  await house.browser.close();
  await Promise.all([stop(house.server), stop(house.sandbox)]);
  return (1e6 * used) / progress.reduce((sum, { imported }) => sum + imported, 0);
}

async function watchingCost() {
  for (const path of ['/', '/settings/integrations/stripe', '/profiles']) {
    const [alone, watched] = [[], []];
    for (let turn = 0; turn < kTurns; turn += 1) {
      const folder = `${path.replaceAll('/', '-')}-${turn}`;
      alone.push(await serverCost(`alone${folder}`, null));
      watched.push(await serverCost(`watched${folder}`, path));
    }
    const more = (100 * quantile(watched, 0.5)) / quantile(alone, 0.5) - 100;
    const all = (values) => values.map((value) => value.toFixed(1)).join(' ');
    print(`an import that is watched at ${path} (must 2 % more)`, `${rounded(more)} % more: ${all(watched)}, alone ${all(alone)} µs an object`);
  }
}

if (kWatching) {
  await watchingCost();
  await finish();
}
await tell(() => openHouse(kHouse), async (house) => {
  await importCost(house);
  await timeToInteractive(house);
  await frames(house);
  await lists(house);
});
