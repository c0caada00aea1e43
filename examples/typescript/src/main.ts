// Job offers near a postcode, in the language of whoever asks.
import { parseArgs } from 'node:util'

import { connect } from './client.ts'
import { printed } from './print.ts'
import { NoAnswer, Refused } from './problems.ts'
import { type Question, search } from './search.ts'
import { NotOffered, credit, describe, ending, understood } from './service.ts'

const USAGE = `usage: npm start -- [--base URL] [--postcode PLZ] [--words WORDS] [--working-time CODE]… [--lang TAG] [--at-most N]`

const OPTIONS = {
  base: { type: 'string', default: 'http://127.0.0.1:8080/v1' },
  postcode: { type: 'string' },
  words: { type: 'string' },
  'working-time': { type: 'string', multiple: true },
  lang: { type: 'string', default: 'en' },
  'at-most': { type: 'string', default: '10' },
} as const

async function main(): Promise<void> {
  const { values } = parseArgs({ options: OPTIONS })
  const client = connect(values.base, { tell: news => console.error(`… ${news}`) })
  const question: Question = {
    lang: values.lang,
    ...(values.postcode !== undefined && { postcode: values.postcode }),
    ...(values.words !== undefined && { q: values.words }),
    ...(values['working-time'] !== undefined && { workingTime: values['working-time'] }),
  }
  const service = await describe(client)
  const end = ending(service)
  if (end !== undefined) console.error(`… ${end}`)
  const found = await search(client, understood(question, service), Number(values['at-most']))
  console.log(printed(found, credit(service), values.lang))
}

/** Says what went wrong; 1: not now, or not here; 2: not so. Anything else is a fault of this program. */
function told(error: unknown): 1 | 2 {
  if (error instanceof Refused) {
    console.error(error.message)
    return error.status === 400 ? 2 : 1
  }
  if (error instanceof NoAnswer || error instanceof NotOffered) {
    console.error(error.message)
    return 1
  }
  if (error instanceof TypeError && 'code' in error) {
    console.error(`${error.message}\n${USAGE}`)
    return 2
  }
  throw error
}

await main().catch((error: unknown) => {
  process.exitCode = told(error)
})
