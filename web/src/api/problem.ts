/** What a call answers when it did not work: the fields of the API's error object, or `unreachable` where nothing answered. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly param: string | undefined
  readonly requestId: string | undefined

  constructor(
    status: number,
    code: string,
    message: string,
    more: { param?: string | undefined; requestId?: string | undefined } = {},
  ) {
    super(message)
    this.name = 'Problem'
    this.status = status
    this.code = code
    this.param = more.param
    this.requestId = more.requestId
  }

  get unreachable() {
    return this.code === 'unreachable'
  }

  /** Somebody is signed in, but may not. */
  get forbidden() {
    return this.status === 403
  }

  get sessionEnded() {
    return this.status === 401 && this.code !== 'credentials_wrong'
  }
}

interface ErrorBody {
  error: { code: string; message: string; param?: string; request_id: string }
}

function isErrorBody(value: unknown): value is ErrorBody {
  if (typeof value !== 'object' || value === null || !('error' in value)) return false
  const { error } = value
  return typeof error === 'object' && error !== null && 'code' in error && 'message' in error
}

/** The problem of an answer that is no success. `body` is its parsed JSON, or its text where it is none (a proxy's page). */
export function problemOf(response: Response, body: unknown): Problem {
  const requestId = response.headers.get('Request-Id') ?? undefined
  if (isErrorBody(body)) {
    const { code, message, param, request_id } = body.error
    return new Problem(response.status, code, message, {
      param,
      requestId: request_id ?? requestId,
    })
  }
  // 502 to 504 without our body come from a proxy in front of a server that is not there.
  const code = response.status >= 502 && response.status <= 504 ? 'unreachable' : 'api_error'
  return new Problem(response.status, code, `The server answered ${response.status}.`, {
    requestId,
  })
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const message = error instanceof Error ? error.message : String(error)
  return new Problem(0, 'unexpected', message)
}
