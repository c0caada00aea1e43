// A fetch that knows the world: time limits, a few attempts, and the pauses that the server asks for.
import { setTimeout as pausing } from 'node:timers/promises'

import { NoAnswer } from './problems.ts'

export interface Patience {
  /** At one request, the first one included. */
  readonly attempts: number
  /** For one attempt, with its body. */
  readonly secondsAnAttempt: number
  /** Whoever asks for more is not waited for: people look at a screen. */
  readonly longestPauseInSeconds: number
  readonly tell: (news: string) => void
}

export const PATIENCE: Patience = {
  attempts: 4,
  secondsAnAttempt: 10,
  longestPauseInSeconds: 15,
  tell: () => {},
}

const WORTH_ANOTHER_ATTEMPT = new Set([429, 500, 502, 503, 504])

export function patiently(patience: Patience): (request: Request) => Promise<Response> {
  return async request => {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await attempted(request.clone(), patience.secondsAnAttempt)
      if (answer instanceof Response && !WORTH_ANOTHER_ATTEMPT.has(answer.status)) return answer
      const pause = (await askedFor(answer)) ?? 2 ** (attempt - 1)
      if (attempt >= patience.attempts || pause > patience.longestPauseInSeconds) return given(answer)
      patience.tell(`${said(answer)}; again in ${pause} s`)
      await pausing(pause * 1000)
    }
  }
}

/** The whole answer: what breaks off in the middle of its body counts as none. */
async function attempted(request: Request, seconds: number): Promise<Response | NoAnswer> {
  const limit = AbortSignal.timeout(seconds * 1000)
  try {
    const answer = await fetch(request, { signal: AbortSignal.any([request.signal, limit]) })
    await answer.clone().arrayBuffer()
    return answer
  } catch (cause) {
    if (request.signal.aborted) throw cause
    return new NoAnswer(limit.aborted ? `no answer within ${seconds} s` : 'no connection', { cause })
  }
}

/** Seconds, from the body (in a browser, headers of other hosts may be hidden) or from `Retry-After`. */
async function askedFor(answer: Response | NoAnswer): Promise<number | undefined> {
  if (answer instanceof NoAnswer) return undefined
  const body: unknown = await answer.clone().json().catch(() => undefined)
  if (typeof body === 'object' && body !== null && 'retryAfterSeconds' in body) {
    return Number(body.retryAfterSeconds)
  }
  const header = Number.parseInt(answer.headers.get('Retry-After') ?? '', 10)
  return Number.isNaN(header) ? undefined : header
}

function given(answer: Response | NoAnswer): Response {
  if (answer instanceof NoAnswer) throw answer
  return answer
}

function said(answer: Response | NoAnswer): string {
  return answer instanceof NoAnswer ? answer.message : `status ${answer.status}`
}
