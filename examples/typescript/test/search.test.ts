// Against the reference server, as it should be.
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { connect } from '../src/client.ts'
import { type Question, search } from '../src/search.ts'
import { fellBack } from '../src/texts.ts'
import { refusedAs } from './refused.ts'
import { wegweiser } from './serving.ts'

const NEAR: Question = { postcode: '86150', lang: 'en' }
const EVERYTHING = 10_000

test('a server as it should be', async t => {
  const client = connect(await wegweiser())

  await t.test('all pages together are the whole list, each record once', async () => {
    const found = await search(client, { ...NEAR, limit: 10 }, EVERYTHING)
    assert.equal(found.jobs.length, found.page.total)
    assert.ok(found.page.total > 20)
    assert.equal(found.changed, false)
  })

  await t.test('no more is read than is wanted', async () => {
    const found = await search(client, { ...NEAR, limit: 5 }, 7)
    assert.equal(found.jobs.length, 7)
  })

  await t.test('labels that fell back say so, and so does every text', async () => {
    const found = await search(client, { ...NEAR, lang: 'uk' }, 20)
    assert.equal(found.labelsIn, 'de')
    assert.ok(found.jobs.some(job => fellBack(job.title.lang, 'uk')))
  })

  await t.test('a wrong parameter is named, with what would be right', async () => {
    const wrong = { ...NEAR, workingTime: ['halftime'] }
    await assert.rejects(search(client, wrong, 5), refusedAs('invalid-parameter', 'workingTime', 'part-time'))
  })

  await t.test('all that is wrong is named at once', async () => {
    const wrong = { postcode: '861', radiusKm: 900 }
    await assert.rejects(search(client, wrong, 5), refusedAs('invalid-parameter', 'postcode', 'radiusKm'))
  })
})
