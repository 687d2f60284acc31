#!/usr/bin/env node
// The house around the shop, at the real binary: the served application.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

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

try {
  const url = await start('serve', '--listen', '127.0.0.1:0', '--data', data);
  await application(url);
} catch (error) {
  check('the tests run to their end', false, `${error.stack}`);
} finally {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed > 0 || passed === 0 ? 1 : 0);
}
