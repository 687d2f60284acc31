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
  const busy = all.filter((p) => !p.stripe.deleted).toSorted((a, b) => b.fields.stripe_total_orders - a.fields.stripe_total_orders)[0];
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
  await api.call('GET', `${path}/orders?starting_after=in_nothing`, { expect: 404, code: 'resource_missing' });
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

async function explanations(api, check, all) {
  const people = all.filter((p) => p.fields.stripe_total_orders > 1).slice(0, 12);
  for (const who of people) {
    const why = async (field) => (await api.call('GET', `/v1/profiles/${who.id}/explain?field=${field}`)).json;
    const orders = await why('stripe_total_orders');
    check('"How?": the orders that count', orders.counted.length === who.fields.stripe_total_orders && orders.value === who.fields.stripe_total_orders, orders.sentence);
    const sales = await why('stripe_total_sales');
    check('"How?": sales add up', sum(sales.counted, (c) => c.amount) === who.fields.stripe_total_sales && sales.currency === who.fields.stripe_currency, sales.sentence);
    const products = await why('stripe_order_products');
    check('"How?": products add up', sum(products.counted, (c) => c.amount) === who.fields.stripe_order_products, products.sentence);
  }
  for (const field of Object.keys(people[0].fields)) await api.call('GET', `/v1/profiles/${people[0].id}/explain?field=${field}`);
  await api.call('GET', `/v1/profiles/${people[0].id}/explain?field=stripe_total_order`, { expect: 400, code: 'parameter_invalid' });
  await api.call('GET', `/v1/profiles/${people[0].id}/explain`, { expect: 400, code: 'parameter_missing' });
}
