// Against the reference server, in its moods.
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { connect } from '../src/client.ts'
import type { Patience } from '../src/patience.ts'
import { NoAnswer } from '../src/problems.ts'
import { type Question, search } from '../src/search.ts'
import { NotOffered, describe, ending, understood } from '../src/service.ts'
import { refusedAs } from './refused.ts'
import { wegweiser } from './serving.ts'

const NEAR: Question = { postcode: '86150', lang: 'en' }
const EVERYTHING = 10_000

test('a server that counts requests is waited for', async () => {
  const pauses: string[] = []
  const client = connect(await wegweiser('--scenario', 'rate-limited', '--quota', '3/6'), {
    tell: news => pauses.push(news),
  })
  const found = await search(client, { ...NEAR, limit: 20 }, EVERYTHING)
  assert.equal(found.jobs.length, found.page.total)
  assert.match(pauses[0] ?? 'no pause', /^status 429; again in [1-6] s$/)
})

test('a failing server whose data change is read to the end', async () => {
  const client = connect(await wegweiser('--scenario', 'flaky,changing,small-pages'))
  const found = await search(client, { ...NEAR, limit: 10 }, EVERYTHING)
  assert.equal(found.changed, true)
  assert.equal(new Set(found.jobs.map(job => job.id)).size, found.jobs.length)
  assert.ok(found.jobs.length > 20)
})

test('a slow server is given its time, but not for ever', async () => {
  const base = await wegweiser('--scenario', 'slow')
  const hasty: Partial<Patience> = { attempts: 1, secondsAnAttempt: 0.3 }
  await assert.rejects(search(connect(base, hasty), NEAR, 5), new NoAnswer('no answer within 0.3 s'))
  assert.equal((await search(connect(base), NEAR, 5)).jobs.length, 5)
})

test('a server under maintenance is left alone, and says for how long', async () => {
  const client = connect(await wegweiser('--scenario', 'maintenance'), { tell: assert.fail })
  await assert.rejects(describe(client), refusedAs('unavailable', 'Try again in 2 minutes'))
})

test('what a service says of itself is heeded', async () => {
  const service = await describe(connect(await wegweiser('--scenario', 'partial,deprecated')))
  const said = `${service.publisher.name} publishes no jobs, but course-sessions, offices`
  assert.throws(() => understood(NEAR, service), new NotOffered(said))
  assert.match(ending(service) ?? 'nothing', /^this interface ends 20\d\d-.*; it goes on at http/)
})
