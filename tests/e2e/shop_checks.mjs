// What the screens of the shop ask of the API, against a living sample shop. Part of api_e2e.mjs.

// Every page of a list.
async function whole(api, path, limit = 7) {
  const all = [];
  for (let after = '';;) {
    const page = (await api.call('GET', `${path}${path.includes('?') ? '&' : '?'}limit=${limit}${after}`)).json;
    all.push(...page.data);
    if (!page.has_more) return all;
    after = `&starting_after=${page.data.at(-1).id}`;
  }
}

const sum = (items, of) => items.reduce((total, item) => total + of(item), 0);

export async function integration(api, check, live) {
  const labels = Object.fromEntries(live.permissions.map((p) => [p.resource, p]));
  check('permissions are named as at Stripe', labels.charges.label === 'Charges and Refunds' && labels.charges.loses.includes('Refunds made in Stripe'), labels.charges);
  check('every resource says what is lost without it', live.permissions.every((p) => p.loses.length > 20));
  check('the import says when it began', live.started > 1_700_000_000);
}

export async function person(api, check, all) {
  const busy = all.filter((p) => !p.stripe.deleted && p.fields.email && p.fields.stripe_customer_id).toSorted((a, b) => b.fields.stripe_total_orders - a.fields.stripe_total_orders)[0];
  const path = `/v1/profiles/${busy.id}`;
  const orders = await whole(api, `${path}/orders`);
  check('as many orders count as the field says', orders.filter((o) => o.counted).length === busy.fields.stripe_total_orders, orders.length);
  check('what does not count says why', orders.every((o) => o.counted === (o.not_counted_because === null)));
  check('newest order first', orders.every((o, i) => i === 0 || orders[i - 1].created >= o.created));
  check('links lead to the test side of the Dashboard', orders.every((o) => o.url.startsWith('https://dashboard.stripe.com/test/') && o.url.endsWith(o.id)));
  const back = (await api.call('GET', `${path}/orders?limit=2&ending_before=${orders[3].id}`)).json;
  check('orders page backwards', back.data.map((o) => o.id).join() === orders.slice(1, 3).map((o) => o.id).join(), back);
  const customers = await whole(api, `${path}/customers`);
  check('its customers, the primary first', customers.map((c) => c.id).join() === busy.stripe.customer_ids.join() && customers[0].primary);
  const objects = await whole(api, `${path}/objects`, 50);
  check('all that is stored of it', orders.every((o) => objects.some((x) => x.id === o.id)) && objects.some((x) => x.kind === 'customer'));
  const raw = await api.call('GET', `${path}/objects/${orders[0].id}`);
  check('an object as Stripe gave it', raw.json.id === orders[0].id && raw.json.object === (orders[0].kind === 'invoice' ? 'invoice' : 'charge'));
  await api.call('GET', `${path}/objects/in_nothing`, { expect: 404, code: 'resource_missing' });
  await api.call('GET', `${path}/orders?starting_after=in_nothing`, { expect: 400, code: 'resource_missing' });
  await found(api, check, busy, orders);
  await subscriptions(api, check, all);
  await sources(api, check, busy);
  await explanations(api, check, all);
}

async function found(api, check, busy, orders) {
  const invoice = orders.find((o) => o.number !== null);
  for (const query of [invoice.id, invoice.number, invoice.number.toLowerCase(), busy.fields.stripe_customer_id]) {
    const answer = (await api.call('GET', `/v1/profiles?query=${encodeURIComponent(query)}`)).json;
    check(`found by ${query}`, answer.data.length === 1 && answer.data[0].id === busy.id, answer.data.length);
  }
  check('an unknown id finds nobody', (await api.call('GET', '/v1/profiles?query=in_nothing')).json.data.length === 0);
}

async function subscriptions(api, check, all) {
  const someone = all.find((p) => p.fields.stripe_subscription_active > 0);
  const list = await whole(api, `/v1/profiles/${someone.id}/subscriptions`);
  check('as many active subscriptions as counted', list.filter((s) => s.state === 'active').length === someone.fields.stripe_subscription_active, list);
  check('they say what they cost and when they renew', list.every((s) => s.state !== 'active' || (s.interval !== null && (s.renews !== null || s.cancels !== null))), list);
}

async function sources(api, check, busy) {
  const one = (await api.call('GET', `/v1/profiles/${busy.id}`)).json;
  const email = one.sources.email;
  check('fields say where they come from', email.from === 'stripe' && one.stripe.customer_ids.includes(email.object) && Date.now() / 1000 - email.read < 600, email);
}

// An answer lists so many that count and so many that are left out.
const kListed = 100;

