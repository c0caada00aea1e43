// What a request can end with, if not with data.
import type { Problem } from './contract.ts'

/** The server answered, but not with what was asked for. */
export class Refused extends Error {
  readonly status: number
  readonly problem: Problem | undefined

  constructor(response: Response, body: unknown) {
    const problem = isProblem(body) ? body : undefined
    super(problem === undefined ? `status ${response.status}, without a reason` : sentences(problem))
    this.status = response.status
    this.problem = problem
  }
}

/** Nobody answered, or not in time, or nothing that can be read. */
export class NoAnswer extends Error {}

// A gateway in between may send a page of its own: a body is a problem document only if it looks like one.
function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'title' in body
}

/** All that was wrong, each with the name of its parameter and with what would be right. */
function sentences(problem: Problem): string {
  const faults = (problem.errors ?? []).map(({ parameter, detail, allowed }) => {
    const fault = detail.includes(parameter) ? detail : `${parameter}: ${detail}`
    return allowed === undefined ? fault : `${fault} Possible: ${allowed.join(', ')}`
  })
  const again = problem.retryAfterSeconds
  const later = again === undefined ? [] : [`Try again in ${duration(again)}.`]
  return [faults.length > 0 ? problem.title : problem.detail ?? problem.title, ...faults, ...later].join('\n  ')
}

function duration(seconds: number): string {
  return seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`
}
