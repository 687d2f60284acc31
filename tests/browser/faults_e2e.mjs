#!/usr/bin/env node
// What goes wrong around a page that is open: the server, the session, other tabs, other people, what is typed, where one goes.
import { kOwner, openHouse, signIn } from './house.mjs';
import { button, check, checkAccessible, heading, openWindow, picture, scene, settled, tell, until } from './support.mjs';

const kShop = '/settings/account';

async function nowhere(house) {
  const { page } = house.owner;
  for (const path of ['/profiles/prf_0000000000001', '/no/such/page', '/help/no-such-article', '/settings/nothing']) {
    await scene(`${path} is nothing, and offers a search`, page, async () => {
      await page.goto(house.base + path);
      await heading(page, 'There is nothing here').waitFor();
      await checkAccessible(page, path);
      await button(page, 'Search for people and screens').click();
      await page.getByPlaceholder('Find a person, a segment or a screen…').waitFor();
      await page.keyboard.press('Escape');
    });
  }
}

async function doors(house) {
  const person = (await house.people('limit=1'))[0];
  await scene('who comes without a session signs in and stands where they wanted to go', house.owner.page, async () => {
    const { page, context } = await openWindow(house.browser);
    await page.goto(`${house.base}/profiles/${person.id}?tab=orders`);
    await heading(page, 'Sign in').waitFor();
    await checkAccessible(page, 'sign-in');
    await signIn(page, kOwner);
    await page.getByRole('tab', { name: 'Orders', selected: true }).waitFor();
    await settled(page);
    check('nothing lies above it', (await page.getByRole('dialog').count()) === 0);
    await page.goto(`${house.base}/sign-in?return=${encodeURIComponent('https://evil.example/')}`);
    await heading(page, 'Home').waitFor();
    check('nobody is led to another house', page.url().startsWith(house.base), page.url());
    await context.close();
  });
}

async function changedMeanwhile(house) {
  const { page } = house.owner;
  const admin = await house.invite('admin');
  const save = async (there, name) => {
    await there.getByLabel('Name of the shop').fill(name);
    await button(there, 'Save').click();
  };
  await scene('who saves second is told, and nothing is overwritten', page, async () => {
    await Promise.all([page, admin.page].map(async (one) => {
      await one.goto(house.base + kShop);
      await one.getByLabel('Name of the shop').waitFor();
    }));
    await save(admin.page, 'Theirs');
    await admin.page.getByText('Saved.').waitFor();
    await save(page, 'Mine');
    await page.getByText('Somebody else changed these settings meanwhile.').waitFor();
    check('what was typed stands', (await page.getByLabel('Name of the shop').inputValue()) === 'Mine');
    check('theirs is kept', (await house.owner.api('/v1/account')).body.name === 'Theirs');
    await picture(page, 'changed-meanwhile');
    await checkAccessible(page, 'changed meanwhile');
    await button(page, 'Show theirs').click();
    await until('theirs is shown', async () => (await page.getByLabel('Name of the shop').inputValue()) === 'Theirs');
    await save(page, 'Ours');
    await page.getByText('Saved.').waitFor();
    await button(page, 'Undo').click();
    await page.getByText('Taken back.').waitFor();
    check('undo gives theirs back', (await house.owner.api('/v1/account')).body.name === 'Theirs');
  });
  await admin.context.close();
}

async function twoTabs(house) {
  const { page, context } = house.owner;
  const other = await context.newPage();
  const person = (await house.people()).find((one) => one.fields.stripe_customer_id && !one.stripe.deleted);
  await scene('two tabs follow the same change', page, async () => {
    await Promise.all([page, other].map(async (one) => {
      await one.goto(`${house.base}/profiles/${person.id}`);
      await one.getByText('About the person').waitFor();
    }));
    await house.tellSandbox(`/customers/${person.fields.stripe_customer_id}`, { phone: '+442079460222' });
    await Promise.all([page, other].map((one) => one.locator('[data-field="phone"]').getByText('+442079460222').waitFor()));
  });
  await scene('two tabs that edit the same are told apart too', page, async () => {
    await Promise.all([page, other].map(async (one) => {
      await one.goto(house.base + kShop);
      await one.getByLabel('Postal address').waitFor();
    }));
    await other.getByLabel('Postal address').fill('2 Other Tab Lane');
    await button(other, 'Save').click();
    await other.getByText('Saved.').waitFor();
    await page.getByLabel('Postal address').fill('1 This Tab Road');
    await button(page, 'Save').dblclick();
    await page.getByText('Somebody else changed these settings meanwhile.').waitFor();
    check('the first stands', (await house.owner.api('/v1/account')).body.postal_address === '2 Other Tab Lane');
  });
  await other.close();
}