async function explanations(api, check, all) {
  const people = all.filter((p) => p.fields.stripe_total_orders > 1).slice(0, 12);
  for (const who of people) {
    const why = async (field) => (await api.call('GET', `/v1/profiles/${who.id}/explain?field=${field}`)).json;
    const orders = await why('stripe_total_orders');
    const total = who.fields.stripe_total_orders;
    check('"How?": the orders that count', orders.counted.length === Math.min(total, kListed) && orders.value === total, orders.sentence);
    check('"How?": it says whether there are more', orders.has_more || total === orders.counted.length, orders.sentence);
    if (total > kListed) continue;
    const sales = await why('stripe_total_sales');
    check('"How?": sales add up', sum(sales.counted, (c) => c.amount) === who.fields.stripe_total_sales && sales.currency === who.fields.stripe_currency, sales.sentence);
    const products = await why('stripe_order_products');
    check('"How?": products add up', sum(products.counted, (c) => c.amount) === who.fields.stripe_order_products, products.sentence);
  }
  for (const field of Object.keys(people[0].fields)) await api.call('GET', `/v1/profiles/${people[0].id}/explain?field=${field}`);
  await api.call('GET', `/v1/profiles/${people[0].id}/explain?field=stripe_total_order`, { expect: 400, code: 'parameter_invalid' });
  await api.call('GET', `/v1/profiles/${people[0].id}/explain`, { expect: 400, code: 'parameter_missing' });
}

// ---- reports, activities, filters, exports ----

export async function reports(api, check, all) {
  const now = Math.floor(Date.now() / 1000);
  for (const interval of ['day', 'week', 'month']) {
    const from = interval === 'day' ? now - 900 * 86400 : now - 15 * 365 * 86400;
    const overview = (await api.call('GET', `/v1/reports/overview?interval=${interval}&from=${from}&to=${now + 86400}`)).json;
    check(`${interval}s: everybody is counted`, overview.customers.total === all.length && overview.customers.with_email === all.filter((p) => p.fields.email).length, overview.customers.total);
    if (interval === 'day') continue;
    for (const [currency, row] of Object.entries(overview.currencies)) {
      const of = (what) => sum(all, (p) => p.stripe.sales[currency]?.[what] ?? 0);
      check(`${interval}s: ${currency} is what all profiles add up to`, row.total.gross === of('gross') && row.total.refunded === of('refunded') && row.total.net === of('net'), row.total);
    }
    const currencies = Object.values(overview.currencies);
    check(`${interval}s: every paid order once`, sum(currencies, (row) => row.total.orders) === sum(all, (p) => p.fields.stripe_total_orders));
    check(`${interval}s: each buyer is new once`, sum(currencies, (row) => row.total.new_customers) === all.filter((p) => p.fields.stripe_total_orders > 0).length);
    check(`${interval}s: people were created once`, sum(overview.customers.points, (p) => p.new) === all.length);
  }
  await api.call('GET', '/v1/reports/overview?interval=year', { expect: 400, code: 'parameter_invalid' });
  await api.call('GET', `/v1/reports/overview?from=${now}&to=0`, { expect: 400, code: 'parameter_invalid' });
  await api.call('GET', '/v1/reports/overview?from=0', { expect: 400, code: 'parameter_invalid' });
  const report = (await api.call('GET', '/v1/reports/import')).json;
  check('the import report counts customers and profiles', report.customers.count - report.sharing_email.count === all.filter((p) => p.stripe.customer_ids.length > 0).length, report);
  for (const part of [report.without_email, report.deleted, report.paid_orders, report.profiles, ...report.not_counted]) {
    const listed = await whole(api, part.href, 100);
    const exact = part === report.without_email || part === report.profiles;
    // A person may have several; and of several customers only some may be deleted.
    const fits = exact ? listed.length === part.count : listed.length <= part.count && (part === report.deleted || (listed.length > 0) === (part.count > 0));
    check(`${part.href} lists them`, fits, `${listed.length} of ${part.count}`);
  }
  const since = (await api.call('GET', `/v1/reports/since?at=${now - 86400 * 365}`)).json;
  check('since counts at most 30 days', since.from >= now - 31 * 86400 && since.orders_paid > 0, since);
  check('nothing is new since now', (await api.call('GET', `/v1/reports/since?at=${now + 3600}`)).json.orders_paid === 0);
  await api.call('GET', '/v1/reports/since', { expect: 400, code: 'parameter_missing' });
}

export async function activities(api, check) {
  const all = await whole(api, '/v1/activities', 60);
  check('the newest activities of everybody', all.length > 20 && all.every((a, i) => i === 0 || all[i - 1].at >= a.at), all.length);
  check('each once, with its person', new Set(all.map((a) => a.id + a.profile.id)).size === all.length && all.every((a) => a.profile.id.startsWith('prf_')));
  check('with its data', all.filter((a) => a.kind === 'order_paid').every((a) => a.data.order.length > 3 && a.data.amount >= 0));
  const back = (await api.call('GET', `/v1/activities?limit=5&ending_before=${all[12].id}`)).json;
  check('activities of all page backwards', back.data.map((a) => a.id).join() === all.slice(7, 12).map((a) => a.id).join());
  await api.call('GET', '/v1/activities?starting_after=act_000', { expect: 404, code: 'resource_missing' });
}

