// @vitest-environment node
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, it } from 'vitest'
import { en } from '@/strings/en'

// Texts come with the part of the program that says them: nothing is fetched later that a screen names at once.
const root = join(import.meta.dirname, '..')
const kImports = /import\s(?!type\b)(?:[^'()]*?from\s+)?'@\/([^']+)'/g
const kFetched = /import\('@\/([^']+)'\)/g
const kSaid = new RegExp(`['"\`](${Object.keys(en).join('|')})\\.[\\w$]`, 'g')
const kStart = 'app/start.tsx'

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesUnder(path) : [path]
  })
}

const sources = new Map(
  filesUnder(root)
    .filter((path) => /\.tsx?$/.test(path) && !/\.(test|d)\.tsx?$/.test(path))
    .map((path) => [relative(root, path), readFileSync(path, 'utf8')]),
)

const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((m) => m[1] ?? '')
const fileOf = (name: string) => [`${name}.ts`, `${name}.tsx`].find((path) => sources.has(path))

/** All files that are there once `start` runs. */
function reach(start: string, seen = new Set<string>()): Set<string> {
  if (seen.has(start)) return seen
  seen.add(start)
  for (const name of found(sources.get(start) ?? '', kImports)) {
    const file = fileOf(name)
    if (file) reach(file, seen)
  }
  return seen
}

const textsIn = (files: Set<string>) =>
  new Set([...files].flatMap((file) => found(file, /^strings\/en\/(\w+)\.ts$/g)))
const fetched = [...new Set([...sources.values()].flatMap((text) => found(text, kFetched)))]
const first = reach(kStart)

it('knows what is fetched when it is needed', () => {
  expect(first.has('app/frame/frame.tsx')).toBe(true)
  expect(fetched.length).toBeGreaterThan(25)
})

it.each([kStart, ...fetched.map((name) => fileOf(name) ?? name)])(
  '%s brings its texts',
  (start) => {
    const files = reach(start)
    const here = new Set([...textsIn(files), ...textsIn(first)])
    const missing = [...files]
      .filter((file) => !file.startsWith('strings/'))
      .flatMap((file) =>
        found(sources.get(file) ?? '', kSaid)
          .filter((part) => !here.has(part))
          .map((part) => `${file} says ${part}`),
      )
    expect([...new Set(missing)]).toEqual([])
  },
)

it('starts with the texts of the frame alone', () => {
  expect([...textsIn(first)].sort()).toEqual(['common', 'frame'])
})