async function sessionEnds(house) {
  const { page, context } = house.owner;
  await scene('a session that ended is signed in again above the page', page, async () => {
    await page.goto(house.base + kShop);
    const field = page.getByLabel('Name of the shop');
    await field.fill('Typed before');
    await context.clearCookies();
    await button(page, 'Save').click();
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.waitFor();
    await picture(page, 'session-ended');
    await checkAccessible(page, 'an ended session');
    await page.keyboard.press('Escape');
    check('it does not go away unanswered', await dialog.isVisible());
    await signIn(dialog, { ...kOwner, password: 'not the password' });
    await dialog.getByText('do not belong together').waitFor();
    await signIn(dialog, kOwner);
    await dialog.waitFor({ state: 'detached' });
    check('one stands where one stood', page.url() === house.base + kShop, page.url());
    check('what was typed is still there', (await field.inputValue()) === 'Typed before');
    await button(page, 'Save').click();
    await page.getByText('Saved.').waitFor();
  });
}

async function serverGoes(house) {
  const { page } = house.owner;
  const gone = page.getByRole('alert').filter({ hasText: 'Daybook does not answer.' });
  await scene('a server that is gone is missed, found again, and nothing typed is lost', page, async () => {
    await page.goto(house.base + kShop);
    const field = page.getByLabel('Name of the shop');
    await field.fill('Typed while it was away');
    await house.crash();
    await gone.first().waitFor();
    await picture(page, 'server-gone');
    await checkAccessible(page, 'a server that is gone');
    await button(page, 'Save').click();
    await page.getByText('What you typed is still here').waitFor();
    check('what was typed stands', (await field.inputValue()) === 'Typed while it was away');
    await house.comeBack();
    await page.getByText('Nothing you typed is lost.').waitFor({ state: 'detached' });
    check('it still stands', (await field.inputValue()) === 'Typed while it was away');
    await button(page, 'Save').click();
    await page.getByText('Saved.').waitFor();
    check('it is saved', (await house.owner.api('/v1/account')).body.name === 'Typed while it was away');
  });
  await scene('a screen that could not be fetched is there after one asks again', page, async () => {
    await page.goto(`${house.base}/`);
    await settled(page);
    await house.crash();
    await page.getByRole('link', { name: 'Help', exact: true }).click();
    await page.getByText(/does not answer|could not|stumbled/i).first().waitFor();
    await house.comeBack();
    const again = button(page, 'Try again').last();
    await until('the help is there', async () => {
      if (await heading(page, 'Help').isVisible()) return true;
      if (await again.isVisible()) await again.click({ timeout: 1000 }).catch(() => undefined);
      return false;
    });
  });
}

async function fieldErrors(house) {
  const { page } = house.owner;
  const saveWith = async (label, value) => {
    await page.goto(house.base + kShop);
    await page.getByLabel(label).fill(value);
    await button(page, 'Save').click();
  };
  for (const [label, value] of [['Currency', 'zz'], ['Test recipients', 'nobody at all, '.repeat(120)], ['Name of the shop', 'n'.repeat(10_000)],
    ['Name of the shop', '   ']]) {
    await scene(`${label} says at the field what is wrong with "${value.slice(0, 8)}…"`, page, async () => {
      await saveWith(label, value);
      const field = page.getByLabel(label);
      await until('the field is marked', async () => (await field.getAttribute('aria-invalid')) === 'true');
      const told = await field.evaluate((one) => (one.getAttribute('aria-describedby') ?? '').split(' ')
        .map((id) => document.getElementById(id)?.textContent ?? '').join(' '));
      check('the words belong to the field', told.length > 10, told);
      check('what was typed stands', (await field.inputValue()) === value);
    });
  }
  await checkAccessible(page, 'a field with an error');
}

async function history(house) {
  const { page } = house.owner;
  await scene('back and forward lead through what one saw', page, async () => {
    await page.goto(`${house.base}/`);
    for (const name of ['Profiles', 'Shop', 'Help']) {
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();
      await heading(page, name).waitFor();
    }
    for (const name of ['Shop', 'Profiles', 'Home']) {
      await page.goBack();
      await heading(page, name).waitFor();
    }
    await page.goForward();
    await heading(page, 'Profiles').waitFor();
    check('the title tells the screen', (await page.title()) === 'Profiles · Daybook');
    await page.getByRole('button', { name: /^Your account:/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
    await checkAccessible(page, 'the menu of the person');
    await page.keyboard.press('Escape');
  });
}

await tell(openHouse, async (house) => {
  await nowhere(house);
  await doors(house);
  await changedMeanwhile(house);
  await twoTabs(house);
  await fieldErrors(house);
  await history(house);
  await sessionEnds(house);
  await serverGoes(house);
});
