#!/usr/bin/env node
// `daybook demo`: its one link signs in to the sample shop as its owner, and a bar says what it is. The shop lives by itself.
import { apiOf } from './house.mjs';
import { check, checkAccessible, heading, openBrowser, openWindow, picture, scene, scratch, start, tell, until } from './support.mjs';

const link = (demo) => until('the link', () => demo.said.match(/http:\/\/\S+\/welcome#\S+/)?.[0]);

async function openDemo() {
  const [demo, browser] = await Promise.all([
    start('demo', '--listen', '127.0.0.1:0', '--data', scratch('demo'), '--customers', '80', '--rate', '4'), openBrowser(),
  ]);
  return { demo, browser, base: demo.url, owner: await openWindow(browser) };
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
