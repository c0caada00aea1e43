import type { Job, Text } from './contract.ts'
import type { Found } from './search.ts'
import { fellBack, languageName, marked } from './texts.ts'

export function printed(found: Found, credit: Text | undefined, asked: string): string {
  const jobs = found.jobs.map(job => entry(job, asked))
  const source = credit === undefined ? [] : [marked(credit, asked)]
  return [heading(found), '', ...jobs, ...notes(found, asked), ...source].join('\n')
}

function heading({ page, place }: Found): string {
  const total = page.totalRelation === 'at-least' ? `at least ${page.total}` : `${page.total}`
  if (place === undefined) return `${total} job offers`
  return `${total} job offers ${place.radiusKm === undefined ? 'in' : `within ${place.radiusKm} km of`} ${place.label}`
}

function entry(job: Job, asked: string): string {
  const facts = [
    job.employer?.name,
    job.offerType.label,
    ...(job.workingTimes ?? []).map(time => time.label),
    where(job),
    job.distanceKm === undefined ? undefined : `${job.distanceKm.toFixed(1)} km away`,
  ]
  return [
    marked(job.title, asked),
    `  ${facts.filter(fact => fact !== undefined).join(' · ')}`,
    `  ${job.detailUrl}`, // as it is: the page is the agency's, and the click is counted there
    '',
  ].join('\n')
}

function where(job: Job): string | undefined {
  const towns = new Set((job.locations ?? []).map(place => place.town).filter(town => town !== undefined))
  if (towns.size > 0) return [...towns].join(' or ')
  return job.remote ? 'remote' : undefined
}

function notes({ jobs, page, labelsIn, changed }: Found, asked: string): string[] {
  return [
    ...(jobs.length < page.total ? [`These are the first ${jobs.length}.`] : []),
    ...(labelsIn !== undefined && fellBack(labelsIn, asked)
      ? [`There are no labels in ${languageName(asked)}: they are in ${languageName(labelsIn)}.`]
      : []),
    ...(changed ? ['The offers changed while they were read; ask again for the newest.'] : []),
  ]
}
