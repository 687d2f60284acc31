#!/usr/bin/env node
// `daybook demo`: its one link signs in to the sample shop as its owner, and a bar says what it is. The shop lives by itself.
// It also makes the picture at the top of README.md: DAYBOOK_WRITE_PICTURES=1 keeps it, otherwise it is only taken.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiOf } from './house.mjs';
import { check, checkAccessible, heading, openBrowser, openWindow, picture, scene, scratch, settled, start, tell, until, webpOf } from './support.mjs';

const kRoot = join(import.meta.dirname, '../..');
const kPicture = 'docs/images/home.webp';
const kBytesMost = 150_000;

const link = (demo) => until('the link', () => demo.said.match(/http:\/\/\S+\/welcome#\S+/)?.[0]);

async function openDemo() {
  const [demo, browser] = await Promise.all([
    start('demo', '--listen', '127.0.0.1:0', '--data', scratch('demo'), '--customers', '400', '--rate', '4'), openBrowser(),
  ]);
  return { demo, browser, base: demo.url, owner: await openWindow(browser) };
}

/** The picture that README.md shows: Home of the sample shop, as sharp as a good screen. */
async function takePicture(house) {
  const { context } = house.owner;
  const sharp = await openWindow(house.browser, { deviceScaleFactor: 1.5, viewport: { width: 1280, height: 905 } });
  await sharp.context.addCookies(await context.cookies());
  await sharp.page.goto(house.base);
  await heading(sharp.page, 'Home').waitFor();
  await settled(sharp.page);
  await sharp.page.locator('[data-feed] li').first().waitFor();
  const bytes = await webpOf(house.browser, await sharp.page.screenshot());
  await sharp.context.close();
  check('the picture is small', bytes.length > 20_000 && bytes.length < kBytesMost, String(bytes.length));
  if (process.env.DAYBOOK_WRITE_PICTURES === '1') writeFileSync(join(kRoot, kPicture), bytes);
  const kept = readFileSync(join(kRoot, kPicture));
  check('the picture that is kept is one', kept.length < kBytesMost && kept.subarray(8, 12).toString() === 'WEBP', String(kept.length));
  check('README.md shows it', readFileSync(join(kRoot, 'README.md'), 'utf8').includes(`](${kPicture})`));
}

await tell(openDemo, async (house) => {
  const { page, context } = house.owner;
  await scene('the link opens the sample shop as its owner', page, async () => {
    await page.goto(await link(house.demo));
    await heading(page, 'Home').waitFor();
    const { body } = await apiOf(house.base, context)('/v1/session');
    check('as owner', body.role === 'owner' && body.demo === true, body);
    await page.getByRole('note', { name: 'Sample shop' }).waitFor();
    await page.getByText('Everything works').waitFor();
    await picture(page, 'demo');
    await checkAccessible(page, 'the sample shop');
  });
  await scene('the newest activity comes by itself', page, async () => {
    const feed = page.locator('[data-feed]');
    await feed.waitFor();
    const before = await feed.textContent();
    await until('something happens', async () => (await feed.locator('li').first().textContent()) !== '' && (await feed.textContent()) !== before);
  });
  await scene('README.md has a picture of it', page, () => takePicture(house));
  await scene('the link works once; who is signed in goes Home', page, async () => {
    await page.goto(await link(house.demo));
    await heading(page, 'Home').waitFor();
    const other = await openWindow(house.browser);
    await other.page.goto(await link(house.demo));
    await heading(other.page, 'This link does not work any more').waitFor();
    check('nobody else is let in', (await other.context.cookies()).length === 0);
    await other.context.close();
  });
});
