import createClient, { type Client } from 'openapi-fetch'

import type { paths } from './contract.ts'
import { PATIENCE, type Patience, patiently } from './patience.ts'
import { NoAnswer, Refused } from './problems.ts'

export type Wegweiser = Client<paths>

/** `base` is whatever precedes `/jobs`. A key never stands here: in an app everybody can read it. */
export function connect(base: string, patience: Partial<Patience> = {}): Wegweiser {
  return createClient<paths>({ baseUrl: base, fetch: patiently({ ...PATIENCE, ...patience }) })
}

interface Answer<Data> {
  data?: Data
  error?: unknown
  response: Response
}

/** The data, or an error that says why there are none. */
export async function answered<Data>(
  asking: Promise<Answer<Data>>,
): Promise<{ data: Data; response: Response }> {
  const { data, error, response } = await asking.catch((cause: unknown) => {
    throw cause instanceof SyntaxError ? new NoAnswer('the answer is not JSON', { cause }) : cause
  })
  if (data === undefined) throw new Refused(response, error)
  return { data, response }
}
