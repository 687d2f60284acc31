#!/usr/bin/env node
// The house around the shop, at the real binary: the served application, and its people with cookies.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import Ajv from 'ajv/dist/2020.js';

const binary = process.env.DAYBOOK_BINARY;
const folder = mkdtempSync(join(tmpdir(), 'daybook-house-'));
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

let errors = '';  // what the server said on standard error

async function start(...args) {
  const child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  child.stderr.on('data', (piece) => { errors += piece; });
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('listening on ')) return line.split(' ').pop();
  }
  throw new Error(`daybook ${args[0]} did not start: ${errors}`);
}

// One request without what fetch adds or unpacks by itself: {status, headers, body: Buffer}.
function raw(url, { method = 'GET', headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const call = request(url, { method, headers }, (answer) => {
      const pieces = [];
      answer.on('data', (piece) => pieces.push(piece));
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(pieces) }));
    });
    call.on('error', reject);
    call.end(body);
  });
}

async function application(url) {
  const browser = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
  const page = await raw(`${url}/`, { headers: browser });
  check('the page is served', page.status === 200 && page.body.includes('<div id="root">'), page.body.toString().slice(0, 200));
  const policy = page.headers['content-security-policy'] ?? '';
  check('under one strict policy', policy.includes("script-src 'self';") && policy.includes("frame-ancestors 'none'"), policy);
  check('no script stands in the page', !/<script(?![^>]*\bsrc=)[^>]*>/.test(page.body.toString()));
  const deep = await raw(`${url}/profiles/prf_0000000000000`, { headers: browser });
  check('every page of the application is the same file', deep.body.equals(page.body));
  check('an unknown path of the API stays the API\'s', (await raw(`${url}/v1/nothing`, { headers: browser })).status === 404);
  check('a program gets no page', (await raw(`${url}/nothing`, { headers: { Accept: 'application/json' } })).status === 404);
  const unchanged = await raw(`${url}/`, { headers: { ...browser, 'If-None-Match': page.headers.etag } });
  check('an unchanged page is not sent again', unchanged.status === 304 && unchanged.body.length === 0, unchanged.status);

  const script = /<script[^>]*\bsrc="(\/assets\/[^"]+)"/.exec(page.body.toString())?.[1];
  const plain = await raw(url + script);
  check('the script is served, to be kept', plain.status === 200 && plain.headers['cache-control'].includes('immutable'), script);
  check('with its type', plain.headers['content-type'].startsWith('text/javascript'), plain.headers);
  const brotli = await raw(url + script, { headers: { 'Accept-Encoding': 'gzip, deflate, br' } });
  check('and in Brotli', brotli.headers['content-encoding'] === 'br' && brotliDecompressSync(brotli.body).equals(plain.body));
  const gzip = await raw(url + script, { headers: { 'Accept-Encoding': 'gzip' } });
  check('and in gzip', gzip.headers['content-encoding'] === 'gzip' && gunzipSync(gzip.body).equals(plain.body));
  check('a file of another build is not found', (await raw(`${url}/assets/index-0000.js`, { headers: browser })).status === 404);
  const answer = await raw(`${url}/healthz`);
  check('data carries the policy that allows nothing', answer.headers['content-security-policy'].startsWith("default-src 'none'"));
}

// A browser: keeps the cookie, says where its requests come from, and holds each answer against the document.
class Browser {
  constructor(url, document) {
    this.url = url;
    this.cookie = '';
    this.document = document;
    this.ajv = new Ajv({ strict: false });
  }

  async ask(method, path, body, { expect = 200, code, origin = this.url } = {}) {
    const headers = { Origin: origin, ...(this.cookie ? { Cookie: this.cookie } : {}), ...(body ? { 'Content-Type': 'application/json' } : {}) };
    const answer = await raw(this.url + path, { method, headers, body: body && JSON.stringify(body) });
    const set = answer.headers['set-cookie']?.at(-1);
    if (set) this.cookie = set.includes('Max-Age=0') ? '' : set.split(';')[0];
    const json = JSON.parse(answer.body);
    const name = `${method} ${path} → ${expect}${code ? ` ${code}` : ''}`;
    check(name, answer.status === expect && (!code || json.error?.code === code), `${answer.status} ${answer.body}`);
    const pattern = path.split('?')[0].replace(/\/(usr|ses|key)_[0-9a-z]+/, '/{id}').replace(/^\/v1\/help\/(?!feedback)[^/]+/, '/v1/help/{slug}');
    const operation = this.document.paths[pattern]?.[method.toLowerCase()];
    const schema = (operation.responses[answer.status] ?? operation.responses.default).content['application/json'].schema;
    const validate = this.ajv.compile({ ...schema, components: this.document.components });
    check(`${name}: as documented`, validate(json), validate.errors);
    return json;
  }
}

