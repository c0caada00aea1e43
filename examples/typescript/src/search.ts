import { type Wegweiser, answered } from './client.ts'
import type { AskedPlace, Job, Page, operations } from './contract.ts'
import { pages } from './pages.ts'

export type Question = Omit<NonNullable<operations['listJobs']['parameters']['query']>, 'cursor'>

export interface Found {
  readonly jobs: readonly Job[]
  readonly page: Page
  /** How the service understood the place. */
  readonly place: AskedPlace | undefined
  /** The language of labels, such as "Part-time". Each title states its own. */
  readonly labelsIn: string | undefined
  /** Records came or went while the pages were read. */
  readonly changed: boolean
}

/** As many jobs as are wanted, from as many pages as that takes. A record that comes twice counts once. */
export async function search(client: Wegweiser, question: Question, atMost: number): Promise<Found> {
  const list = (cursor?: string) =>
    // The filters are repeated with every cursor.
    answered(client.GET('/jobs', { params: { query: { ...question, ...(cursor && { cursor }) } } }))

  const { data: first, response } = await list()
  const jobs = new Map<string, Job>()
  const versions = new Set<string | undefined>()
  for await (const { items, page } of pages(first, async cursor => (await list(cursor)).data)) {
    for (const job of items) jobs.set(job.id, job)
    versions.add(page.dataVersion)
    if (jobs.size >= atMost) break
  }
  return {
    jobs: [...jobs.values()].slice(0, atMost),
    page: first.page,
    place: first.place,
    labelsIn: response.headers.get('Content-Language') ?? undefined,
    changed: versions.size > 1,
  }
}
