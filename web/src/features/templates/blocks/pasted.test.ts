import { describe, expect, it } from 'vitest'
import { hasLook, lookOf } from '@/features/templates/blocks/pasted'

describe('what is pasted', () => {
  it.each([
    ['<p>Hello <b>you</b></p>', false],
    ['<span style="font-weight:400">Hello</span>', false],
    ['<p style="color: #c00">Hello</p>', true],
    ['<table><tr><td>Hello</td></tr></table>', true],
    ['<style>p{color:red}</style><p>Hello</p>', true],
    ['<img src="https://a.b/c.png" alt="">', true],
    ['', false],
  ])('%s has a look: %s', (html, look) => {
    expect(hasLook(html)).toBe(look)
  })

  it('is kept with its styles, without what runs or was added on the way', () => {
    const html =
      '<html><head><meta charset="utf-8"><title>x</title><style>p{color:red}</style><script>x()</script></head>' +
      '<body><!--StartFragment--><p class="a">Hi {{ profile.first_name }}</p><!--EndFragment--></body></html>'
    expect(lookOf(html)).toBe(
      '<style>p{color:red}</style>\n<p class="a">Hi {{ profile.first_name }}</p>',
    )
  })
})
