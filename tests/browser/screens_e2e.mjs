#!/usr/bin/env node
// Every route of the application, wide and narrow, light and dark: it shows, fits, and axe finds nothing.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openHouse } from './house.mjs';
import { check, checkAccessible, goTo, heading, openWindow, picture, scene, settled, tell } from './support.mjs';

const kRoutes = ['routes.ts', 'settings-routes.ts', 'template-routes.ts'].map((name) => join(import.meta.dirname, '../../web/src/app', name));

// A condition with something of each kind of row in it.
const kCondition = { all: [
  { field: 'country', op: 'in', value: ['US', 'CA'] },
  { any: [
    { activity: 'order_paid', count: { gte: 2 }, within: { days: 90 }, where: { field: 'amount', op: 'gt', value: 5 }, not_followed_by: 'order_refunded' },
    { none: [{ have: 'subscription', count: { gte: 1 }, where: { field: 'status', op: 'is', value: 'active' } }] },
    { field: 'stripe_total_sales', op: 'gte', value: { usd: 10, eur: 10 } },
  ] },
] };
const kConditionText = encodeURIComponent(JSON.stringify(kCondition));

/** Each route's `path` in the routes of the application, with examples of it: [name, address, heading]. */
function screensOf(person, segment, list, templates) {
  return {
    '/': [['home', '/', 'Home']],
    '/start': [['start', '/start', 'Nice to have you here']],
    '/profiles': [['profiles', '/profiles', 'Profiles'], ['profiles-none', '/profiles?query=nobody-at-all', 'Profiles'],
      ['profiles-then', `/profiles?segment=${segment}&at=${Math.floor(Date.now() / 1000)}`, 'Profiles']],
    '/profiles/import': [['import', '/profiles/import', 'Import people']],
    '/profiles/$id': ['fields', 'orders', 'subscriptions', 'segments', 'timeline', 'json']
      .map((tab) => [`profile-${tab}`, `/profiles/${person}?tab=${tab}`, /./]),
    '/segments': [['segments', '/segments', 'Segments']],
    '/segments/new': [['segment-new', '/segments/new', 'New segment'], ['segment-built', `/segments/new?condition=${kConditionText}`, 'New segment']],
    '/segments/recipes': [['recipes', '/segments/recipes', 'Ready-made segments']],
    '/segments/$id/edit': [['segment-edit', `/segments/${segment}/edit`, 'Change Coffee and tea']],
    '/segments/$id': [['segment', `/segments/${segment}`, 'Coffee and tea'], ['segment-overlap', `/segments/${segment}?tab=overlap`, 'Coffee and tea'], ['segment-why', `/segments/${segment}?tab=why&person=${person}`, 'Coffee and tea'],
      ['segment-history', `/segments/${segment}?tab=history`, 'Coffee and tea'], ['segment-static', `/segments/${list}`, 'By hand']],
    '/templates': [['templates', '/templates', 'Templates']],
    '/templates/starts': [['template-starts', '/templates/starts', 'Ready-made templates']],
    '/templates/$id': templates.map(({ id, name, kind }) => [`template-${kind}`, `/templates/${id}`, name]),
    '/integrations/stripe': [['stripe', '/settings/integrations/stripe', 'Stripe']],
    '/fields': [['fields', '/settings/fields', 'Fields']],
    '/brand': [['brand', '/settings/brand', 'Brand']],
    '/account': [['shop', '/settings/account', 'Shop']],
    '/team': [['team', '/settings/team', 'Team']],
    '/api-keys': [['api-keys', '/settings/api-keys', 'API keys']],
    '/audit': [['audit', '/settings/audit', 'Audit log']],
    '/you': [['you', '/settings/you', 'Your account']],
    '/settings': [['settings', '/settings', 'Shop']],
    '/help': [['help', '/help', 'Help']],
    '/help/$slug': [['article', '/help/connect-stripe', 'Connect Stripe']],
    $: [['nothing', '/nowhere', 'There is nothing here']],
    '/sign-in': [['sign-in', '/sign-in', 'Sign in']],
    '/welcome': [['welcome', '/welcome', 'This link does not work any more']],
  };
}
const kOpen = ['/sign-in', '/welcome'];