async function people(url) {
  const document = JSON.parse((await raw(`${url}/openapi.json`)).body);
  const owner = new Browser(url, document);
  check('somebody must own the shop first', (await owner.ask('GET', '/v1/setup')).state === 'owner_needed');
  await owner.ask('GET', '/v1/session', undefined, { expect: 401, code: 'session_missing' });
  const link = new RegExp(`${url}/welcome#([\\w-]{43})`).exec(errors);
  check('the server prints one link', link && errors.split('/welcome#').length === 2, errors);
  check('it makes an owner', (await owner.ask('POST', '/v1/links/inspect', { token: link[1] })).kind === 'owner');
  await owner.ask('POST', '/v1/links/redeem', { token: link[1], email: 'ada@example.com', name: 'Ada', password: '12345678' }, { expect: 400, code: 'password_too_common' });
  const session = await owner.ask('POST', '/v1/links/redeem', { token: link[1], email: 'ada@example.com', name: 'Ada', password: 'a quiet harbour', time_zone: 'Asia/Tokyo' });
  check('who owns it, in the zone of the browser', session.role === 'owner' && session.account.time_zone === 'Asia/Tokyo', session);
  check('with a cookie that scripts cannot read', owner.cookie.startsWith('daybook='), owner.cookie);
  await owner.ask('PATCH', '/v1/account', { name: 'Corner shop' }, { expect: 403, code: 'origin_refused', origin: 'https://evil.example' });
  await owner.ask('PATCH', '/v1/account', { name: 'Corner shop', version: session.account.version });
  await owner.ask('PATCH', '/v1/account', { name: 'Other shop', version: session.account.version }, { expect: 409, code: 'changed_meanwhile' });
  await owner.ask('PATCH', '/v1/session', { theme: 'dark' });

  const invited = await owner.ask('POST', '/v1/users', { email: 'bob@example.com', role: 'viewer' });
  const viewer = new Browser(url, document);
  await viewer.ask('POST', '/v1/links/redeem', { token: invited.link.split('#')[1], name: 'Bob', password: 'a louder harbour' });
  await viewer.ask('GET', '/v1/account');
  await viewer.ask('PATCH', '/v1/account', { name: 'Mine' }, { expect: 403, code: 'scope_missing' });
  await viewer.ask('GET', '/v1/users', undefined, { expect: 403, code: 'scope_missing' });
  await owner.ask('PATCH', `/v1/users/${invited.id}`, { role: 'admin' });
  check('a new role holds at once', (await viewer.ask('GET', '/v1/users')).data.length === 2);
  await viewer.ask('DELETE', `/v1/users/${session.user.id}`, undefined, { expect: 403, code: 'owner_needed' });
  await owner.ask('DELETE', `/v1/users/${session.user.id}`, undefined, { expect: 409, code: 'last_owner' });
  const again = new Browser(url, document);
  await again.ask('POST', '/v1/session', { email: 'bob@example.com', password: 'wrong' }, { expect: 401, code: 'credentials_wrong' });
  await again.ask('POST', '/v1/session', { email: 'bob@example.com', password: 'a louder harbour' });
  const other = (await again.ask('GET', '/v1/sessions')).data.find((s) => !s.current);
  await again.ask('DELETE', `/v1/sessions/${other.id}`);
  await viewer.ask('GET', '/v1/session', undefined, { expect: 401, code: 'session_missing' });
  await owner.ask('DELETE', `/v1/users/${invited.id}`);
  await again.ask('GET', '/v1/session', undefined, { expect: 401, code: 'session_missing' });
  const acts = (await owner.ask('GET', '/v1/audit')).data.map((entry) => entry.act);
  check('every act is in the audit log', ['user.remove', 'session.end', 'session.create', 'user.change', 'link.invitation'].every((act) => acts.includes(act)), acts);
  const articles = (await owner.ask('GET', '/v1/help')).data;
  check('there is help', articles.length > 3, articles.length);
  const found = (await owner.ask('GET', '/v1/help?query=audit%20log')).data[0];
  check('found by its words', found?.title === 'Audit log', found);
  const article = await owner.ask('GET', `/v1/help/${found.id}`);
  check('an article is HTML', article.html.includes('<p>') && !article.html.includes('<script'), article.html?.slice(0, 200));
  await owner.ask('GET', '/v1/help/nothing', undefined, { expect: 404 });
  await owner.ask('POST', `/v1/help/${found.id}/feedback`, { helpful: false, comment: 'Where is it?' });
  const said = (await owner.ask('GET', '/v1/help/feedback')).data;
  check('what readers say is kept', said.length === 1 && said[0].comment === 'Where is it?' && said[0].article === found.id, said);
  await owner.ask('DELETE', '/v1/session');
  check('signing out takes the cookie', owner.cookie === '');
}

try {
  const url = await start('serve', '--listen', '127.0.0.1:0', '--data', data);
  await application(url);
  await people(url);
} catch (error) {
  check('the tests run to their end', false, `${error.stack}`);
} finally {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed > 0 || passed === 0 ? 1 : 0);
}
