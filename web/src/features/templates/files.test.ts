import { describe, expect, it } from 'vitest'
import { Echoes } from '@/features/templates/code/echoes'
import { fileName } from '@/features/templates/download-items'
import { emlOf } from '@/features/templates/eml'

const letter = {
  from: 'Käsehaus',
  to: 'ada@shop.example',
  subject: 'Hello',
  text: 'Grüße',
  html: `<p>${'ü'.repeat(100)}</p>`,
  at: new Date(Date.UTC(2026, 0, 5, 7, 8, 9)),
  boundary: 'b-1',
}

const decoded = (words: string) =>
  new TextDecoder().decode(Uint8Array.from(atob(words), (c) => c.charCodeAt(0)))
const partsOf = (eml: string) =>
  eml
    .split('--b-1')
    .slice(1, 3)
    .map((part) => decoded((part.split('\r\n\r\n')[1] ?? '').replaceAll('\r\n', '')))

describe('a message as a file', () => {
  it('has both parts whole, in short lines', () => {
    const eml = emlOf(letter)
    expect(partsOf(eml)).toEqual([letter.text, letter.html])
    expect(eml.split('\r\n').every((line) => line.length <= 78)).toBe(true)
    expect(eml).not.toMatch(/[^\r]\n/)
    expect(eml).toContain('Date: Mon, 5 Jan 2026 07:08:09 +0000\r\n')
    expect(eml).toContain('To: <ada@shop.example>\r\n')
  })

  it.each([
    ['Hello', 'Hello'],
    ['Grüße', '=?UTF-8?B?R3LDvMOfZQ==?='],
    ['a\r\nBcc: x@y.z', 'a Bcc: x@y.z'],
  ])('has the subject %j as %j', (subject, header) => {
    expect(emlOf({ ...letter, subject })).toContain(`\r\nSubject: ${header}\r\nDate:`)
  })

  it('folds a long subject into whole letters', () => {
    const subject = '🙂'.repeat(40)
    const header = emlOf({ ...letter, subject }).match(/Subject: ([\s\S]*?)\r\nDate/)?.[1] ?? ''
    const words = header.split('\r\n ').map((word) => word.replace(/^=\?UTF-8\?B\?(.*)\?=$/, '$1'))
    expect(words.length).toBeGreaterThan(1)
    expect(words.map(decoded).join('')).toBe(subject)
  })

  it.each([
    ['Welcome, first order', 'welcome-first-order'],
    ['../Größe', 'größe'],
    ['???', 'message'],
  ])('of %j is called %j', (name, file) => {
    expect(fileName(name)).toBe(file)
  })
})

describe('what comes back to an editor', () => {
  it('is its own until both agree', () => {
    const echoes = new Echoes()
    echoes.tell('a')
    echoes.tell('ab')
    expect(echoes.isOutside('a', 'ab')).toBe(false)
    expect(echoes.isOutside('ab', 'ab')).toBe(false)
    expect(echoes.isOutside('a', 'ab')).toBe(true)
    expect(echoes.isOutside('theirs', 'ab')).toBe(true)
  })
})
