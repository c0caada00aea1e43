import assert from 'node:assert/strict'

import type { Problem } from '../src/contract.ts'
import { Refused } from '../src/problems.ts'

/** For `assert.rejects`: the problem has that code, and its message holds these words. */
export function refusedAs(code: Problem['code'], ...words: string[]): (error: unknown) => true {
  return error => {
    assert.ok(error instanceof Refused, String(error))
    assert.equal(error.problem?.code, code)
    for (const word of words) assert.match(error.message, new RegExp(word))
    return true
  }
}
