import assert from 'node:assert/strict'
import { test } from 'node:test'

import { answered, connect } from '../src/client.ts'
import { NoAnswer, Refused } from '../src/problems.ts'
import { answering } from './serving.ts'

const ask = (base: string, patience = {}) =>
  answered(connect(base, { attempts: 2, ...patience }).GET('/jobs'))

test('the pause is the one that `Retry-After` asks for, if no body does', async () => {
  let asked = 0
  const base = await answering((_request, response) => {
    asked += 1
    if (asked === 1) response.writeHead(429, { 'Retry-After': '1' }).end()
    else response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"items":[]}')
  })
  const news: string[] = []
  await ask(base, { tell: (one: string) => news.push(one) })
  assert.deepEqual(news, ['status 429; again in 1 s'])
})

test('attempts have an end', async () => {
  let asked = 0
  const base = await answering((_request, response) => {
    asked += 1
    response.writeHead(500).end()
  })
  await assert.rejects(ask(base), Refused)
  assert.equal(asked, 2)
})

test('a question that is wrong is asked once', async () => {
  let asked = 0
  const base = await answering((_request, response) => {
    asked += 1
    response.writeHead(400).end()
  })
  await assert.rejects(ask(base), Refused)
  assert.equal(asked, 1)
})

test('a server that never answers is not waited for', async () => {
  const base = await answering(() => {})
  await assert.rejects(ask(base, { attempts: 1, secondsAnAttempt: 0.2 }), new NoAnswer('no answer within 0.2 s'))
})

test('a body that breaks off is no answer', async () => {
  const base = await answering((_request, response) => {
    response.writeHead(200, { 'Content-Length': '100' }).write('{"items":')
    setTimeout(() => response.destroy(), 50)
  })
  await assert.rejects(ask(base, { attempts: 1 }), new NoAnswer('no connection'))
})

test('a page of a gateway in between is no problem document and no list', async () => {
  const page = '<html><body>Bad Gateway</body></html>'
  const base = await answering((request, response) => {
    response.writeHead(request.url === '/wrong/jobs' ? 502 : 200, { 'Content-Type': 'text/html' }).end(page)
  })
  const once = { attempts: 1 }
  await assert.rejects(ask(`${base}/wrong`, once), /^Error: status 502, without a reason$/)
  await assert.rejects(ask(base, once), new NoAnswer('the answer is not JSON'))
})
