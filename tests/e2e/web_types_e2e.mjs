#!/usr/bin/env node
// The types that the admin application is written against are those of the document that the server serves.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { typesOf } from '../../web/scripts/types-of.mjs';

const committed = join(import.meta.dirname, '../../web/src/api/schema.d.ts');
const folder = mkdtempSync(join(tmpdir(), 'daybook-types-'));
const server = spawn(process.env.DAYBOOK_BINARY, ['serve', '--listen', '127.0.0.1:0', '--data', join(folder, 'data')],
  { stdio: ['ignore', 'pipe', 'ignore'] });

async function address() {
  for await (const line of createInterface({ input: server.stdout })) {
    if (line.startsWith('listening on ')) return line.split(' ').pop();
  }
  throw new Error('daybook serve did not start');
}

/** The first line in which two texts differ, with what stands there; nothing where they are the same. */
function firstDifference(ours, theirs) {
  const [left, right] = [ours.split('\n'), theirs.split('\n')];
  const at = left.findIndex((line, index) => line !== right[index]);
  if (at === -1 && left.length === right.length) return '';
  const line = at === -1 ? left.length : at;
  return `line ${line + 1}: committed "${left[line] ?? ''}", served "${right[line] ?? ''}"`;
}

let difference;
try {
  const document = await (await fetch(`${await address()}/openapi.json`)).json();
  difference = firstDifference(readFileSync(committed, 'utf8'), await typesOf(document));
} finally {
  server.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}
if (difference) {
  console.log(`FAILED: web/src/api/schema.d.ts is not what /openapi.json says: ${difference}`);
  console.log('Start the server and run `DAYBOOK_SERVER=http://… npm run types` in web/.');
}
console.log(difference ? '0 passed, 1 failed' : '1 passed, 0 failed');
process.exit(difference ? 1 : 0);
