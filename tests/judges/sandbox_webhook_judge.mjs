// Webhooks verify with both of Stripe's libraries; worlds are served in a forced shape.
import {createServer} from 'node:http';
import path from 'node:path';
import {Acacia, Endive, check, connect, finish, makeValidator, post, root, startSandbox} from './sandbox_support.mjs';

const kSecret = 'whsec_judgejudgejudge0123456789';

function receive() {
  const waiting = [];
  const server = createServer((request, response) => {
    const pieces = [];
    request.on('data', piece => pieces.push(piece));
    request.on('end', () => {
      response.end('{}');
      waiting.shift()?.({signature: request.headers['stripe-signature'], body: Buffer.concat(pieces)});
    });
  });
  const next = () => new Promise((resolve, reject) => {
    waiting.push(resolve);
    setTimeout(() => reject(new Error('no webhook within 20 s')), 20000).unref();
  });
  return new Promise(resolve => server.listen(0, '127.0.0.1', () =>
    resolve({url: `http://127.0.0.1:${server.address().port}/hook`, next, stop: () => server.close()})));
}

async function judgeSignature() {
  const sandbox = await startSandbox(['--customers', '50', '--seed', '3']);
  const receiver = await receive();
  try {
    const set = await post(`${sandbox.url}/_sandbox/webhook`, {url: receiver.url, secret: kSecret});
    check(set.status === 200, `setting the webhook: ${JSON.stringify(set.body)}`);
    const stripe = connect(Endive, sandbox.url, 'rk_test_judgejudge');
    const customer = (await stripe.customers.list({limit: 1})).data[0];
    const coming = receiver.next();
    const changed = await post(`${sandbox.url}/_sandbox/customers/${customer.id}`, {phone: '+15550142', name: 'Łucja "Ø" 株式会社'});
    check(changed.status === 200 && changed.body.phone === '+15550142', 'the change answers with the customer');
    const {signature, body} = await coming;
    for (const [label, Stripe] of [['endive', Endive], ['acacia', Acacia]]) {
      const event = new Stripe('sk_test_judgejudge').webhooks.constructEvent(body, signature, kSecret);
      check(event.type === 'customer.updated' && event.data.object.id === customer.id, `${label}: the event`);
      check(event.livemode === false, `${label}: the mode`);
    }
    try {
      new Endive('sk_test_judgejudge').webhooks.constructEvent(body, signature, `${kSecret}x`);
      check(false, 'another secret verifies');
    } catch (error) {
      check(error.type === 'StripeSignatureVerificationError', `another secret: ${error.type}`);
    }
    const after = await stripe.customers.retrieve(customer.id);
    check(after.phone === '+15550142' && after.name === 'Łucja "Ø" 株式会社', 'the change can be read');
  } finally {
    sandbox.stop();
    receiver.stop();
  }
}

async function judgeWorld(name, version, Stripe, expected) {
  const file = path.join(root, 'tests/data/stripe/scenarios', `${name}.json`);
  const sandbox = await startSandbox(['--load', file, '--api-version', version]);
  try {
    const stripe = connect(Stripe, sandbox.url, 'rk_live_judgejudge');
    const validate = makeValidator(version);
    for (const [resource, list, count] of expected) {
      const all = [];
      for await (const one of list(stripe)) all.push(one);
      check(all.length === count, `${name} ${version}: ${all.length} ${resource}, not ${count}`);
      for (const one of all) {
        const wrong = validate(JSON.parse(JSON.stringify(one)));
        check(wrong === null, `${name} ${version}: ${wrong}`);
      }
    }
  } finally {
    sandbox.stop();
  }
}

await judgeSignature();
for (const [version, Stripe] of [['2026-10-28.endive', Endive], ['2025-02-24.acacia', Acacia]]) {
  await judgeWorld('12-more-than-ten-lines', version, Stripe, [
    ['customers', s => s.customers.list({limit: 1}), 1],
    ['lines', s => s.invoices.listLineItems('in_L1', {limit: 5}), 12],
    ['items', s => s.subscriptionItems.list({subscription: 'sub_L1'}), 1],
  ]);
  await judgeWorld('13-carts', version, Stripe, [['sessions', s => s.checkout.sessions.list({limit: 3}), 7]]);
  await judgeWorld('08-subscription-matrix', version, Stripe, [['subscriptions', s => s.subscriptions.list({status: 'all', limit: 4}), 13]]);
  await judgeWorld('09-deleted-customer', version, Stripe, [['customers', s => s.customers.list(), 1], ['invoices', s => s.invoices.list(), 2]]);
}
finish();
