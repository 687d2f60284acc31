// What a browser fetches before the first screen shows: the first file, what draws every screen, and all that these import,
// compressed, must stay small.
// Reads what the build of the program embedded (build/web/dist).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const kScriptBytesMost = 200 * 1024
const kStyleBytesMost = 50 * 1024
const dist = join(import.meta.dirname, '../../build/web/dist')
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'))

function collect(key, seen = new Set()) {
  if (seen.has(key)) return seen
  seen.add(key)
  for (const imported of manifest[key].imports ?? []) collect(imported, seen)
  return seen
}

const first = [...collect('src/app/start.tsx', collect('index.html'))]
const sizeOf = (files) =>
  files.reduce(
    (sum, file) => sum + gzipSync(readFileSync(join(dist, file)), { level: 9 }).length,
    0,
  )
const sizes = [
  ['JavaScript', sizeOf(first.map((key) => manifest[key].file)), kScriptBytesMost],
  ['CSS', sizeOf(first.flatMap((key) => manifest[key].css ?? [])), kStyleBytesMost],
]
const lazy = Object.values(manifest).filter((chunk) => chunk.isDynamicEntry)
let failed = 0
for (const [what, bytes, most] of sizes) {
  if (bytes > most) failed += 1
  process.stdout.write(
    `first load: ${(bytes / 1024).toFixed(1)} KB of ${what}, gzip; at most ${most / 1024}\n`,
  )
}
if (lazy.length < 12) {
  failed += 1
  process.stdout.write(`only ${lazy.length} parts are fetched when they are needed\n`)
}
process.stdout.write(`${3 - failed} passed, ${failed} failed\n`)
process.exit(failed ? 1 : 0)
