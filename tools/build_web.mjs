// node tools/build_web.mjs ROOT BIN CC: builds the admin application (web/) with Vite, compresses it, and writes BIN, all
// bytes one after the other, and CC, a C++ file that embeds BIN and says where each file lies (src/server/application.h).
// Vite runs only where a source changed since ROOT/build/web was made: the presets share it (the caller holds a lock).
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const [root, bin, cc] = process.argv.slice(2);
const web = join(root, 'web');
const made = join(root, 'build', 'web');
const dist = join(made, 'dist');
const stamp = join(made, 'made-from');

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};
const COMPRESSED_ALREADY = new Set(['.png', '.webp', '.woff', '.woff2']);

function fail(sentence) {
  console.error(`build_web: ${sentence}`);
  process.exit(1);
}

function filesUnder(folder, skip = () => false) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (skip(path)) return [];
    return entry.isDirectory() ? filesUnder(path, skip) : [path];
  }).sort();
}

const isNoSource = (path) => /\.test\.\w+$/.test(path) || [join(web, 'dist'), join(web, 'node_modules')].includes(path);

function digestOfSources() {
  const hash = createHash('sha256').update(process.version);
  for (const path of [join(root, 'package-lock.json'), ...filesUnder(web, isNoSource)]) {
    hash.update(`\0${relative(root, path)}\0`).update(readFileSync(path));
  }
  return hash.digest('hex');
}

function buildWithVite() {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  if (!existsSync(vite)) fail('the packages of the admin application are missing: run ./run or ./test once (or: tools/prepare).');
  const digest = digestOfSources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  rmSync(made, { recursive: true, force: true });
  mkdirSync(made, { recursive: true });
  const done = spawnSync(process.execPath, [vite, 'build', '--outDir', dist, '--emptyOutDir', '--logLevel', 'warn'],
                         { cwd: web, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, NODE_ENV: 'production' } });
  if (done.status !== 0) fail('vite could not build the admin application; what is wrong stands above.');
  writeFileSync(stamp, digest);
}

// A file and what is sent of it: as it is, and smaller where that is worth it.
function assetOf(path) {
  const type = TYPES[extname(path)];
  const name = `/${relative(dist, path).replaceAll('\\', '/')}`;
  if (!type) fail(`web/dist${name} is of a kind that Daybook does not serve: give it a type in tools/build_web.mjs.`);
  const plain = readFileSync(path);
  const brotli = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } });
  const gzip = gzipSync(plain, { level: 9 });
  const smaller = (bytes) => (!COMPRESSED_ALREADY.has(extname(path)) && bytes.length < plain.length * 0.95 ? bytes : Buffer.alloc(0));
  return { name, type, plain, gzip: smaller(gzip), brotli: smaller(brotli), tag: createHash('sha256').update(plain).digest('hex').slice(0, 20) };
}

function embed(assets) {
  const pieces = [];
  let offset = 0;
  const place = (bytes) => {
    const text = `Piece(${offset}, ${bytes.length})`;
    pieces.push(bytes);
    offset += bytes.length;
    return text;
  };
  const rows = assets.map((a) => `    {"${a.name}", "${a.type}", "\\"${a.tag}\\"", ${place(a.plain)}, ${place(a.gzip)}, ${place(a.brotli)}},\n`);
  writeFileSync(bin, Buffer.concat(pieces));
  writeFileSync(cc, `// Made from web/ by tools/build_web.mjs.
#include <cstddef>

#include "server/application.h"

__asm__(".section .rodata\\n"
        ".global daybook_web_bytes\\n"
        ".balign 16\\n"
        "daybook_web_bytes:\\n"
        ".incbin \\"${bin}\\"\\n"
        ".byte 0\\n"
        ".previous\\n");
extern "C" const char daybook_web_bytes[];

namespace daybook::server {
namespace {

std::string_view Piece(size_t offset, size_t length) { return {daybook_web_bytes + offset, length}; }

}  // namespace

std::span<const Asset> WebAssets() {
    static const Asset kAssets[] = {
${rows.join('')}    };
    return kAssets;
}

}  // namespace daybook::server
`);
}

buildWithVite();
const files = filesUnder(dist, (path) => path === join(dist, '.vite'));  // vite's manifest is for tests
if (!files.includes(join(dist, 'index.html'))) fail('vite made no index.html.');
embed(files.map(assetOf));
