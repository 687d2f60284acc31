// Stripe's own libraries (npm stripe 23.1 and 17.7) page through a made-up shop; every object validates against the
// schemas generated from those libraries' declarations.
import {Acacia, Endive, check, connect, finish, makeValidator, post, startSandbox} from './sandbox_support.mjs';

const kLists = [
  ['customers', s => s.customers],
  ['invoices', s => s.invoices],
  ['subscriptions', s => s.subscriptions, {status: 'all'}],
  ['coupons', s => s.coupons],
  ['products', s => s.products],
  ['prices', s => s.prices],
  ['charges', s => s.charges],
  ['refunds', s => s.refunds],
  ['creditNotes', s => s.creditNotes],
  ['sessions', s => s.checkout.sessions],
  ['promotionCodes', s => s.promotionCodes],
];

// As it came over the wire: the newer library turns decimals into objects.
const plain = object => JSON.parse(JSON.stringify(object));

async function walk(list, parameters) {
  const all = [];
  for await (const one of list.list({limit: 100, ...parameters})) all.push(one);
  return all;
}

async function judge(label, stripe, validate, hasInvoicePayments) {
  const lists = hasInvoicePayments ? [...kLists, ['invoicePayments', s => s.invoicePayments]] : kLists;
  const ids = {};
  for (const [name, resource, parameters] of lists) {
    const all = await walk(resource(stripe), parameters);
    ids[name] = all.map(one => one.id);
    check(all.length > 0, `${label}: ${name} is empty`);
    check(new Set(ids[name]).size === all.length, `${label}: ${name} repeats an object`);
    check(all.every((one, i) => i === 0 || all[i - 1].created >= one.created), `${label}: ${name} is not newest first`);
    for (const one of all) {
      const wrong = validate(plain(one));
      check(wrong === null, `${label}: ${wrong}`);
      check(!('livemode' in one) || one.livemode === true, `${label}: ${one.id} is not of the key's mode`);
    }
    if (name === 'invoices') await judgeLines(label, stripe, validate, all);
    if (name === 'invoices') await judgeDiscounts(label, stripe, validate, all);
    if (name === 'subscriptions') await judgeItems(label, stripe, validate, all);
    if (name === 'sessions') await judgeSessions(label, stripe, validate, all.slice(0, 40));
    if (name === 'customers') await judgeBackwards(label, stripe, ids[name]);
    const again = await resource(stripe).retrieve(ids[name][0]);
    check(again.id === ids[name][0], `${label}: ${name} cannot be read by id`);
  }
  return ids;
}

async function judgeLines(label, stripe, validate, invoices) {
  let long = 0;
  for (const invoice of invoices) {
    if (!invoice.lines.has_more) {
      const sum = invoice.lines.data.reduce((total, line) => total + line.amount, 0);
      check(sum === invoice.subtotal, `${label}: ${invoice.id} lines ${sum} are not its subtotal ${invoice.subtotal}`);
      continue;
    }
    ++long;
    const lines = [];
    for await (const line of stripe.invoices.listLineItems(invoice.id, {limit: 7})) lines.push(line);
    check(lines.length > 10 && new Set(lines.map(l => l.id)).size === lines.length, `${label}: lines of ${invoice.id}`);
    for (const line of lines) check(validate(plain(line)) === null, `${label}: ${validate(plain(line))}`);
    check(lines.reduce((total, line) => total + line.amount, 0) === invoice.subtotal, `${label}: long ${invoice.id}`);
  }
  check(long > 0, `${label}: no invoice of more than ten lines`);
}

async function judgeDiscounts(label, stripe, validate, invoices) {
  const discounted = invoices.filter(invoice => invoice.total_discount_amounts.length > 0).slice(0, 20);
  check(discounted.length > 5, `${label}: ${discounted.length} invoices have a discount`);
  for (const invoice of discounted) {
    const {discount} = invoice.total_discount_amounts[0];
    check(typeof discount === 'string', `${label}: ${invoice.id} has its discount unasked`);
    const whole = await stripe.invoices.retrieve(invoice.id, {expand: ['total_discount_amounts.discount']});
    check(validate(plain(whole)) === null, `${label}: expanded ${validate(plain(whole))}`);
    check(whole.total_discount_amounts[0].discount.id === discount, `${label}: ${invoice.id} expands to another discount`);
  }
  const asked = await stripe.invoices.list({limit: 100, expand: ['data.total_discount_amounts.discount']});
  for (const invoice of asked.data) {
    check(invoice.total_discount_amounts.every(each => each.discount.object === 'discount'), `${label}: ${invoice.id} is not expanded`);
  }
}

async function judgeItems(label, stripe, validate, subscriptions) {
  const statuses = new Set(subscriptions.map(s => s.status));
  for (const status of ['active', 'trialing', 'past_due', 'unpaid', 'canceled', 'paused', 'incomplete', 'incomplete_expired'])
    check(statuses.has(status), `${label}: no subscription is ${status}`);
  check(subscriptions.some(s => s.pause_collection), `${label}: none pauses collection`);
  check(subscriptions.some(s => s.cancel_at_period_end), `${label}: none ends with its period`);
  let long = 0;
  for (const subscription of subscriptions) {
    if (!subscription.items.has_more) continue;
    ++long;
    const items = [];
    for await (const item of stripe.subscriptionItems.list({subscription: subscription.id, limit: 6})) items.push(item);
    check(items.length > 20 && new Set(items.map(i => i.id)).size === items.length, `${label}: items of ${subscription.id}`);
    for (const item of items) check(validate(plain(item)) === null, `${label}: ${validate(plain(item))}`);
  }
  check(long > 0, `${label}: no subscription of more than twenty items`);
}

