#!/usr/bin/env node
// The HTTP API of the real binary: every answer is checked against the served OpenAPI document, and openapi-typescript
// accepts that document.
import { spawn, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Ajv from 'ajv/dist/2020.js';
import * as shopChecks from './shop_checks.mjs';
import * as templateChecks from './template_checks.mjs';
import openapiTS, { astToString } from 'openapi-typescript';

const binary = process.env.DAYBOOK_BINARY;
const folder = mkdtempSync(join(tmpdir(), 'daybook-api-'));
const data = join(folder, 'data');
const children = [];
let passed = 0;
let failed = 0;

function check(name, good, detail = '') {
  if (good) passed++;
  else {
    failed++;
    console.log(`FAILED: ${name} ${typeof detail === 'string' ? detail : JSON.stringify(detail).slice(0, 600)}`);
  }
  return good;
}

async function start(...args) {
  const child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let errors = '';
  child.stderr.on('data', (piece) => { errors += piece; });
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('listening on ')) return line.split(' ').pop();
  }
  throw new Error(`daybook ${args[0]} did not start: ${errors}`);
}

const makeKey = (scope) => JSON.parse(execFileSync(binary, ['api-key', 'create', '--name', scope, '--scope', scope, '--data', data, '--json'], { encoding: 'utf8' })).key;

// ---- the document as judge ----

let ajv;
let document;
const validators = new Map();

function schemaOf(method, path, status) {
  for (const [pattern, operations] of Object.entries(document.paths)) {
    const shape = new RegExp('^' + pattern.replace(/\{[a-z]+\}/g, '[^/]+') + '$');
    if (!shape.test(path) || !operations[method]) continue;
    if (pattern.includes('{') && document.paths[path]) continue;
    const answer = operations[method].responses[status] ?? operations[method].responses.default;
    return answer.content?.['application/json']?.schema;
  }
  return { $ref: '#/components/schemas/Error' };
}

