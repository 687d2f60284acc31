import createClient from 'openapi-fetch'
import { reportUnreachable } from '@/api/connection'
import { Problem, problemOf } from '@/api/problem'
import type { paths } from '@/api/schema'

async function ask(request: Request): Promise<Response> {
  let response: Response
  try {
    response = await fetch(request)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    reportUnreachable()
    throw new Problem(0, 'unreachable', 'Daybook does not answer.')
  }
  return response
}

/** The API of the server that this page came from; the session cookie goes along by itself. */
export const api = createClient<paths>({
  baseUrl: typeof location === 'undefined' ? '/' : location.origin,
  fetch: ask,
})

interface Answer<T> {
  data?: T | undefined
  error?: unknown
  response: Response
}

/** The body of a successful answer; anything else is thrown as a Problem. */
export function answered<T>(answer: Answer<T>): NonNullable<T> {
  const { data, response } = answer
  if (response.ok && data !== undefined && data !== null) return data
  const problem = problemOf(response, answer.error)
  if (problem.unreachable) reportUnreachable()
  throw problem
}

/** Sent with every POST that makes something, so that a repeated one makes it once. */
export function idempotencyKey(): Record<string, string> {
  return { 'Idempotency-Key': crypto.getRandomValues(new Uint32Array(4)).join('-') }
}
