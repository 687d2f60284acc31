// Daybook's webhook address, as Stripe's own libraries sign for it: any of several secrets, tolerance, bodies that must be
// refused; and what people then see of the endpoint.
import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {gzipSync} from 'node:zlib';
import path from 'node:path';
import {Acacia, Endive, check, connect, finish, startSandbox} from './sandbox_support.mjs';

const kSecrets = ['whsec_firstendpoint0123456789', 'whsec_secondendpoint012345678'];

function serve(data, sandbox) {
  const child = spawn(process.env.DAYBOOK_BINARY,
    ['serve', '--listen', '127.0.0.1:0', '--data', data, '--stripe-api-base', sandbox, '--stripe-rate', 'unlimited', '--log-level', 'error'],
    {stdio: ['ignore', 'pipe', 'inherit']});
  return new Promise((resolve, reject) => {
    createInterface({input: child.stdout}).on('line', line => {
      const match = /listening on (http:\/\/\S+)/.exec(line);
      if (match) resolve({url: match[1], stop: () => child.kill('SIGTERM')});
    });
    child.on('exit', code => reject(new Error(`the server ended with ${code}`)));
  });
}

function makeKey(data) {
  const child = spawn(process.env.DAYBOOK_BINARY, ['api-key', 'create', '--name', 'judge', '--scope', 'admin', '--json', '--data', data],
    {stdio: ['ignore', 'pipe', 'inherit']});
  return new Promise(resolve => {
    let text = '';
    child.stdout.on('data', piece => { text += piece; });
    child.on('close', () => resolve(JSON.parse(text).key));
  });
}

