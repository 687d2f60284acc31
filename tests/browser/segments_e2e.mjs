#!/usr/bin/env node
// Segments: each kind of condition is built, read and explained; what is refused, what is not lost, who may only look.
import { ask, begin, choose, counted, fill, go, row, typed } from './builder.mjs';
import { kOwner, openHouse, signIn } from './house.mjs';
import { tellOfKept } from './segments_kept.mjs';
import { button, check, checkAccessible, heading, picture, scene, tell, until } from './support.mjs';

// How each kind of condition is written with the builder, and what it must come to.
const kKinds = (shop) => [
  ['a text that people have', { field: 'city', op: 'is', value: shop.city }, async (page, one) => {
    await ask(page, one, 'City');
    await one.getByRole('combobox', { name: 'Value' }).click();
    const option = page.getByRole('option', { name: new RegExp(`^${shop.city}`) });
    await option.getByText(/\d+ (person|people)/).waitFor();
    await option.click();
  }],
  ['a country by its name', { field: 'country', op: 'is', value: 'US' }, async (page, one) => {
    await ask(page, one, 'Country');
    await typed(one, 'Value', 'united st');
    await page.getByRole('option', { name: 'United States', exact: true }).click();
  }],
  ['one of several texts', { field: 'country', op: 'in', value: ['US', 'DE'] }, async (page, one) => {
    await ask(page, one, 'Country');
    await choose(page, one, 'How it is compared', 'is one of');
    for (const code of ['US', 'DE']) {
      await typed(one, 'Values', code);
      await page.keyboard.press('Enter');
    }
  }],
  ['a number between two', { field: 'stripe_total_orders', op: 'between', value: [1, 2] }, async (page, one) => {
    await ask(page, one, 'Total Orders');
    await choose(page, one, 'How it is compared', 'is between');
    await fill(one, 'From', '1');
    await fill(one, 'To', '2');
  }],
  ['money in two currencies', { field: 'stripe_total_sales', op: 'gte', value: { [shop.currency]: 20, eur: 10.5 } }, async (page, one) => {
    await ask(page, one, 'Total Sales');
    await fill(one, 'Value', '20');
    await button(one, 'Another currency').click();
    await fill(one, 'Value', '10.5', 1);
    await fill(one, 'Currency', 'EUR', 1);
  }],
  ['a date that lies back', { field: 'created', op: 'less_than_ago', value: { months: 6 } }, async (page, one) => {
    await ask(page, one, 'Created');
    await fill(one, 'Length of time', '6');
    await choose(page, one, 'Unit of time', 'months');
  }],
  ['a day of the calendar', { field: 'created', op: 'after', value: '2020-02-29' }, async (page, one) => {
    await ask(page, one, 'Created');
    await choose(page, one, 'How it is compared', 'is after');
    await one.getByLabel('Value', { exact: true }).fill('2020-02-29');
  }],
  ['yes or no', { field: 'email_unsubscribed', op: 'is', value: false }, async (page, one) => {
    await ask(page, one, shop.unsubscribed);
    await choose(page, one, 'Value', 'no');
  }],
  ['a list', { field: 'tags', op: 'is', value: 'vip' }, async (page, one) => {
    await ask(page, one, 'Tags');
    await typed(one, 'Value', 'vip');
  }],
  ['a value that is missing', { field: 'phone', op: 'is_not_set' }, async (page, one) => {
    await ask(page, one, shop.phone);
    await choose(page, one, 'How it is compared', 'is not known');
  }],
  ['an activity, how often and when', { activity: 'order_paid', count: { gte: 1 }, within: { days: 400 } }, async (page, one) => {
    await ask(page, one, 'Order paid');
    await choose(page, one, 'When', 'in the last …');
    await fill(one, 'Length of time', '400');
  }],
  ['an activity that never came', { activity: 'order_refunded', count: { is: 0 } }, async (page, one) => {
    await ask(page, one, 'Refunded');
    await choose(page, one, 'How it is compared', 'never');
  }],
  ['an activity with a filter, and nothing after it', {
    activity: 'order_paid', count: { gte: 1 }, where: { field: 'amount', op: 'gte', value: 5 }, not_followed_by: 'order_refunded',
  }, async (page, one) => {
    await ask(page, one, 'Order paid');
    await button(one, 'Add a filter on it').click();
    await ask(page, row(page, 1), 'Amount');
    await fill(row(page, 1), 'Value', '5');
    await choose(page, one, 'Not followed by…', 'Refunded');
  }],
  ['a sum', { activity: 'order_paid', sum: { of: 'amount', gte: 30 } }, async (page, one) => {
    await ask(page, one, 'Order paid');
    await choose(page, one, 'What is looked at', 'the sum of');
    await fill(one, 'Value', '30');
  }],
  ['how many different', { activity: 'order_paid', distinct: { of: 'products', gte: 1 } }, async (page, one) => {
    await ask(page, one, 'Order paid');
    await choose(page, one, 'What is looked at', 'how many different');
    await fill(one, 'Number', '1');
  }],
  ['the last time', { activity: 'order_paid', last: { more_than_ago: { weeks: 1 } } }, async (page, one) => {
    await ask(page, one, 'Order paid');
    await choose(page, one, 'What is looked at', 'the last time');
    await choose(page, one, 'How it is compared', 'is more than … ago');
    await fill(one, 'Length of time', '1');
    await choose(page, one, 'Unit of time', 'weeks');
  }],
  ['what people have now', { have: 'subscription', count: { gte: 1 }, where: { field: 'status', op: 'is', value: 'active' } }, async (page, one) => {
    await ask(page, one, 'Subscription');
    await button(one, 'Add a filter on it').click();
    await ask(page, row(page, 1), 'Status');
    await typed(row(page, 1), 'Value', 'active');
  }],
  ['another segment', { segment: shop.segment }, async (page, one) => {
    await ask(page, one, 'Is in a segment…');
    await choose(page, one, 'Segment', 'Tagged');
  }],
];

