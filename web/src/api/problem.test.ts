import { describe, expect, it } from 'vitest'
import { answered } from '@/api/client'
import { asProblem, Problem, problemOf } from '@/api/problem'

const response = (status: number) =>
  new Response(null, { status, headers: { 'Request-Id': 'req_header' } })

describe('what went wrong', () => {
  it('is what the server says', () => {
    const body = {
      error: {
        type: 'x',
        code: 'parameter_invalid',
        message: 'Say it so.',
        param: 'name',
        request_id: 'req_1',
      },
    }
    const problem = problemOf(response(400), body)
    expect(problem).toMatchObject({
      status: 400,
      code: 'parameter_invalid',
      message: 'Say it so.',
      param: 'name',
      requestId: 'req_1',
    })
  })

  it.each([
    [500, 'api_error'],
    [502, 'unreachable'],
    [503, 'unreachable'],
    [404, 'api_error'],
  ])('is told from the status %d where a proxy answers', (status, code) => {
    expect(problemOf(response(status), '<html>')).toMatchObject({ code, requestId: 'req_header' })
  })

  it('ends a session where nobody is known, not by a wrong password', () => {
    expect(new Problem(401, 'session_missing', '').sessionEnded).toBe(true)
    expect(new Problem(401, 'api_key_missing', '').sessionEnded).toBe(true)
    expect(new Problem(401, 'credentials_wrong', '').sessionEnded).toBe(false)
  })

  it('may be anything that was thrown', () => {
    expect(asProblem('text')).toMatchObject({ code: 'unexpected', message: 'text' })
  })
})

it('gives the body of a success and throws the rest', () => {
  expect(answered({ data: { a: 1 }, response: response(200) })).toEqual({ a: 1 })
  expect(() =>
    answered({ error: { error: { code: 'x', message: 'no' } }, response: response(409) }),
  ).toThrow('no')
})
