import { asProblem } from '@/api/problem'

/** The server's sentence about this field of a form, if its refusal was about that. */
export function fieldError(error: unknown, param: string): string | undefined {
  if (!error) return undefined
  const problem = asProblem(error)
  return problem.param === param ? problem.message : undefined
}