/** What the shop of this test has to ask for. */
async function makeShop(house) {
  const { api } = house.owner;
  const people = await house.people();
  await api(`/v1/profiles/${people[0].id}`, { method: 'PATCH', body: { tags: ['vip', 'early'] } });
  const condition = { field: 'tags', op: 'is_set' };
  const segment = (await api('/v1/segments', { method: 'POST', body: { name: 'Tagged', condition } })).body.id;
  const labelOf = async (name) => (await api('/v1/fields')).body.data.find((field) => field.name === name).label;
  return {
    segment, city: people.find((one) => one.fields.city).fields.city, currency: (await api('/v1/segments/words')).body.currency,
    unsubscribed: await labelOf('email_unsubscribed'), phone: await labelOf('phone'),
  };
}

async function empty(house) {
  const { page } = house.owner;
  await scene('without segments the list teaches, and leads to the builder', page, async () => {
    await page.goto(`${house.base}/`);
    await heading(page, 'Home').waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('e');
    await page.getByRole('heading', { name: 'No segments yet' }).waitFor();
    await checkAccessible(page, 'no segments');
    await page.getByText('A payment failed, and none came after it').click();
    await counted(page);
    check('its name stands there', (await page.getByLabel('Name', { exact: true }).inputValue()).startsWith('A payment failed'));
    check('and its condition', await row(page).getByText('and not followed by').isVisible());
  });
}

async function kinds(house, shop) {
  const { page, api } = house.owner;
  for (const [name, condition, write] of kKinds(shop)) {
    await scene(`${name} is built, read and explained`, page, async () => {
      await begin(page);
      await button(page, 'Add a condition').click();
      check('the row has the focus', await row(page).getByRole('combobox', { name: 'What it asks for' }).evaluate((one) => one === document.activeElement));
      await write(page, row(page));
      const { body: wanted } = await api('/v1/segments/preview', { method: 'POST', body: { condition: { all: [condition] } } });
      await until(`the sentence “${wanted.sentence}”`, async () => (await page.locator('[data-sentence]').textContent()) === wanted.sentence);
      await counted(page);
      const size = await page.locator('[data-people]').getAttribute('data-people');
      check('as many as the API counts', Number(size) === wanted.size, `${size} of ${wanted.size}`);
      check('somebody is meant', wanted.size > 0, wanted.sentence);
      check('some of them are named', (await page.locator('[data-sample] li').count()) === Math.min(10, wanted.size));
      await page.locator('[data-sample] button').first().click();
      await page.locator('[data-explained="in"] [data-path="condition.all[0]"][data-holds="true"]').waitFor();
      if (name === 'an activity with a filter, and nothing after it') {
        await picture(page, 'segment-builder');
        await checkAccessible(page, 'the builder with a filter');
      }
    });
  }
}

