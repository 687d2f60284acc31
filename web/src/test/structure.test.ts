// @vitest-environment node
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, it } from 'vitest'

// How the sources stand to each other (docs/architecture.md): shared parts know no feature, a feature no other feature.
const root = join(import.meta.dirname, '..')
const kLinesMost = 150

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesUnder(path) : [path]
  })
}

const sources = filesUnder(root)
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') }))

const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')

function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:from|import\()\s*'(@\/[^']+)'/g)].map((match) => match[1] ?? '')
}

it('finds the sources', () => {
  expect(sources.length).toBeGreaterThan(150)
})

it('keeps features apart', () => {
  const wrong = sources.flatMap(({ path, text }) => {
    const own = path.match(/^features\/(\w+)\//)?.[1]
    return importsOf(text)
      .filter((target) => {
        const feature = target.match(/^@\/features\/(\w+)\//)?.[1]
        if (/^(shared|api|strings)\//.test(path))
          return feature !== undefined || target.startsWith('@/app/')
        return (
          own !== undefined &&
          ((feature !== undefined && feature !== own) || target.startsWith('@/app/'))
        )
      })
      .map((target) => `${path} → ${target}`)
  })
  expect(wrong).toEqual([])
})

it('keeps files small and one component a file', () => {
  const wrong = sources
    .filter(({ path }) => path !== 'api/schema.d.ts' && !path.startsWith('strings/'))
    .filter(({ path, text }) => {
      const components = [...text.matchAll(/^export function [A-Z]\w*/gm)].length
      return text.split('\n').length > kLinesMost || (path.endsWith('.tsx') && components > 1)
    })
    .map(({ path }) => path)
  expect(wrong).toEqual([])
})

it('writes no type of the API by hand and never says any', () => {
  const wrong = sources
    .filter(({ path }) => !/(^api\/schema\.d\.ts|\.test\.tsx?)$/.test(path))
    .filter(({ text }) => /(:|as|<)\s*any\b/.test(withoutComments(text)))
    .map(({ path }) => path)
  expect(wrong).toEqual([])
})
