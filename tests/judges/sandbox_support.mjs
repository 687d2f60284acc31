// Starts `daybook sandbox` and counts what was checked. Not a judge itself.
import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

export const root = process.env.DAYBOOK_SOURCE_DIR ?? path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const require = createRequire(path.join(root, 'package.json'));

export const Endive = require('stripe');
export const Acacia = require('stripe-acacia');

let passed = 0;
let failed = 0;
export function check(condition, what) {
  if (condition) {
    ++passed;
    return;
  }
  ++failed;
  if (failed < 30) console.log(`FAILED: ${what}`);
}
export function finish() {
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed > 0 ? 1 : 0);
}

// The sandbox's URL and a function that ends it.
export async function startSandbox(args) {
  const binary = process.env.DAYBOOK_BINARY;
  if (!binary) throw new Error('DAYBOOK_BINARY must name the daybook program');
  const child = spawn(binary, ['sandbox', '--listen', '127.0.0.1:0', ...args], {stdio: ['ignore', 'pipe', 'inherit']});
  const url = await new Promise((resolve, reject) => {
    createInterface({input: child.stdout}).on('line', line => {
      const match = /listening on (http:\/\/\S+)/.exec(line);
      if (match) resolve(match[1]);
    });
    child.on('exit', code => reject(new Error(`the sandbox ended with ${code}`)));
  });
  return {url, stop: () => child.kill('SIGTERM')};
}

export function connect(Stripe, url, key, apiVersion) {
  const {hostname, port} = new URL(url);
  return new Stripe(key, {host: hostname, port, protocol: 'http', apiVersion, maxNetworkRetries: 0, telemetry: false});
}

export async function post(url, body, method = 'POST') {
  const answer = await fetch(url, {method, headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)});
  return {status: answer.status, body: await answer.json()};
}

// A function (object, name) that returns null or what is wrong with it.
export function makeValidator(version) {
  const Ajv = require('ajv/dist/2020.js').default;
  const addFormats = require('ajv-formats').default;
  const file = path.join(root, `tests/data/stripe/schema/stripe-${version}.schema.json`);
  const schema = JSON.parse(readFileSync(file, 'utf8'));
  const ajv = new Ajv({strict: false, allErrors: false});
  addFormats(ajv);
  ajv.addFormat('decimal', /^-?\d+(\.\d+)?$/);
  ajv.addSchema(schema, 'stripe');
  const compiled = new Map();
  return (object, name = object.object) => {
    if (!compiled.has(name)) compiled.set(name, ajv.compile({$ref: `stripe#/$defs/${name}`}));
    const validate = compiled.get(name);
    if (validate(object)) return null;
    const error = validate.errors[0];
    return `${object.id} (${name}) ${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`;
  };
}