async function nested(house, shop) {
  const { page, api } = house.owner;
  await scene('groups stand in groups, and the whole is saved as it was built', page, async () => {
    await begin(page);
    await page.getByLabel('Name', { exact: true }).fill('Buyers <b>');
    await button(page, 'Add a condition').click();
    await ask(page, row(page), 'Order paid');
    await button(page, 'Add a group').click();
    const group = page.getByRole('group', { name: 'Group of conditions' }).nth(1);
    await ask(page, row(group), 'Country');
    await choose(page, row(group), 'How it is compared', 'is not');
    await typed(row(group), 'Value', 'US');
    await button(group, 'Add a condition').click();
    await ask(page, row(group, 1), 'Is in a segment…');
    await choose(page, row(group, 1), 'Segment', 'Tagged');
    await choose(page, group, 'How the conditions of this group join', 'None of these holds');
    await counted(page);
    await checkAccessible(page, 'a builder with groups');
    await picture(page, 'segment-groups');
    await page.keyboard.press('Control+Enter');
    await heading(page, 'Buyers <b>').waitFor();
    const made = (await api('/v1/segments')).body.data.find((one) => one.name === 'Buyers <b>');
    const wanted = { all: [{ activity: 'order_paid', count: { gte: 1 } }, { none: [{ field: 'country', op: 'is_not', value: 'US' }, { segment: shop.segment }] }] };
    check('the API has just that', JSON.stringify(made.condition) === JSON.stringify(wanted), made.condition);
    check('the page says it in English', (await page.locator('[data-sentence]').textContent()) === made.sentence, made.sentence);
    await page.locator('[data-row-link]').first().waitFor();
    check('and lists its members', Number(await page.locator('table').getAttribute('aria-rowcount')) - 1 === Math.min(100, made.size), made.size);
  });
}

async function whyThese(house) {
  const { page, api } = house.owner;
  await scene('some of them are named with the conditions that hold', page, async () => {
    const condition = { any: [{ field: 'tags', op: 'is_set' }, { field: 'stripe_total_orders', op: 'gte', value: 1 }] };
    await go(page, `/segments/new?name=Why&condition=${JSON.stringify(condition)}`, 'New segment');
    await counted(page);
    const { body } = await api('/v1/segments/preview', { method: 'POST', body: { condition } });
    const wanted = body.matched.map((one) => one.conditions.map(({ sentence }) => sentence).join(' · '));
    check('they differ', new Set(wanted).size > 1, wanted);
    check('each says which', JSON.stringify(await page.locator('[data-matched]').allTextContents()) === JSON.stringify(wanted), wanted);
    await checkAccessible(page, 'a sample with conditions');
    await picture(page, 'segment-matched');
  });
}

async function still(house, shop) {
  const { page } = house.owner;
  await scene('what the panel shows moves nothing under the pointer', page, async () => {
    await begin(page);
    await button(page, 'Add a condition').click();
    await ask(page, row(page), shop.unsubscribed);
    const places = async () => [await page.locator('[data-preview]').boundingBox(), await row(page).boundingBox()];
    await choose(page, row(page), 'Value', 'no');
    await page.locator('[data-sample] li').nth(9).waitFor();
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    const [high, before] = await places();
    await choose(page, row(page), 'Value', 'yes');
    await page.locator('[data-sample] li').nth(9).waitFor({ state: 'detached' });
    const [low, after] = await places();
    check('the panel is lower', low.height < high.height, [low, high]);
    check('the row is where it was', after.y === before.y, [before, after]);
  });
}