// One template of each kind, with words to colour and something to tell of them.
const kTemplates = {
  email: { subject: '{{ profile.first_name | default: "there" }}, hello', body: '<p>Hello {{ profile.frist_name }}</p>{% if cart %}<a href="{{ cart.url }}">Your cart</a>{% endif %}' },
  sms: { body: 'It’s {{ cart.amount | money }}' },
  push: { title: 'Hello', body: 'Look at this', link: 'https://shop.example' },
  webhook: { body: '{"name":{{ profile.first_name | json }}}' },
  snippet: { body: '<p>Bye</p>' },
};
const makeTemplates = (house) => Promise.all(Object.entries(kTemplates).map(async ([kind, content]) =>
  (await house.owner.api('/v1/templates', { method: 'POST', body: { name: `${kind}-words`, kind, content } })).body));

const kSizes = { wide: { width: 1280, height: 900 }, narrow: { width: 360, height: 780 } };

async function look(page, name, size, theme, rules) {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.locator(`html[data-mantine-color-scheme="${theme}"]`).waitFor();
  await picture(page, `${name}-${theme}-${size}`);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  check(`${name} fits its window, ${theme}-${size}`, over <= 0, String(over));
  await checkAccessible(page, `${name}, ${theme}-${size},`, rules);
}

// Reached as by a link at one size, then drawn to the other: loading by an address is for the stories. A theme changes colours and
// nothing else.
async function show(house, { page }, [name, address, title], [first, second]) {
  const shown = async (size, [theme, other]) => {
    await heading(page, title).waitFor();
    await settled(page);
    await look(page, name, size, theme);
    await look(page, name, size, other, ['color-contrast']);
  };
  await scene(`${name} shows, ${first}`, page, async () => {
    await page.setViewportSize(kSizes[first]);
    if (page.url().startsWith(house.base)) await goTo(page, address);
    else await page.goto(house.base + address);
    await shown(first, ['light', 'dark']);
  });
  await scene(`${name} shows, ${second}`, page, async () => {
    await page.setViewportSize(kSizes[second]);
    await shown(second, ['dark', 'light']);
  });
}

async function showAll(house, screens) {
  const [inside, outside] = [await house.windowOf(house.owner), await openWindow(house.browser)];
  const sizes = Object.keys(kSizes);
  for (const [path, examples] of screens) {
    const window = kOpen.includes(path) ? outside : inside;
    for (const example of examples) {
      await show(house, window, example, sizes);
      sizes.reverse();
    }
  }
  for (const { context, complaints } of [inside, outside]) {
    check('no complaint of the page', complaints.length === 0, complaints);
    await context.close();
  }
}

await tell(openHouse, async (house) => {
  const person = (await house.people('limit=1&orders=many'))[0].id;
  await house.owner.api('/v1/fields/shoe_size', { method: 'PUT', body: { type: 'number', label: 'Shoe size' } });
  await house.owner.api('/v1/api-keys', { method: 'POST', body: { name: 'Reporting', scope: 'read' } });
  const segment = (await house.owner.api('/v1/segments', { method: 'POST', body: { name: 'Coffee and tea', condition: kCondition } })).body.id;
  const list = (await house.owner.api('/v1/segments', { method: 'POST', body: { name: 'By hand', kind: 'static' } })).body.id;
  await house.owner.api(`/v1/segments/${list}/members`, { method: 'POST', body: { add: [person], reason: 'Met at the fair' } });
  const screens = screensOf(person, segment, list, await makeTemplates(house));
  const sources = kRoutes.map((path) => readFileSync(path, 'utf8')).join('');
  const routes = [...sources.matchAll(/\bpath: '([^']+)'/g)].map((match) => match[1]);
  const forgotten = routes.filter((path) => !(path in screens));
  check('every route of the application is looked at', routes.length > 10 && forgotten.length === 0, forgotten);
  const all = Object.entries(screens);
  const half = Math.ceil(all.length / 2);  // two windows, since each waits now and then
  await Promise.all([all.slice(0, half), all.slice(half)].map((some) => showAll(house, some)));
});
