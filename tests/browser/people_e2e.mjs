#!/usr/bin/env node
// People of the house: what each role sees and may do, invitations, API keys, passwords, sessions, the audit log.
import { apiOf, kOwner, openHouse, signIn } from './house.mjs';
import { button, check, checkAccessible, heading, json, openWindow, picture, scene, settled, tell, until } from './support.mjs';

// What the navigation offers to each, and what the server refuses them whatever the page shows.
const kRoles = {
  viewer: {
    links: ['Home', 'Profiles', 'Segments', 'Templates', 'Stripe', 'Fields', 'Brand', 'Shop', 'Your account', 'Help'],
    closed: ['/settings/team', '/settings/api-keys', '/settings/audit'],
    refused: [['POST', '/v1/exports', { kind: 'profiles', format: 'csv', filter: {} }], ['PATCH', '/v1/account', { name: 'X' }],
      ['POST', '/v1/users', { email: 'x@shop.example', role: 'viewer' }], ['POST', '/v1/integrations/stripe/pause', undefined]],
  },
  marketer: {
    links: ['Home', 'Profiles', 'Segments', 'Templates', 'Stripe', 'Fields', 'Brand', 'Shop', 'Your account', 'Help'],
    closed: ['/settings/team', '/settings/api-keys', '/settings/audit'],
    refused: [['PATCH', '/v1/account', { name: 'X' }], ['POST', '/v1/api-keys', { name: 'x', scope: 'admin' }],
      ['DELETE', '/v1/integrations/stripe', undefined]],
  },
  admin: {
    links: ['Home', 'Profiles', 'Segments', 'Templates', 'Stripe', 'Fields', 'Brand', 'Shop', 'Team', 'API keys', 'Audit log', 'Your account', 'Help'],
    closed: [],
    refused: [['POST', '/v1/users', { email: 'x@shop.example', role: 'owner' }]],
  },
};

async function seeAs(house, role) {
  const { links, closed, refused } = kRoles[role];
  const person = await house.invite(role);
  const { page } = person;
  const open = async (path) => {
    await page.goto(house.base + path);
    await page.locator('h1').waitFor();
    await settled(page);
  };
  const there = (name) => page.getByRole('button', { name, exact: true }).count();
  await scene(`what a ${role} may not do is hidden`, page, async () => {
    await open('/');
    const shown = await page.locator('nav a').allTextContents();
    check(`the navigation of a ${role}`, shown.join() === links.join(), shown);
    await open('/profiles');
    check('who may write may export', (await there('Export')) === (role === 'viewer' ? 0 : 1));
    const customer = (await house.people()).find((one) => one.fields.stripe_customer_id && !one.stripe.deleted);
    await page.locator(`[data-row-link][href="/profiles/${customer.id}"]`).click();
    await page.getByText('About the person').waitFor();
    await settled(page);
    check('who may write may read again', (await there('Read again from Stripe')) === (role === 'viewer' ? 0 : 1));
    check('"How?" is for all', (await page.getByText('How?').count()) > 5);
    await open('/settings/integrations/stripe');
    await page.getByText('How it is going').waitFor();
    const deeds = (await there('Disconnect')) + (await there('Pause')) + (await there('Check again'));
    check('only who is an admin manages Stripe', deeds === (role === 'admin' ? 3 : 0), String(deeds));
    await open('/settings/account');
    check('only who is an admin saves the shop', (await there('Save')) === (role === 'admin' ? 1 : 0));
    await checkAccessible(page, `the shop as a ${role} sees it`);
  });
  await scene(`what is closed to a ${role} says so`, page, async () => {
    for (const path of closed) {
      await open(path);
      await page.getByText('Your role does not allow this.').waitFor();
    }
    if (closed.length > 0) await checkAccessible(page, `a closed screen of a ${role}`);
  });
  for (const [method, path, body] of refused) {
    const { status } = await person.api(path, { method, body });
    check(`${method} ${path} by a ${role} is refused by the server`, status === 403, String(status));
  }
  return person;
}

