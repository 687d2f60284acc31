import { asProblem } from '@/api/problem'

/** What is wrong with a name, if a refusal was about that. */
export function nameError(error: unknown): string | undefined {
  if (!error) return undefined
  const problem = asProblem(error)
  return problem.param === 'name' || problem.code === 'already_exists' ? problem.message : undefined
}
