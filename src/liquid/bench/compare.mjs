// liquidjs on the templates beside this file: NAME render|parse|parse+render|escape PER_SECOND, a line each.
// node compare.mjs SECONDS MODULE_FOLDER
import {createRequire} from 'node:module';
import {readFileSync} from 'node:fs';
import {dirname} from 'node:path';
import {fileURLToPath} from 'node:url';

const kHere = dirname(fileURLToPath(import.meta.url));
const {Liquid} = createRequire(process.argv[3] ?? import.meta.url)('liquidjs');
const kSeconds = Number(process.argv[2] ?? 1);

function rate(work) {
  for (let i = 0; i < 20; ++i) work();
  let best = 0;
  for (let round = 0; round < 3; ++round) {
    const start = process.cpuUsage();
    let count = 0, spent = 0;
    do {
      for (let i = 0; i < 10; ++i) work();
      count += 10;
      const used = process.cpuUsage(start);
      spent = (used.user + used.system) / 1e6;
    } while (spent < kSeconds / 3);
    best = Math.max(best, count / spent);
  }
  return Math.round(best);
}

for (const name of ['t1', 't2', 't3', 't4']) {
  const source = readFileSync(`${kHere}/${name}.liquid`, 'utf8');
  const data = JSON.parse(readFileSync(`${kHere}/${name}.json`, 'utf8'));
  const plain = new Liquid(), escaping = new Liquid({outputEscape: 'escape'});
  const made = plain.parse(source), escaped = escaping.parse(source);
  console.log(name, 'render', rate(() => plain.renderSync(made, data)), plain.renderSync(made, data).length);
  console.log(name, 'escape', rate(() => escaping.renderSync(escaped, data)), escaping.renderSync(escaped, data).length);
  console.log(name, 'parse', rate(() => plain.parse(source)), 0);
}