export async function filters(api, check, all) {
  const someone = all.find((p) => p.fields.country && p.fields.email && p.fields.stripe_total_orders > 1);
  const country = someone.fields.country;
  const rules = {
    [`country=${country.toLowerCase()}`]: (p) => p.fields.country === country,
    'order_status=paid': (p) => p.fields.stripe_order_status === 'paid',
    'subscription=active,trial': (p) => p.fields.stripe_subscription_active + p.fields.stripe_subscription_trial > 0,
    'subscription=cancelled': (p) => p.fields.stripe_subscription_cancelled > 0,
    'orders=none': (p) => p.fields.stripe_total_orders === 0,
    'orders=many': (p) => p.fields.stripe_total_orders > 1,
    'has_email=false': (p) => p.fields.email === null,
    'shared_email=true': (p) => p.stripe.customer_ids.length > 1,
    'deleted=true': (p) => p.stripe.deleted,
    [`created_after=${all[100].created}`]: (p) => p.created >= all[100].created,
    [`created_before=${all[50].created}&orders=one`]: (p) => p.created < all[50].created && p.fields.stripe_total_orders === 1,
    [`country=${country}&orders=many&query=${encodeURIComponent(someone.fields.email.slice(0, 2))}`]: (p) => p.fields.country === country && p.fields.stripe_total_orders > 1,
  };
  for (const [chips, passes] of Object.entries(rules)) {
    const listed = await whole(api, `/v1/profiles?${chips}`, 50);
    const expected = all.filter(passes);
    const fits = chips.includes('query') ? listed.some((p) => p.id === someone.id) && listed.every(passes) : listed.map((p) => p.id).join() === expected.map((p) => p.id).join();
    check(`chips ${chips}`, fits, `${listed.length} for ${expected.length}`);
  }
  await api.call('GET', '/v1/profiles?country=USA', { expect: 400, code: 'parameter_invalid' });
  await api.call('GET', '/v1/profiles?orders=few', { expect: 400, code: 'parameter_invalid' });
  await api.call('GET', '/v1/profiles?deleted=yes', { expect: 400, code: 'parameter_invalid' });
}

export async function exports(api, check, all, until) {
  const make = async (body) => {
    const made = (await api.call('POST', '/v1/exports', { body })).json;
    const done = await until(async () => {
      const now = (await api.call('GET', `/v1/exports/${made.id}`)).json;
      return ['done', 'failed'].includes(now.state) && now;
    });
    check('the export is done', done.state === 'done', done);
    return { row: done, text: (await api.call('GET', `/v1/exports/${made.id}/file`)).text };
  };
  const everybody = await make({ kind: 'profiles' });
  check('CSV: a line of names and one a profile', everybody.text.startsWith('id,created,updated,first_name') && everybody.row.rows === all.length && everybody.row.bytes === Buffer.byteLength(everybody.text));
  const some = await make({ kind: 'profiles', format: 'jsonl', filter: { orders: 'many', has_email: true }, fields: ['email', 'stripe_total_orders'] });
  const lines = some.text.trim().split('\n').map((line) => JSON.parse(line));
  check('JSON lines: those whom the filter lists', lines.length === all.filter((p) => p.fields.stripe_total_orders > 1 && p.fields.email).length && lines.every((l) => l.email && l.stripe_total_orders > 1), lines.length);
  check('exports are listed', (await api.call('GET', '/v1/exports')).json.data[0].id === some.row.id);
  await api.call('DELETE', `/v1/exports/${some.row.id}`);
  await api.call('GET', `/v1/exports/${some.row.id}`, { expect: 404, code: 'resource_missing' });
  await api.call('GET', `/v1/exports/${some.row.id}/file`, { expect: 404, code: 'resource_missing' });
  await api.call('POST', '/v1/exports', { body: { kind: 'orders' }, expect: 400, code: 'parameter_invalid' });
  await api.call('POST', '/v1/exports', { body: { kind: 'profiles', fields: ['nothing'] }, expect: 400, code: 'parameter_invalid' });
  await api.call('POST', '/v1/exports', { body: { kind: 'profiles', filter: { contry: 'US' } }, expect: 400, code: 'parameter_unknown' });
}

// Sends the live key of another shop: the test people go, the live ones come, settings stay.
export async function goLive(api, check, until) {
  const name = (await api.call('GET', '/v1/account')).json.name;
  await api.call('PUT', '/v1/integrations/stripe', { body: { api_key: 'rk_live_apitestapitest', go_live: 'yes' }, expect: 400 });
  await api.call('PUT', '/v1/integrations/stripe', { body: { api_key: 'rk_test_apitestapitest', go_live: true }, expect: 400, code: 'stripe_key_invalid' });
  await api.call('PUT', '/v1/integrations/stripe', { body: { api_key: 'rk_live_apitestapitest', go_live: true } });
  const live = await until(async () => {
    const now = (await api.call('GET', '/v1/integrations/stripe')).json;
    return now.state === 'live' && now;
  });
  check('the shop is live', live.mode === 'live' && live.key_hint.startsWith('rk_live_'), live.mode);
  const one = await until(async () => (await api.call('GET', '/v1/profiles?limit=1')).json.data[0]);
  const customer = (await api.call('GET', `/v1/profiles/${one.id}/customers`)).json.data[0];
  check('links lead to the live side', customer.url.startsWith('https://dashboard.stripe.com/customers/'), customer.url);
  check('settings stay', (await api.call('GET', '/v1/account')).json.name === name);
}
