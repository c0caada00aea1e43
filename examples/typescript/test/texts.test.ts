import assert from 'node:assert/strict'
import { test } from 'node:test'

import { fellBack, languageName, marked } from '../src/texts.ts'

test('a text in another language than asked for is marked with its language', () => {
  assert.equal(marked({ value: 'Koch', lang: 'de', origin: 'source' }, 'uk'), 'Koch [German]')
})

test('a text in the language asked for stands alone', () => {
  assert.equal(marked({ value: 'Cook', lang: 'en', origin: 'human' }, 'en'), 'Cook')
})

test('the work of a machine is marked as such', () => {
  assert.equal(marked({ value: 'Cook', lang: 'en', origin: 'machine' }, 'en'), 'Cook [translated by machine]')
})

test('a region is no other language, easy German is one', () => {
  assert.equal(fellBack('de', 'de-AT'), false)
  assert.equal(fellBack('DE', 'de'), false)
  assert.equal(fellBack('de', 'de-simple'), true)
  assert.equal(languageName('de-simple'), 'easy German')
})