function valid(schema, body) {
  const key = JSON.stringify(schema);
  if (!validators.has(key)) validators.set(key, ajv.compile({ ...schema, components: document.components }));
  const validate = validators.get(key);
  return validate(body) ? null : validate.errors.slice(0, 3).map((e) => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`).join('; ');
}

class Api {
  constructor(url, key) { this.url = url; this.key = key; }
  async call(method, path, { body, raw, headers = {}, expect = 200, code } = {}) {
    const answer = await fetch(this.url + path, {
      method,
      headers: { ...(this.key ? { Authorization: `Bearer ${this.key}` } : {}), ...(body || raw ? { 'Content-Type': 'application/json' } : {}), ...headers },
      body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
    });
    const text = await answer.text();
    const name = `${method} ${path} → ${expect}${code ? ' ' + code : ''}`;
    check(name, answer.status === expect, `${answer.status} ${text.slice(0, 300)}`);
    check(`${name}: Request-Id`, /^req_/.test(answer.headers.get('request-id') ?? ''));
    let json = null;
    if ((answer.headers.get('content-type') ?? '').startsWith('application/json')) {
      json = JSON.parse(text);
      const schema = schemaOf(method.toLowerCase(), path.split('?')[0], String(answer.status));
      if (schema) {
        const wrong = valid(schema, json);
        check(`${name}: as documented`, wrong === null, `${wrong} in ${text.slice(0, 300)}`);
      }
    }
    if (code) check(`${name}: code`, json?.error?.code === code, json);
    return { status: answer.status, json, text, headers: answer.headers };
  }
}

async function until(what, seconds = 120) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
    const value = await what();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  throw new Error(`nothing in ${seconds} s`);
}

// ---- the tests ----

async function documentIsAccepted(url) {
  document = await (await fetch(`${url}/openapi.json`)).json();
  ajv = new Ajv({ strict: false, allErrors: true });
  const types = astToString(await openapiTS(document));
  check('openapi-typescript accepts the document', types.includes('"/v1/profiles/{id}"') && types.includes('stripe_total_orders'));
  check('every path has a summary', Object.values(document.paths).every((p) => Object.values(p).every((o) => o.summary)));
}

async function refusals(api, url) {
  await new Api(url).call('GET', '/v1/profiles', { expect: 401, code: 'api_key_missing' });
  await new Api(url, 'dbk_wrong').call('GET', '/v1/profiles', { expect: 401, code: 'api_key_invalid' });
  await api.call('GET', '/v1/nothing', { expect: 404 });
  await api.call('DELETE', '/v1/profiles', { expect: 404, code: 'resource_missing' });
  await api.call('GET', '/v1/profiles?limit=0', { expect: 400, code: 'parameter_invalid' });
  await api.call('GET', '/v1/profiles?limit=101', { expect: 400, code: 'parameter_invalid' });
  for (const list of ['/v1/api-keys', '/v1/users']) {
    for (const limit of ['0', '101', 'abc', '']) await api.call('GET', `${list}?limit=${limit}`, { expect: 400, code: 'parameter_invalid' });
    await api.call('GET', `${list}?starting_after=key_0000000000000`, { expect: 400, code: 'resource_missing' });
  }
  for (const path of ['/v1/profiles?limt=5', '/v1/account?x=1', '/v1/api-keys?x=1', '/v1/fields?x=1', '/v1/doctor?x=1', '/v1/integrations/stripe?x=1', '/v1/stream?x=1']) {
    await api.call('GET', path, { expect: 400, code: 'parameter_unknown' });
  }
  for (const path of ['/healthz?x=1', '/readyz?x=1', '/metrics?x=1', '/openapi.json?x=1']) await new Api(url).call('GET', path);
  await new Api(url).call('FOO', '/v1/profiles', { expect: 404, code: 'resource_missing' });
  await api.call('GET', '/v1/profiles?starting_after=prf_0000000000000', { expect: 400, code: 'resource_missing' });
  await api.call('PUT', '/v1/fields', { expect: 404, code: 'resource_missing' });
  await api.call('GET', '/v1/profiles/prf_0000000000000', { expect: 404, code: 'resource_missing' });
  await api.call('GET', '/v1/profiles/nonsense', { expect: 404, code: 'resource_missing' });
  await api.call('POST', '/v1/api-keys', { body: { nme: 'x' }, expect: 400, code: 'parameter_unknown' });
  await api.call('POST', '/v1/api-keys', { body: {}, expect: 400, code: 'parameter_missing' });
  await api.call('POST', '/v1/api-keys', { raw: '{"name":', expect: 400 });
  await api.call('PATCH', '/v1/account', { body: { time_zone: 'Mars/Base' }, expect: 400 });
  await api.call('PATCH', '/v1/account', { raw: `{"name":"${'x'.repeat(2_000_000)}"}`, expect: 413, code: 'body_too_large' });
}

async function scopes(url) {
  const read = new Api(url, makeKey('read'));
  await read.call('GET', '/v1/profiles');
  await read.call('PUT', '/v1/integrations/stripe', { body: { api_key: 'rk_test_x' }, expect: 403, code: 'scope_missing' });
  await read.call('POST', '/v1/profiles/prf_0000000000000/sync', { expect: 403, code: 'scope_missing' });
  const write = new Api(url, makeKey('write'));
  await write.call('POST', '/v1/api-keys', { body: { name: 'x' }, expect: 403, code: 'scope_missing' });
  await write.call('POST', '/v1/profiles/prf_0000000000000/sync', { expect: 404 });
}

async function keysAndAnswers(api, url) {
  const headers = { 'Idempotency-Key': 'one' };
  const first = await api.call('POST', '/v1/api-keys', { body: { name: 'till' }, headers });
  const again = await api.call('POST', '/v1/api-keys', { body: { name: 'till' }, headers });
  check('the same request gets the same answer', first.text === again.text && again.headers.get('idempotent-replayed') === 'true');
  await api.call('POST', '/v1/api-keys', { body: { name: 'other' }, headers, expect: 400, code: 'idempotency_key_reused' });
  const list = await api.call('GET', '/v1/api-keys');
  check('a key is never shown again', !list.text.includes(first.json.key));
  for (let i = 0; i < 12; ++i) await api.call('POST', '/v1/api-keys', { body: { name: `many ${i}` } });
  const page = (await api.call('GET', '/v1/api-keys')).json;
  const next = (await api.call('GET', `/v1/api-keys?limit=100&starting_after=${page.data.at(-1).id}`)).json;
  const back = (await api.call('GET', `/v1/api-keys?ending_before=${next.data[0].id}`)).json;
  check('ten API keys a page, the newest first', page.data.length === 10 && page.has_more && page.data[0].name === 'many 11');
  check('the next page of API keys', !next.has_more && next.data.at(-1).created <= next.data[0].created && next.data.some((key) => key.name === 'many 0'));
  check('and back', JSON.stringify(back.data) === JSON.stringify(page.data));
  const till = new Api(url, first.json.key);
  await till.call('GET', '/v1/account');
  await api.call('DELETE', `/v1/api-keys/${first.json.id}`);
  await till.call('GET', '/v1/account', { expect: 401, code: 'api_key_invalid' });
  await api.call('DELETE', '/v1/api-keys/key_0000000000000', { expect: 404 });
}

async function account(api) {
  const changed = await api.call('PATCH', '/v1/account', { body: { name: 'Corner shop', time_zone: 'Europe/Berlin', currency: 'eur' } });
  check('the account changed', changed.json.time_zone === 'Europe/Berlin' && changed.json.currency === 'eur');
  check('and stays so', (await api.call('GET', '/v1/account')).json.name === 'Corner shop');
}

async function everybody(api) {
  const all = [];
  for (let after = '';;) {
    const page = (await api.call('GET', `/v1/profiles?limit=100${after}`)).json;
    all.push(...page.data);
    if (!page.has_more) return all;
    after = `&starting_after=${page.data.at(-1).id}`;
  }
}

async function lists(api) {
  const all = await everybody(api);
  check('every profile once', new Set(all.map((p) => p.id)).size === all.length && all.length > 100, all.length);
  check('newest first', all.every((p, i) => i === 0 || all[i - 1].created >= p.created));
  const back = (await api.call('GET', `/v1/profiles?limit=10&ending_before=${all[50].id}`)).json;
  check('pages backwards', JSON.stringify(back.data.map((p) => p.id)) === JSON.stringify(all.slice(40, 50).map((p) => p.id)));
  await api.call('GET', `/v1/profiles?starting_after=${all[1].id}&ending_before=${all[2].id}`, { expect: 400 });
  const someone = all.find((p) => p.fields.email && p.fields.last_name && p.fields.stripe_customer_id);
  const byEmail = (await api.call('GET', `/v1/profiles?email=${encodeURIComponent('  ' + someone.fields.email.toUpperCase() + ' ')}`)).json;
  check('found by e-mail, normalised', byEmail.data.length === 1 && byEmail.data[0].id === someone.id, byEmail);
  const byCustomer = (await api.call('GET', `/v1/profiles?stripe_customer_id=${someone.stripe.customer_ids.at(-1)}`)).json;
  check('found by any of its customer ids', byCustomer.data[0]?.id === someone.id, byCustomer);
  const word = someone.fields.last_name.split(' ')[0].slice(0, 3).toLowerCase();
  const byWord = (await api.call('GET', `/v1/profiles?query=${encodeURIComponent(word)}&limit=100`)).json;
  check('found by the beginning of a word', byWord.has_more || byWord.data.some((p) => p.id === someone.id), word);
  check('found by nonsense: nobody', (await api.call('GET', '/v1/profiles?query=zzzzqqq')).json.data.length === 0);
  return all;
}

async function timelines(api, all) {
  const busy = all.find((p) => p.fields.stripe_total_orders > 3);
  const activities = (await api.call('GET', `/v1/profiles/${busy.id}/activities?limit=100`)).json.data;
  check('as many paid orders as counted', activities.filter((a) => a.kind === 'order_paid').length === busy.fields.stripe_total_orders || activities.length === 100, activities.length);
  check('newest activity first', activities.every((a, i) => i === 0 || activities[i - 1].at >= a.at));
  const page = (await api.call('GET', `/v1/profiles/${busy.id}/activities?limit=2&starting_after=${activities[1].id}`)).json;
  check('activities page forwards', page.data[0].id === activities[2].id);
  const before = (await api.call('GET', `/v1/profiles/${busy.id}/activities?limit=1&ending_before=${activities[2].id}`)).json;
  check('activities page backwards', before.data[0].id === activities[1].id);
  await api.call('GET', `/v1/profiles/${busy.id}/activities?starting_after=act_0000000000000`, { expect: 400, code: 'resource_missing' });
  const sync = await api.call('POST', `/v1/profiles/${busy.id}/sync`);
  check('a profile is read again', sync.json.objects > 3, sync.json);
}

async function stream(api, shop, all) {
  const someone = all.find((p) => p.fields.stripe_customer_id && !p.stripe.deleted);
  const control = new AbortController();
  const answer = await fetch(`${api.url}/v1/stream`, { headers: { Authorization: `Bearer ${api.key}` }, signal: control.signal });
  check('the stream is one of events', (answer.headers.get('content-type') ?? '').startsWith('text/event-stream'));
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = (await reader.read()).value;
  const began = Date.now();
  await fetch(`${shop}/_sandbox/customers/${someone.fields.stripe_customer_id}`, { method: 'POST', body: JSON.stringify({ phone: '+442079460999' }), headers: { 'Content-Type': 'application/json' } });
  while (!text.includes(`"${someone.id}"`) && Date.now() - began < 10_000) text += (await reader.read()).value;
  check('a change in Stripe is on the stream within a second', text.includes(`"${someone.id}"`) && Date.now() - began < 1000, `${Date.now() - began} ms ${text.slice(-300)}`);
  check('the stream tells how many people there are', text.includes('event: counters') && text.includes('"with_email"'), text.slice(0, 400));
  control.abort();
  const now = (await api.call('GET', `/v1/profiles/${someone.id}`)).json;
  check('and on the profile', now.fields.phone === '+442079460999', now.fields);
}

async function editedAndChosen(api, made, buyers) {
  await until(() => Date.now() / 1000 >= made.created + 1, 5); // a moment is the end of its second
  const edited = (await api.call('PATCH', `/v1/segments/${made.id}`, { body: { condition: { field: 'stripe_total_orders', op: 'gte', value: 2 }, starred: true } })).json;
  const repeat = buyers.filter((p) => p.fields.stripe_total_orders >= 2);
  check('an edited segment has its new members', edited.size === repeat.length && edited.next_condition === null && edited.starred, edited);
  await api.call('PATCH', `/v1/segments/${made.id}`, { body: { name: 'Late', version: made.version }, expect: 409, code: 'changed_meanwhile' });
  check('the former members are known', (await api.call('GET', `/v1/segments/${made.id}?at=${made.created}`)).json.size === buyers.length);
  const then = (await api.call('GET', `/v1/profiles?segment=${made.id}&at=${made.created}&limit=100`)).json.data;
  check('and listed', then.length === Math.min(100, buyers.length) && then.every((p, i) => p.id === buyers[i].id));
  await api.call('GET', `/v1/segments/${made.id}?at=${made.created - 1}`, { expect: 400, code: 'at_out_of_range' });
  check('a profile names its segments', (await api.call('GET', `/v1/profiles/${repeat[0].id}`)).json.segments.includes(made.id));
  const sizes = (await api.call('GET', `/v1/segments/${made.id}/sizes?days=7`)).json.days;
  check('its size of today', sizes.at(-1).size === repeat.length, sizes);
  check('nobody really entered or left', (await api.call('GET', `/v1/segments/${made.id}/changes`)).json.data.length === 0);
  const hand = (await api.call('POST', '/v1/segments', { body: { name: 'Friends', kind: 'static', from: { condition: { segment: made.id } } } })).json;
  check('a static segment begins with whom a condition means', hand.size === repeat.length && hand.condition === null, hand);
  const moved = (await api.call('POST', `/v1/segments/${hand.id}/members`, { body: { remove: [repeat[0].id], reason: 'asked to leave' } })).json;
  check('members are removed', moved.removed === 1 && moved.size === repeat.length - 1, moved);
  check('the reason is kept', (await api.call('GET', `/v1/segments/${hand.id}/changes?limit=1`)).json.data[0].reason === 'asked to leave');
  const file = (await api.call('POST', `/v1/segments/${hand.id}/members/import`, { body: { csv: `id\n${repeat[0].id}\nprf_nobody\n` } })).json;
  check('a file adds whom it names', file.added === 1 && file.unknown_count === 1 && file.unknown[0].line === 3, file);
  await api.call('DELETE', `/v1/segments/${hand.id}`);
  let recipes;
  await until(async () => {
    recipes = (await api.call('GET', '/v1/segment-recipes')).json.data;
    return recipes.some((r) => r.counted !== null);
  }, 20);
  check('recipes are counted', recipes.find((r) => r.id === 'never_ordered').size > 0 && recipes.find((r) => r.id === 'big_spenders').values[0].proposed > 0, recipes);
  const big = (await api.call('POST', '/v1/segments', { body: { recipe: 'big_spenders' } })).json;
  check('a recipe is made by one call', big.size === recipes.find((r) => r.id === 'big_spenders').size, big);
  await api.call('DELETE', `/v1/segments/${big.id}`);
}

async function segments(api, url, shop, all) {
  const orders = (n) => ({ field: 'stripe_total_orders', op: 'gte', value: n });
  const buyers = all.filter((p) => p.fields.stripe_total_orders >= 1);
  await api.call('POST', '/v1/segments', { body: { name: 'x' }, expect: 400, code: 'parameter_missing' });
  const wrong = await api.call('POST', '/v1/segments', { body: { name: 'x', condition: { all: [{ ...orders(1), op: 'contains' }] } }, expect: 400, code: 'parameter_invalid' });
  check('a wrong operator is named', wrong.json.error.param === 'condition.all[0].op', wrong.json);
  const preview = (await api.call('POST', '/v1/segments/preview', { body: { condition: orders(1) } })).json;
  const net = buyers.reduce((sum, p) => sum + Object.values(p.stripe.sales).reduce((s, c) => s + c.net, 0), 0);
  check('a preview counts people', preview.size === buyers.length, `${preview.size} of ${buyers.length}`);
  check('and their sales', Object.values(preview.sales).reduce((s, c) => s + c, 0) === net, preview.sales);
  check('and says it in English', preview.sentence === 'Total Orders is at least 1.', preview.sentence);
  const made = (await api.call('POST', '/v1/segments', { body: { name: 'Buyers', condition: orders(1) } })).json;
  check('a segment has its members when it is made', made.size === buyers.length && made.state === 'ready', made);
  await api.call('POST', '/v1/segments', { body: { name: 'buyers', condition: orders(2) }, expect: 409, code: 'already_exists' });
  const others = (await api.call('POST', '/v1/segments', { body: { name: 'Others', condition: { none: [{ segment: made.id }] } } })).json;
  check('a segment may ask for another', others.size === all.length - buyers.length, others);
  check('the list is newest first', (await api.call('GET', '/v1/segments')).json.data.map((s) => s.name).join() === 'Others,Buyers');
  const members = (await api.call('GET', `/v1/segments/${made.id}/profiles?limit=100`)).json;
  check('members are listed as profiles are', members.data.every((p, i) => p.id === buyers[i].id) && members.data.length === Math.min(100, buyers.length));
  const next = (await api.call('GET', `/v1/segments/${made.id}/profiles?limit=5&starting_after=${buyers[4].id}`)).json;
  check('page by page', next.data[0].id === buyers[5].id, next.data[0]);
  const why = (await api.call('GET', `/v1/segments/${made.id}/explain?profile=${buyers[0].id}`)).json;
  check('a membership is explained', why.member && why.conditions[0].holds && why.conditions[0].actual === buyers[0].fields.stripe_total_orders, why);
  check('and says it in English', why.conditions[0].sentence === 'Total Orders is at least 1', why);
  const asked = (await api.call('POST', '/v1/segments/explain', { body: { condition: orders(1), profile: buyers[0].id } })).json;
  check('as a condition that is not kept is', asked.segment === null && asked.member && asked.conditions[0].actual === why.conditions[0].actual, asked);
  await api.call('POST', '/v1/segments/explain', { body: { condition: orders(1), profile: 'prf_0000000009999' }, expect: 404, code: 'resource_missing' });
  await api.call('GET', `/v1/segments/${made.id}/explain`, { expect: 400, code: 'parameter_missing' });
  await api.call('GET', '/v1/segments/seg_0000000009999', { expect: 404, code: 'resource_missing' });
  check('a segment is renamed', (await api.call('PATCH', `/v1/segments/${made.id}`, { body: { name: 'Customers' } })).json.name === 'Customers');
  const someone = all.find((p) => p.fields.stripe_customer_id && !p.stripe.deleted);
  const named = (await api.call('POST', '/v1/segments', { body: { name: 'Phone', condition: { field: 'phone', op: 'is', value: '+442079460123' } } })).json;
  check('nobody yet', named.size === 0);
  await fetch(`${shop}/_sandbox/customers/${someone.fields.stripe_customer_id}`, { method: 'POST', body: JSON.stringify({ phone: '+442079460123' }), headers: { 'Content-Type': 'application/json' } });
  const began = Date.now();
  await until(async () => (await api.call('GET', `/v1/segments/${named.id}`)).json.size === 1, 10);
  check('a change in Stripe moves people within a second', Date.now() - began < 1000, `${Date.now() - began} ms`);
  await api.call('DELETE', `/v1/segments/${made.id}`, { expect: 409, code: 'segment_in_use' });
  await editedAndChosen(api, made, buyers);
  for (const id of [others.id, made.id, named.id]) check('a segment is deleted', (await api.call('DELETE', `/v1/segments/${id}`)).json.deleted);
  await api.call('GET', `/v1/segments/${made.id}`, { expect: 404, code: 'resource_missing' });
  await new Api(url, makeKey('read')).call('POST', '/v1/segments', { body: { name: 'x', condition: orders(1) }, expect: 403, code: 'scope_missing' });
}

async function segmentWords(api, all) {
  const words = (await api.call('GET', '/v1/segments/words')).json;
  const names = (list) => list.map((one) => one.name);
  check('a condition\'s words are fields, activities and objects', names(words.fields).includes('country') && names(words.activities).includes('order_paid')
    && names(words.objects).join() === 'subscription,order,cart' && words.operators.text.includes('starts_with'), words);
  const values = async (query) => (await api.call('GET', `/v1/segments/values?${query}`)).json.data;
  const tally = new Map();
  for (const { fields: { country } } of all) if (country) tally.set(country, (tally.get(country) ?? 0) + 1);
  const counted = await values('field=country');
  check('values are counted, the most frequent first', counted.every((one) => tally.get(one.value) === one.people)
    && counted.every((one, i) => i === 0 || counted[i - 1].people >= one.people) && counted.length === Math.min(50, tally.size), counted);
  const some = await values(`field=country&query=${counted[0].value.toLowerCase()}`);
  check('and found by what they contain', some[0]?.value === counted[0].value, some);
  check('of activities', (await values('activity=order_paid&member=product')).length > 0);
  check('of objects', (await values('object=subscription&member=status')).some((one) => one.value === 'active'));
  for (const query of ['', '?field=no_such', '?activity=order_paid', '?field=stripe_total_orders', '?object=subscription&member=none'])
    await api.call('GET', `/v1/segments/values${query}`, { expect: 400 });
}

async function operator(api, url) {
  await new Api(url).call('GET', '/healthz');
  await new Api(url).call('GET', '/readyz');
  const metrics = await new Api(url).call('GET', '/metrics');
  check('metrics are in the text format', metrics.text.split('\n').every((l) => l === '' || /^(# (HELP|TYPE) |[a-z_]+(\{.*\})? -?[0-9.e+-]+$)/.test(l)));
  await new Api(url).call('GET', '/metrics', { headers: { 'X-Forwarded-For': '203.0.113.9' }, expect: 401 });
  await api.call('GET', '/v1/fields');
  await api.call('GET', '/v1/doctor');
}

async function main() {
  writeFileSync(join(folder, 'secret'), 'whsec_apitestapitestapitest');
  const shop = await start('sandbox', '--listen', '127.0.0.1:0', '--customers', '400', '--seed', process.env.DAYBOOK_SEED ?? '1', '--webhook-secret-file', join(folder, 'secret'));
  const url = await start('serve', '--listen', '127.0.0.1:0', '--data', data, '--stripe-api-base', shop, '--stripe-rate', 'unlimited');
  const api = new Api(url, makeKey('admin'));
  await documentIsAccepted(url);
  check('disconnected before a key', (await api.call('GET', '/v1/integrations/stripe')).json.state === 'disconnected');
  await api.call('POST', '/v1/integrations/stripe/pause', { expect: 409 });
  await api.call('PUT', '/v1/integrations/stripe', { body: { api_key: 'pk_test_12345678901234' }, expect: 400, code: 'stripe_key_invalid' });
  await api.call('PUT', '/v1/integrations/stripe', { body: { api_key: ' "rk_test_apitestapitest"\n', webhook_secret: 'whsec_apitestapitestapitest' } });
  await fetch(`${shop}/_sandbox/webhook`, { method: 'POST', body: JSON.stringify({ url: `${url}/webhooks/stripe` }), headers: { 'Content-Type': 'application/json' } });
  const live = await until(async () => {
    const state = (await api.call('GET', '/v1/integrations/stripe')).json;
    return state.state === 'live' && state;
  });
  check('freshness is webhooks', live.freshness === 'webhooks');
  await until(async () => (await (await fetch(`${url}/metrics`)).text()).split('\n').filter((l) => l.startsWith('daybook_due_pending')).every((l) => l.endsWith(' 0')));
  await refusals(api, url);
  await scopes(url);
  await keysAndAnswers(api, url);
  await account(api);
  const all = await lists(api);
  await timelines(api, all);
  await shopChecks.integration(api, check, live);
  await shopChecks.person(api, check, all);
  await shopChecks.reports(api, check, all);
  await shopChecks.activities(api, check);
  await shopChecks.filters(api, check, all);
  await shopChecks.exports(api, check, all, until);
  await stream(api, shop, all);
  await segments(api, url, shop, all);
  await segmentWords(api, all);
  const reader = new Api(url, makeKey('read'));
  await templateChecks.stored(api, check, reader);
  await templateChecks.checked(reader, check);
  await templateChecks.previewed(api, reader, check, all);
  await templateChecks.words(api, reader, check, all);
  await templateChecks.blocks(api, check, all);
  await templateChecks.values(api, reader, check, await everybody(api), until);  // some have changed meanwhile
  await templateChecks.images(api, reader, check, url);
  await operator(api, url);
  await api.call('POST', '/webhooks/stripe', { body: { id: 'evt_1' }, headers: { 'Stripe-Signature': 't=1,v1=00' }, expect: 400 });
  await api.call('POST', '/v1/integrations/stripe/check');
  check('paused', (await api.call('POST', '/v1/integrations/stripe/pause')).json.state === 'paused');
  check('resumed', (await api.call('POST', '/v1/integrations/stripe/resume')).json.state === 'live');
  await shopChecks.goLive(api, check, until);
  check('disconnected', (await api.call('DELETE', '/v1/integrations/stripe')).json.state === 'disconnected');
  check('data is kept', (await api.call('GET', '/v1/profiles')).json.data.length === 10);
}

try {
  await main();
} catch (error) {
  check('the tests run to their end', false, `${error.stack}`);
} finally {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed > 0 || passed === 0 ? 1 : 0);
}