async function team(house) {
  const { page, api } = house.owner;
  let link = '';
  await scene('somebody is invited, once, however often one clicks', page, async () => {
    await page.goto(`${house.base}/settings/team`);
    await button(page, 'Invite somebody').click();
    const dialog = page.getByRole('dialog', { name: 'Invite somebody' });
    await button(dialog, 'Make the invitation link').click();
    await dialog.getByText('This does not look like an e-mail address.').waitFor();
    await dialog.getByLabel('E-mail address').fill(kOwner.email);
    await button(dialog, 'Make the invitation link').click();
    await dialog.locator('.mantine-TextInput-error').waitFor();
    await dialog.getByLabel('E-mail address').fill('vera@shop.example');
    await dialog.getByRole('radio', { name: 'Viewer' }).check();
    await checkAccessible(page, 'an invitation');
    await button(dialog, 'Make the invitation link').dblclick();
    link = (await page.locator('[data-secret]').textContent()) ?? '';
    check('the link is whole', link.startsWith(`${house.base}/welcome#`), link);
    await page.keyboard.press('Escape');
    check('it closes only by its button', (await page.locator('[data-secret]').count()) === 1);
    await button(page, 'Done').click();
    await page.locator('[data-secret]').waitFor({ state: 'detached' });
    const veras = (await api('/v1/users')).body.data.filter((user) => user.email === 'vera@shop.example');
    check('there is one of them', veras.length === 1 && veras[0].state === 'invited', veras);
  });
  await scene('the invited person joins by the link', page, async () => {
    const vera = await openWindow(house.browser);
    await vera.page.goto(link);
    await heading(vera.page, 'Join vera@shop.example').waitFor();
    await vera.page.getByLabel('Your name').fill('Vera');
    await vera.page.getByRole('textbox', { name: 'Choose a password' }).fill('looks but does not touch');
    await vera.page.getByRole('button', { name: 'Join' }).click();
    await heading(vera.page, 'Home').waitFor();
    check('no complaint of the page', vera.complaints.length === 0, vera.complaints);
    await vera.context.close();
  });
  await scene('a role is changed, and the change taken back', page, async () => {
    const role = async () => (await api('/v1/users')).body.data.find((user) => user.name === 'Vera').role;
    await page.reload();
    await page.getByRole('combobox', { name: 'Role of Vera' }).click();
    await page.getByRole('option', { name: 'Marketer' }).click();
    await page.getByText('Vera is now Marketer.').waitFor();
    check('the server knows', (await role()) === 'marketer');
    await button(page, 'Undo').click();
    await page.getByText('Taken back.').waitFor();
    check('and knows again', (await role()) === 'viewer');
  });
  await scene('a forgotten password is answered with a link', page, async () => {
    check('but not one’s own', (await page.getByRole('button', { name: 'Reset link' }).count()) === (await page.getByRole('row').count()) - 2);
    await page.getByRole('row', { name: /Vera/ }).getByRole('button', { name: 'Reset link' }).click();
    const reset = (await page.locator('[data-secret]').textContent()) ?? '';
    await button(page, 'Done').click();
    const vera = await openWindow(house.browser);
    await vera.page.goto(reset);
    await vera.page.getByRole('textbox', { name: 'Choose a password' }).fill('another password of hers');
    await button(vera.page, 'Save and sign in').click();
    await heading(vera.page, 'Home').waitFor();
    await vera.context.close();
  });
  await scene('who leaves is out at once', page, async () => {
    await button(page, 'Remove Vera').click();
    const dialog = page.getByRole('dialog', { name: 'Remove Vera?' });
    await dialog.waitFor();
    await checkAccessible(page, 'removing somebody');
    await button(dialog, 'Remove').click();
    await page.getByRole('row', { name: /Vera/ }).waitFor({ state: 'detached' });
  });
}

async function keys(house) {
  const { page, api } = house.owner;
  let secret = '';
  const asked = () => json(`${house.base}/v1/profiles?limit=1`, { headers: { Authorization: `Bearer ${secret}` } });
  await scene('a key is made, shown once, and works', page, async () => {
    await page.goto(`${house.base}/settings/api-keys`);
    await page.getByRole('heading', { name: 'No keys yet' }).waitFor();
    await checkAccessible(page, 'no keys');
    await button(page, 'Create a key').click();
    const dialog = page.getByRole('dialog', { name: 'Create a key' });
    await button(dialog, 'Create a key').click();
    await dialog.getByText('Please fill this in.').waitFor();
    await dialog.getByLabel('What is it for?').fill('Reporting');
    await button(dialog, 'Create a key').dblclick();
    secret = (await page.locator('[data-secret]').textContent()) ?? '';
    check('the key is whole', /^dbk_[\w-]{30,}$/.test(secret), secret);
    await checkAccessible(page, 'a key that is shown once');
    await button(page, 'I have copied it').click();
    await page.locator('[data-secret]').waitFor({ state: 'detached' });
    check('two clicks make one key', (await api('/v1/api-keys')).body.data.length === 1);
    check('it is nowhere in the page', !(await page.content()).includes(secret));
    await page.getByRole('row', { name: /Reporting/ }).getByText('not yet').waitFor();
    check('it reads', (await asked()).status === 200);
    await page.reload();
    await page.getByRole('row', { name: /Reporting/ }).waitFor();
    check('its last use is told', (await page.getByRole('row', { name: /Reporting/ }).getByText('not yet').count()) === 0);
    await picture(page, 'api-key');
  });
  await scene('a key is revoked, and refused from then on', page, async () => {
    await button(page, 'Revoke Reporting').click();
    await page.getByRole('dialog', { name: 'Revoke Reporting?' }).getByRole('button', { name: /^Revoke/ }).click();
    await page.getByRole('row', { name: /Reporting/ }).getByText('revoked').waitFor();
    check('it is refused', (await asked()).status === 401);
  });
}