async function judgeSessions(label, stripe, validate, sessions) {
  for (const session of sessions) {
    const items = [];
    for await (const item of stripe.checkout.sessions.listLineItems(session.id, {limit: 3})) items.push(item);
    for (const item of items) check(validate(plain(item)) === null, `${label}: ${validate(plain(item))}`);
    const sum = items.reduce((total, item) => total + item.amount_total, 0);
    check(session.mode === 'setup' || sum === session.amount_total, `${label}: items of ${session.id}`);
    check(!('line_items' in session), `${label}: ${session.id} has line items unasked`);
    const whole = await stripe.checkout.sessions.retrieve(session.id, {expand: ['line_items']});
    judgeExpanded(label, validate, whole, items);
  }
  const asked = await stripe.checkout.sessions.list({limit: 40, expand: ['data.line_items']});
  for (const session of asked.data) judgeExpanded(label, validate, session);
}

function judgeExpanded(label, validate, session, items) {
  check(validate(plain(session)) === null, `${label}: expanded ${validate(plain(session))}`);
  const ids = session.line_items.data.map(item => item.id);
  check(!items || JSON.stringify(ids) === JSON.stringify(items.slice(0, 10).map(item => item.id)), `${label}: ${session.id} expands to ${ids}`);
  check(!items || session.line_items.has_more === items.length > 10, `${label}: ${session.id} has more line items`);
}

async function judgeBackwards(label, stripe, ids) {
  const back = [];
  for (let before = ids.at(-1); before;) {
    const page = await stripe.customers.list({limit: 100, ending_before: before});
    back.unshift(...page.data.map(one => one.id));
    before = page.has_more ? page.data[0].id : null;
  }
  check(JSON.stringify(back) === JSON.stringify(ids.slice(0, -1)), `${label}: the way back differs`);
}

async function judgeErrors(Stripe, url) {
  const expectError = async (what, act, test) => {
    try {
      await act();
      check(false, `${what}: no error`);
    } catch (error) {
      check(test(error), `${what}: ${error.type} ${error.code} ${error.message}`);
    }
  };
  const good = connect(Stripe, url, 'rk_live_judgejudge');
  await expectError('bad key', () => connect(Stripe, url, 'nonsense').customers.list(),
    e => e.type === 'StripeAuthenticationError' && e.message.includes('nonsense'));
  await expectError('missing', () => good.customers.retrieve('cus_missing'), e => e.code === 'resource_missing' && e.statusCode === 404);
  await expectError('cursor', () => good.invoices.list({starting_after: 'in_gone'}),
    e => e.code === 'resource_missing' && e.param === 'starting_after' && e.statusCode === 400);
  await post(`${url}/_sandbox/keys`, {key: 'rk_live_deniedkey1', deny: ['charges']});
  await expectError('denied', () => connect(Stripe, url, 'rk_live_deniedkey1').charges.list(),
    e => e.type === 'StripePermissionError' && e.code === 'more_permissions_required');
  await post(`${url}/_sandbox/faults`, {kind: 'rate_limit'});
  await expectError('429', () => good.customers.list(), e => e.type === 'StripeRateLimitError');
  await post(`${url}/_sandbox/faults`, {kind: 'server_error'});
  await expectError('500', () => good.customers.list(), e => e.type === 'StripeAPIError');
  await post(`${url}/_sandbox/faults`, {kind: 'half_json'});
  await expectError('half', () => good.customers.list(), e => e.type === 'StripeAPIError');
  await post(`${url}/_sandbox/faults`, {kind: 'drop'});
  await expectError('drop', () => good.customers.list(), e => e.type === 'StripeConnectionError');
}

// A shop in which time runs: events of what happens, whose objects are as GET gives them.
async function judgeLife(url) {
  const stripe = connect(Endive, url, 'rk_live_judgejudge');
  const validate = makeValidator('2026-10-28.endive');
  let events = [];
  for (let tries = 0; events.length < 300 && tries < 100; ++tries) {
    await new Promise(done => setTimeout(done, 100));
    events = [];
    for await (const event of stripe.events.list({limit: 100})) events.push(event);
  }
  check(events.length >= 300, `life: only ${events.length} events`);
  for (const event of events) {
    check(validate(plain(event)) === null, `life: ${validate(plain(event))}`);
    const object = plain(event.data.object);
    check(object.deleted || validate(object) === null, `life: ${event.type} ${validate(object)}`);
  }
  check(new Set(events.map(e => e.type)).size > 8, 'life: few types of events');
}

const still = await startSandbox(['--customers', '1500', '--seed', '11']);
const alive = await startSandbox(['--customers', '200', '--seed', '12', '--rate', '5', '--speed', '60']);
try {
  await judge('endive', connect(Endive, still.url, 'rk_live_judgejudge'), makeValidator('2026-10-28.endive'), true);
  const acacia = connect(Acacia, still.url, 'sk_live_judgejudge', '2025-02-24.acacia');
  await judge('acacia', acacia, makeValidator('2025-02-24.acacia'), false);
  await judgeErrors(Endive, still.url);
  await judgeLife(alive.url);
} finally {
  still.stop();
  alive.stop();
}
finish();