const data = mkdtempSync(path.join(tmpdir(), 'daybook-judge-'));
const sandbox = await startSandbox(['--customers', '30', '--seed', '5']);
const server = await serve(data, sandbox.url);
try {
  const key = await makeKey(data);
  const api = async (method, target, body) => {
    const answer = await fetch(server.url + target, {method, headers: {Authorization: `Bearer ${key}`, 'Content-Type': 'application/json'}, body: body && JSON.stringify(body)});
    return {status: answer.status, body: await answer.json()};
  };
  const until = async (what, condition) => {
    const end = Date.now() + 20000;
    while (Date.now() < end) {
      if (await condition()) return check(true, what);
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    return check(false, what);
  };
  const look = async () => (await api('GET', '/v1/integrations/stripe')).body;
  const connected = await api('PUT', '/v1/integrations/stripe', {api_key: 'rk_test_judgejudge', webhook_secret: kSecrets});
  check(connected.status === 200, `connects: ${JSON.stringify(connected.body)}`);
  await until('imports', async () => (await look()).state === 'live');
  const before = await look();
  check(before.webhook.secret_set && before.webhook.first_event === null, 'no event has arrived yet');
  check(before.webhook.choose.every(group => !group.events.includes('invoice.created')), 'invoice.created is never to be chosen');
  check(before.webhook.never[0].event === 'invoice.created' && before.webhook.never[0].why.length > 40, 'and it is said why');

  const stripe = connect(Endive, sandbox.url, 'rk_test_judgejudge');
  const customer = (await stripe.customers.list({limit: 1})).data[0];
  const event = (id, members = {}) => JSON.stringify({id, object: 'event', type: 'customer.updated', created: Math.floor(Date.now() / 1000),
    livemode: false, data: {object: {id: customer.id, object: 'customer', created: customer.created}}, ...members});
  const send = async (payload, {secret = kSecrets[0], timestamp, header, Stripe = Endive, headers = {}} = {}) => {
    const signature = header ?? new Stripe('sk_test_judgejudge').webhooks.generateTestHeaderString({payload, secret, ...(timestamp ? {timestamp} : {})});
    const answer = await fetch(`${server.url}/webhooks/stripe`, {method: 'POST', body: payload, headers: {'Content-Type': 'application/json', 'Stripe-Signature': signature, ...headers}});
    return {status: answer.status, body: await answer.json()};
  };
  const now = Math.floor(Date.now() / 1000);
  for (const [what, wanted, payload, options] of [
    ['the first secret', 200, event('evt_1'), {}],
    ['the second secret', 200, event('evt_2'), {secret: kSecrets[1]}],
    ['the older library', 200, event('evt_3'), {Stripe: Acacia}],
    ['the same event again', 200, event('evt_3'), {}],
    ['five minutes late, nearly', 200, event('evt_4'), {timestamp: now - 280}],
    ['far too late', 400, event('evt_5'), {timestamp: now - 400}],
    ['an hour ahead, as the libraries take it', 200, event('evt_15'), {timestamp: now + 3600}],
    ['another secret', 400, event('evt_6'), {secret: 'whsec_somebodyelses01234567'}],
    ['no signature', 400, event('evt_7'), {header: ''}],
    ['a signature that is none', 400, event('evt_8'), {header: 't=1,v1=zz'}],
    ['a changed body', 400, event('evt_9'), {header: new Endive('sk_test_j').webhooks.generateTestHeaderString({payload: 'x', secret: kSecrets[0]})}],
    ['an unknown type', 200, event('evt_10', {type: 'moon.landed', data: {object: {id: 'moon_1', object: 'moon'}}}), {}],
    ['the other mode', 200, event('evt_11', {livemode: true}), {}],
    ['an invoice that is none yet', 200, event('evt_12', {type: 'invoice.upcoming', data: {object: {object: 'invoice'}}}), {}],
    ['a thin event', 200, JSON.stringify({id: 'evt_13', object: 'v2.core.event', type: 'v1.customer.updated', livemode: false,
      created: '2026-01-01T00:00:00.000Z', related_object: {id: customer.id, type: 'customer', url: `/v1/customers/${customer.id}`}}), {}],
    ['no JSON', 400, 'hello', {}],
    ['half a JSON', 400, event('evt_14').slice(0, 60), {}],
    ['ten megabytes', 413, 'x'.repeat(10 << 20), {}],
  ]) {
    // What is far too large may be cut off while it is still being sent.
    const cut = {status: 413, body: {error: {message: 'the connection ended while the body was being sent'}}};
    const answer = await send(payload, options).catch(error => (payload.length > 1 << 20 ? cut : Promise.reject(error)));
    check(answer.status === wanted, `${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
    if (wanted !== 200) check(answer.body.error.message.length > 20, `${what} is explained`);
  }
  // A bomb of a gigabyte is never unpacked: its bytes are no event.
  const bomb = gzipSync(Buffer.alloc(64 << 20));
  const bombed = await fetch(`${server.url}/webhooks/stripe`, {method: 'POST', body: bomb, headers: {'Content-Encoding': 'gzip',
    'Stripe-Signature': new Endive('sk_test_j').webhooks.generateTestHeaderString({payload: bomb.toString('latin1'), secret: kSecrets[0]})}});
  check(bombed.status === 400, `a gzip bomb: ${bombed.status}`);

  await until('the object is read again', async () => (await look()).live.waiting === 0);
  const after = await look();
  check(after.webhook.first_event !== null && after.live.way === 'webhooks', 'the first event has arrived');
  for (let i = 0; i < 3; ++i) await send(event(`evt_w${i}`), {secret: 'whsec_somebodyelses01234567'});
  const wrong = (await look()).conditions.find(one => one.code === 'webhook_secret_wrong');
  check(wrong && wrong.remedy.includes('whsec_') && wrong.since > 0, 'a wrong secret is said, with its remedy');
  await send(event('evt_good'));
  check(!(await look()).conditions.some(one => one.code === 'webhook_secret_wrong'), 'and heals with the first good event');
} finally {
  server.stop();
  sandbox.stop();
  rmSync(data, {recursive: true, force: true});
}
finish();
