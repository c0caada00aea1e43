// What the publisher offers, which each says in its own description. An app asks once a day, not with every search.
import { type Wegweiser, answered } from './client.ts'
import type { Collection, ServiceDescription, Text } from './contract.ts'
import type { Question } from './search.ts'

/** The publisher has no such thing; asking would only be refused. */
export class NotOffered extends Error {}

export async function describe(client: Wegweiser): Promise<ServiceDescription> {
  return (await answered(client.GET('/'))).data
}

/** The question as this publisher takes it; what cannot be left out without changing its meaning is an error. */
export function understood(question: Question, service: ServiceDescription): Question {
  const jobs = jobsOf(service)
  if (jobs === undefined) {
    const there = service.collections.map(collection => collection.id).join(', ')
    throw new NotOffered(`${service.publisher.name} publishes no jobs, but ${there}`)
  }
  const { lang, ...demands } = question
  const lost = Object.keys(demands).filter(name => !jobs.parameters.includes(name))
  if (lost.length > 0) throw new NotOffered(`${service.publisher.name} cannot search by ${lost.join(', ')}`)
  return lang !== undefined && jobs.parameters.includes('lang') ? question : demands
}

/** What the terms of use want to stand beside the records. */
export function credit(service: ServiceDescription): Text | undefined {
  return jobsOf(service)?.usage.attribution
}

/** For those who look after the app, long before its users notice. */
export function ending({ deprecation }: ServiceDescription): string | undefined {
  if (deprecation === undefined) return undefined
  const { sunsetAt, successorUrl } = deprecation
  return `this interface ends ${sunsetAt ?? 'some day'}; it goes on at ${successorUrl ?? 'an unknown address'}`
}

function jobsOf(service: ServiceDescription): Collection | undefined {
  return service.collections.find(collection => collection.id === 'jobs')
}
