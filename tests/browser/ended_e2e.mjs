#!/usr/bin/env node
// What an open page shows, by itself, when the server ends its stream: the session is over, the role is lesser, the person is gone.
import { openHouse, signIn } from './house.mjs';
import { button, check, checkAccessible, heading, openWindow, picture, scene, settled, tell } from './support.mjs';

const endDialog = (page) => page.getByRole('dialog', { name: 'Your session has ended' });

/** Counts the streams that a window opens. Before its page is loaded. */
function streamsOf({ page }) {
  const seen = { count: 0 };
  page.on('request', (request) => { if (request.url().endsWith('/v1/stream')) seen.count += 1; });
  return seen;
}

async function open(house, page, path) {
  await page.goto(house.base + path);
  await page.locator('h1').waitFor();
  await settled(page);
}

/** Whether the page still hears: a person's nickname, changed elsewhere, is shown by itself. */
async function hears(house, page, id, nickname) {
  await house.owner.api(`/v1/profiles/${id}`, { method: 'PATCH', body: { custom: { nickname } } });
  await page.locator('[data-field="nickname"]').getByText(nickname, { exact: true }).waitFor();
}

async function sessionOver(house, id) {
  const marketer = await house.invite('marketer');
  const { page } = marketer;
  const streams = streamsOf(marketer);
  await scene('a session that is ended elsewhere is told on an idle page', page, async () => {
    await open(house, page, `/profiles/${id}`);
    await hears(house, page, id, 'Sparrow');
    await page.getByRole('button', { name: 'Set Tags' }).click();
    await page.getByLabel('Tags', { exact: true }).fill('half a th');
    const other = await openWindow(house.browser);
    await open(house, other.page, '/settings/you');
    await signIn(other.page, { email: 'marketer@shop.example', password: "the marketer's password" });
    await heading(other.page, 'Your account').waitFor();
    await settled(other.page);
    await other.page.getByRole('button', { name: /^End the session from/ }).first().click();
    await endDialog(page).waitFor();
    await picture(page, 'session-ended');
    await checkAccessible(page, 'a session that has ended');
    check('the other window stays', (await endDialog(other.page).count()) === 0);
    await other.context.close();
  });
  await scene('no stream is asked for in vain', page, async () => {
    const before = streams.count;
    await page.waitForTimeout(3000);
    check('none is opened while nobody is signed in', streams.count === before, [before, streams.count]);
  });
  await scene('who signs in again goes on and hears again', page, async () => {
    await signIn(endDialog(page), { email: 'marketer@shop.example', password: "the marketer's password" });
    await endDialog(page).waitFor({ state: 'detached' });
    check('what was typed is still there', (await page.getByLabel('Tags', { exact: true }).inputValue()) === 'half a th');
    await page.keyboard.press('Escape');
    await hears(house, page, id, 'Swallow');
  });
  return marketer;
}

async function lesserRole(house, id, marketer) {
  const { page } = marketer;
  const users = (await house.owner.api('/v1/users')).body.data;
  const { id: user } = users.find((one) => one.email === 'marketer@shop.example');
  const become = (role) => house.owner.api(`/v1/users/${user}`, { method: 'PATCH', body: { role } });
  await scene('a lesser role takes its buttons away at once, and nothing else', page, async () => {
    await open(house, page, `/profiles/${id}`);
    await page.getByRole('button', { name: 'Change Nickname' }).waitFor();
    await become('viewer');
    await page.getByRole('button', { name: 'Change Nickname' }).waitFor({ state: 'detached' });
    check('nobody is asked to sign in', (await endDialog(page).count()) === 0);
    await checkAccessible(page, 'a page whose role is lesser');
    await hears(house, page, id, 'Robin');
  });
  await scene('a screen that the lesser role may not see says so', page, async () => {
    for (const path of ['/settings/team', '/settings/api-keys', '/settings/audit']) {
      await become('admin');
      await open(house, page, path);
      await page.getByRole('row').nth(1).waitFor();
      await become('viewer');
      await page.locator('nav').getByRole('link', { name: 'Team' }).waitFor({ state: 'detached' });
      await page.getByText('Your role does not allow this.').waitFor();
      check(`${path} shows nothing of it any more`, (await page.getByRole('row').count()) === 0);
      check(`${path} offers nothing`, (await page.getByRole('button', { name: /^(Invite|Create|Show more)/ }).count()) === 0);
    }
    await picture(page, 'lesser-role');
  });
  return user;
}

async function gone(house, { page }, user) {
  await scene('who is removed is out at once', page, async () => {
    await open(house, page, '/');
    await house.owner.api(`/v1/users/${user}`, { method: 'DELETE' });
    await endDialog(page).waitFor();
    await signIn(endDialog(page), { email: 'marketer@shop.example', password: "the marketer's password" });
    await page.getByText('do not belong together').waitFor();
  });
}

await tell(openHouse, async (house) => {
  await house.owner.api('/v1/fields/nickname', { method: 'PUT', body: { type: 'text' } });
  await house.owner.api('/v1/api-keys', { method: 'POST', body: { name: 'Reporting', scope: 'read' } });
  const { id } = (await house.people('limit=1'))[0];
  const marketer = await sessionOver(house, id);
  const user = await lesserRole(house, id, marketer);
  await gone(house, marketer, user);
  check('no complaint of their page', marketer.complaints.length === 0, marketer.complaints);
});