async function refused(house) {
  const { page } = house.owner;
  await scene('what is not finished or refused is said where it is', page, async () => {
    await begin(page);
    await button(page, 'Add a condition').click();
    await button(page, 'Make the segment').click();
    await page.getByText('Give the segment a name.').waitFor();
    await row(page).getByText('Finish this condition, or take it away.').waitFor();
    await checkAccessible(page, 'a condition that is not finished');
    await ask(page, row(page), 'Total Sales');
    await fill(row(page), 'Value', '20');
    await fill(row(page), 'Currency', 'X');
    await row(page).getByText(/names no currency/).waitFor();
    check('the panel does not repeat it', (await page.getByText(/names no currency/).count()) === 1);
    await fill(row(page), 'Currency', 'GBP');
    await counted(page);
    await page.getByLabel('Name', { exact: true }).fill('tagged');
    await button(page, 'Make the segment').click();
    await page.locator('.mantine-TextInput-error', { hasText: 'There is a segment' }).waitFor();
  });
  await scene('a condition that nobody can break is said to be one', page, async () => {
    await go(page, '/segments/new?name=All&condition={"all":[{"activity":"order_paid","count":{"gte":0}}]}', 'New segment');
    await page.getByText('This holds for everybody').waitFor();
  });
}

async function notLost(house) {
  const { page } = house.owner;
  const name = page.getByLabel('Name', { exact: true });
  await scene('what was written is there again after a way elsewhere and a reload', page, async () => {
    await go(page, '/segments/new', 'New segment');
    await page.getByText('it is as you left it').waitFor();
    check('the name', (await name.inputValue()) === 'tagged');
    await page.reload();
    await fill(row(page), 'Value', '25');
    check('the condition', (await row(page).getByRole('textbox', { name: 'Currency' }).inputValue()) === 'GBP');
  });
  await scene('the server may be away meanwhile', page, async () => {
    await house.crash();
    await name.fill('British spenders');
    await fill(row(page), 'Value', '1');
    await button(page, 'Make the segment').click();
    await page.getByText('What you typed is still here').first().waitFor();
    await house.comeBack();
    await counted(page);
    check('all is still there', (await name.inputValue()) === 'British spenders');
    await button(page, 'Make the segment').click();
    await heading(page, 'British spenders').waitFor();
  });
  await scene('a session may end meanwhile', page, async () => {
    await begin(page);
    await name.fill('After the session');
    await button(page, 'Add a condition').click();
    await house.owner.api('/v1/session', { method: 'DELETE' });
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.waitFor();
    await signIn(dialog, kOwner);
    await dialog.waitFor({ state: 'detached' });
    check('what was written stays', (await name.inputValue()) === 'After the session' && (await row(page).count()) === 1);
  });
}

async function permission(house) {
  const { page, api } = house.owner;
  await scene('a condition whose permission is missing says so', page, async () => {
    await house.tellSandbox('/keys', { deny: ['refunds'] });
    await api('/v1/integrations/stripe/check', { method: 'POST' });
    await go(page, '/segments/new?name=Refunded&condition={"all":[{"activity":"order_refunded"}]}', 'New segment');
    await page.locator('[data-missing="refunds"]').getByText('Stripe does not let Daybook read').waitFor();
    await picture(page, 'segment-permission');
    await checkAccessible(page, 'a missing permission');
    await house.tellSandbox('/keys', { deny: [] });
    await api('/v1/integrations/stripe/check', { method: 'POST' });
    await page.locator('[data-missing]').waitFor({ state: 'detached' });
  });
}

async function byKeyboard(house) {
  const { page } = house.owner;
  await scene('a segment is built with the keyboard alone', page, async () => {
    await begin(page);
    const tabTo = (target) => until('the focus', async () => {
      if (await target.evaluate((one) => one === document.activeElement)) return true;
      await page.keyboard.press('Tab');
      return false;
    });
    await page.getByLabel('Name', { exact: true }).focus();
    await page.keyboard.type('Typed');
    await tabTo(button(page, 'Add a condition'));
    await page.keyboard.press('Enter');
    await page.keyboard.type('Total Orders');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await tabTo(row(page).getByRole('textbox', { name: 'Value' }));
    await page.keyboard.type('1');
    await tabTo(button(row(page), 'Take the condition away'));
    await page.keyboard.press('Enter');
    check('a condition that is gone leaves the focus beside it', await button(page, 'Add a condition').evaluate((one) => one === document.activeElement));
    await page.keyboard.press('Enter');
    await page.keyboard.type('Total Orders');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await tabTo(row(page).getByRole('textbox', { name: 'Value' }));
    await page.keyboard.type('2');
    await page.keyboard.press('Control+s');
    await heading(page, 'Typed').waitFor();
    check('it says what was typed', (await page.locator('[data-sentence]').textContent()) === 'Total Orders is at least 2.');
  });
}