async function self(house) {
  const { page } = house.owner;
  const other = await openWindow(house.browser);
  await scene('one sees where one is signed in, and ends what one does not know', page, async () => {
    await other.page.goto(`${house.base}/settings/you`);
    await signIn(other.page, kOwner);
    await heading(other.page, 'Your account').waitFor();
    await page.goto(`${house.base}/settings/you`);
    await page.getByText('this one').waitFor();
    await page.getByRole('button', { name: /^End the session from/ }).first().click();
    await page.getByRole('button', { name: /^End the session from/ }).waitFor({ state: 'detached' });
    await other.page.getByLabel('Name').fill('Not me');
    // The dialog may come by itself before one saves.
    await button(other.page, 'Save').click({ timeout: 1000 }).catch(() => undefined);
    await other.page.getByRole('dialog', { name: 'Your session has ended' }).waitFor();
    await signIn(other.page.getByRole('dialog'), kOwner);
    await other.page.getByRole('dialog').waitFor({ state: 'detached' });
  });
  await scene('one\'s name is changed, and the change taken back', page, async () => {
    await page.getByLabel('Name').fill('Countess of Lovelace');
    await button(page, 'Save').click();
    await page.getByRole('button', { name: 'Your account: Countess of Lovelace' }).waitFor();
    await button(page, 'Undo').click();
    await page.getByRole('button', { name: `Your account: ${kOwner.name}` }).waitFor();
    check('the field has it again', (await page.getByLabel('Name').inputValue()) === kOwner.name);
  });
  await scene('a password is changed by who knows it, and others are signed out', page, async () => {
    const current = page.getByRole('textbox', { name: 'Current password' });
    const next = page.getByRole('textbox', { name: 'New password' });
    await button(page, 'Change the password').click();
    await page.getByText('Please fill this in.').waitFor();
    await page.getByText('Use at least 8 characters.').waitFor();
    await current.fill('not the password');
    await next.fill('a difference engine');
    await button(page, 'Change the password').click();
    await page.getByText('This is not your current password.').waitFor();
    await checkAccessible(page, 'a wrong password');
    await current.fill(kOwner.password);
    await button(page, 'Change the password').click();
    await page.getByText('Your password is changed.').waitFor();
    check('the other window is out', (await apiOf(house.base, other.context)('/v1/session')).status === 401);
    check('this one is not', (await house.owner.api('/v1/session')).status === 200);
  });
  await scene('one signs out, and in again with the new password', page, async () => {
    await page.getByRole('button', { name: /^Your account:/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await heading(page, 'Sign in').waitFor();
    await signIn(page, kOwner);
    await page.getByText('do not belong together').waitFor();
    await checkAccessible(page, 'a refused sign-in');
    await signIn(page, { ...kOwner, password: 'a difference engine' });
    await heading(page, 'Home').waitFor();
  });
  await other.context.close();
}

// Vera was removed: what she did stays.
const kAuthors = /Lovelace|Somebody who left|The |Daybook/;

async function audit(house) {
  const { page } = house.owner;
  await scene('the audit log names who did what', page, async () => {
    await page.goto(`${house.base}/settings/audit`);
    await page.getByRole('cell', { name: 'Revoked an API key' }).first().waitFor();
    const rows = await page.getByRole('row').allTextContents();
    const missing = ['an API key', 'Invited a user', 'password', 'Connected Stripe'].filter((act) => !rows.some((row) => row.includes(act)));
    check('each kind of act is there', missing.length === 0, [missing, rows.slice(0, 8)]);
    const acts = await page.locator('tbody tr td:nth-child(3)').allTextContents();
    check('each is said in words', acts.length > 0 && acts.every((act) => /^[A-Z][^._]+$/.test(act)), acts);
    check('each has its author', rows.slice(1).every((row) => kAuthors.test(row)),
      rows.slice(1).filter((row) => !kAuthors.test(row)));
    check('and no value', !rows.some((row) => row.includes('difference engine') || row.includes('browserbrowser')));
  });
}

await tell(openHouse, async (house) => {
  for (const role of Object.keys(kRoles)) {
    const person = await seeAs(house, role);
    check(`no complaint of the pages of a ${role}`, person.complaints.length === 0, person.complaints);
    await person.context.close();
  }
  await team(house);
  await keys(house);
  await self(house);
  await audit(house);
});