async function kept(house, shop) {
  const { page, api } = house.owner;
  await scene('the list finds segments by what they mean, and the palette by their names', page, async () => {
    await go(page, '/segments', 'Segments');
    const tagged = page.locator(`[data-segment="${shop.segment}"]`);
    check('with how many are in it, and who asks for it', /1.*1 segment/.test(await tagged.textContent()), await tagged.textContent());
    await picture(page, 'segments');
    await page.getByLabel('Find a segment').fill('total orders');
    await until('one is left', async () => (await page.locator('tr[data-segment]').count()) === 1);
    await heading(page, 'Segments').click();
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Find a person, a segment or a screen…').fill('tagg');
    await page.getByText('Tagged', { exact: true }).click();
    await heading(page, 'Tagged').waitFor();
  });
  await scene('it is renamed, and that taken back', page, async () => {
    await button(page, 'More').click();
    await page.getByRole('menuitem', { name: 'Delete' }).waitFor();
    await checkAccessible(page, 'what can be done with a segment');
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    const dialog = page.getByRole('dialog', { name: 'Rename' });
    await dialog.getByLabel('Name').waitFor();
    await checkAccessible(page, 'a segment’s other name');
    await dialog.getByLabel('Name').fill('Typed');
    await button(dialog, 'Save').click();
    await dialog.locator('.mantine-TextInput-error').waitFor();
    await dialog.getByLabel('Name').fill('Tagged people');
    await button(dialog, 'Save').click();
    await heading(page, 'Tagged people').waitFor();
    await page.locator('.mantine-Notification-root', { hasText: 'is called' }).getByRole('button', { name: 'Undo' }).click();
    await heading(page, 'Tagged').waitFor();
  });
  await scene('one that others ask for is not deleted, one that none does is', page, async () => {
    await page.locator('[data-used]').getByRole('link', { name: 'Buyers <b>' }).waitFor();
    const remove = async (name) => {
      await button(page, 'More').click();
      await page.getByRole('menuitem', { name: 'Delete' }).click();
      const dialog = page.getByRole('dialog', { name: `Delete ${name}?` });
      check('its name is typed first', await button(dialog, 'Delete').isDisabled());
      await checkAccessible(page, `deleting ${name}`);
      await dialog.getByLabel(/to confirm/).fill(name);
      await button(dialog, 'Delete').click();
      return dialog;
    };
    const dialog = await remove('Tagged');
    await dialog.getByText('Tagged is used by Buyers <b>').waitFor();
    await checkAccessible(page, 'a segment that is not deleted');
    await button(dialog, 'Cancel').click();
    const typed = (await api('/v1/segments')).body.data.find((one) => one.name === 'Typed').id;
    await go(page, `/segments/${typed}`, 'Typed');
    await remove('Typed');
    await heading(page, 'Segments').waitFor();
    check('the server forgot it', (await api(`/v1/segments/${typed}`)).status === 404);
  });
  await scene('a duplicate begins with the same conditions', page, async () => {
    await go(page, `/segments/${shop.segment}`, 'Tagged');
    await button(page, 'More').click();
    await page.getByRole('menuitem', { name: 'Duplicate' }).click();
    await heading(page, 'New segment').waitFor();
    await counted(page);
    check('under another name', (await page.getByLabel('Name', { exact: true }).inputValue()) === 'Copy of Tagged');
    check('with the same sentence', (await page.locator('[data-sentence]').textContent()) === 'Tags is known.');
  });
  await scene('two segments are laid over each other', page, async () => {
    const buyers = (await api('/v1/segments')).body.data.find((one) => one.name === 'Buyers <b>');
    await go(page, `/segments/${buyers.id}?tab=overlap`, 'Buyers <b>');
    await choose(page, page, 'The other segment', 'Tagged');
    const sizeOf = async (condition) => (await api('/v1/segments/preview', { method: 'POST', body: { condition } })).body.size;
    const [one, another] = [{ segment: buyers.id }, { segment: shop.segment }];
    for (const [part, condition] of [['both', { all: [one, another] }], ['only', { all: [one, { none: [another] }] }], ['others', { all: [another, { none: [one] }] }]]) {
      const size = await sizeOf(condition);
      await page.locator(`[data-part="${part}"]`).getByText(new RegExp(`^${size} (person|people)$`)).waitFor();
    }
    await checkAccessible(page, 'two segments over each other');
    await page.reload();
    await page.locator(`[data-overlap="${shop.segment}"]`).waitFor();
  });
  await scene('members follow by themselves', page, async () => {
    await go(page, `/segments/${shop.segment}`, 'Tagged');
    const second = (await house.people())[1].id;
    await api(`/v1/profiles/${second}`, { method: 'PATCH', body: { tags: ['vip'] } });
    await page.locator(`[data-row-link][href="/profiles/${second}"]`).waitFor();
  });
}

async function people(house, shop) {
  const { page, api } = house.owner;
  const [first, , third] = await house.people();
  await scene('a person is tested in a segment', page, async () => {
    await go(page, `/segments/${shop.segment}?tab=why`, 'Tagged');
    await page.getByLabel('Name, e-mail address or customer id').fill(third.fields.stripe_customer_id ?? third.fields.email);
    await page.locator('[data-try-out] li button').first().click();
    await page.locator('[data-explained="out"] [data-holds="false"]').getByText('not known').waitFor();
  });
  await scene('a person\'s page shows their segments, and why', page, async () => {
    await go(page, `/profiles/${first.id}?tab=segments`, /./);
    await page.locator(`[data-segment="${shop.segment}"][data-member="true"]`).waitFor();
    await checkAccessible(page, 'the segments of a person');
    await button(page, 'Why is this person in Tagged, or not?').click();
    await page.getByRole('dialog', { name: 'Tagged: why?' }).locator('[data-holds="true"]').getByText(/vip/).waitFor();
    await checkAccessible(page, 'why somebody is in a segment');
    await page.keyboard.press('Escape');
  });
  await scene('a person\'s timeline tells which segment they left and entered, and why', page, async () => {
    for (const tags of [[], ['vip', 'early']]) await api(`/v1/profiles/${first.id}`, { method: 'PATCH', body: { tags } });
    await go(page, `/profiles/${first.id}?tab=timeline`, /./);
    const newest = page.locator('[data-activity]').first();
    await newest.getByText('Entered a segment').waitFor();
    await newest.getByText('by hand').waitFor();
    check('and left before', (await page.locator('[data-activity]').nth(1).getAttribute('data-activity')) === 'segment_left');
    await checkAccessible(page, 'the timeline of a person');
    await picture(page, 'timeline-segments');
    await newest.getByRole('link', { name: 'Tagged' }).click();
    await heading(page, 'Tagged').waitFor();
  });
  await scene('filters of the list become a segment', page, async () => {
    await go(page, '/profiles?orders=many&has_email=true&shared_email=true', 'Profiles');
    await page.getByRole('link', { name: 'Save as a segment' }).click();
    await heading(page, 'New segment').waitFor();
    await counted(page);
    const sentence = await page.locator('[data-sentence]').textContent();
    check('with what a condition can ask for', /Total Orders is at least 2, and .* is known\./.test(sentence), sentence);
  });
}

async function looked(house, shop) {
  const { page, complaints } = await house.invite('viewer');
  await scene('a viewer looks and changes nothing', page, async () => {
    await page.goto(`${house.base}/segments`);
    await page.locator('tr[data-segment]').first().waitFor();
    check('there is no way to a new one', (await page.getByRole('link', { name: 'New segment' }).count()) === 0);
    await go(page, `/segments/${shop.segment}`, 'Tagged');
    check('nor to change this one', (await button(page, 'More').count()) === 0);
    await go(page, '/segments/new', 'New segment');
    await page.getByText('Your role does not allow this.').waitFor();
    await page.getByRole('link', { name: 'Help on this page' }).click();
    await heading(page, 'Build a segment').waitFor();
    check('no complaint of the page', complaints.length === 0, complaints);
  });
}

await tell(() => openHouse({ customers: 120 }), async (house) => {
  await empty(house);
  const shop = await makeShop(house);
  await kinds(house, shop);
  await nested(house, shop);
  await whyThese(house);
  await still(house, shop);
  await refused(house);
  await notLost(house);
  await permission(house);
  await byKeyboard(house);
  await kept(house, shop);
  await people(house, shop);
  await tellOfKept(house, shop);
  await looked(house, shop);
});
