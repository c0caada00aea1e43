// What this publisher is and can do, and the words for its codes. Read once, kept in memory as long as the page is open.

import { patiently } from './api.js';

export const KINDS = ['jobs', 'courses', 'course-sessions', 'offices'];
const SPOKEN_BY_THE_PAGE = ['de', 'en', 'ar', 'uk'];

export class Service {
  static async read(api, signal, lang) {
    const base = new URL(api.endsWith('/') ? api : `${api}/`, document.baseURI);
    const { body } = await patiently(base, signal, lang);
    return new Service(base, body);
  }

  constructor(base, description) {
    this.base = base;
    this.description = description;
    this.lists = new Map();
    this.offer();
  }

  // Sessions are shown inside courses; by themselves where there are no courses, or where that is what is wished for.
  offer(wish) {
    const has = (kind) => this.description.conformsTo.includes(kind);
    const hidden = has('courses') && has('course-sessions') && wish !== 'course-sessions' ? 'course-sessions' : 'courses';
    this.kinds = KINDS.filter((kind) => has(kind) && (kind !== hidden || !has('course-sessions')));
  }

  get knowsPlaces() {
    return this.description.conformsTo.includes('place-search');
  }

  get open() {
    return this.description.access.schemes.includes('anonymous') && this.description.conformsTo.includes('query');
  }

  // An unknown language is no error: the publisher answers in its own, and each text says so.
  get knowsLanguages() {
    return this.description.conformsTo.includes('languages');
  }

  understands(kind, parameter) {
    return this.collection(kind)?.parameters.includes(parameter) ?? false;
  }

  collection(kind) {
    return this.description.collections.find((one) => one.id === kind);
  }

  source(id) {
    return this.description.sources.find((one) => one.id === id);
  }

  // Links lead to the agency and nowhere else.
  leadsToAgency(url) {
    try {
      const { protocol, hostname } = new URL(url);
      return protocol === 'https:' && this.description.detailHosts.includes(hostname);
    } catch {
      return false;
    }
  }

  // Without a list, a record's own label is shown; so a list that does not come is no failure.
  async load(names, signal, lang) {
    await Promise.all(names.filter((name) => !this.lists.has(name)).map(async (name) => {
      try {
        const { body } = await patiently(new URL(`code-lists/${name}`, this.base), signal, lang);
        this.lists.set(name, new Map(body.codes.map((entry) => [entry.code, entry])));
      } catch (fault) {
        if (signal.aborted) throw fault;
      }
    }));
  }

  codes(name) {
    return [...(this.lists.get(name)?.values() ?? [])].filter((entry) => !entry.legacy);
  }

  // Whether any of these words was translated by a machine.
  translated(names, lang) {
    const labels = names.flatMap((name) => [...(this.lists.get(name)?.values() ?? [])].flatMap((entry) => entry.labels));
    return labels.some((one) => one.lang === lang && one.origin === 'machine');
  }

  // {value, lang, origin} of a code in a language of the page: from the list, else as the record says it.
  label(list, { code, label }, lang, answered) {
    const labels = this.lists.get(list)?.get(code)?.labels ?? [];
    const found = labels.find((one) => one.lang === lang);
    if (found || answered === lang) return found ?? { value: label, lang, origin: 'source' };
    return { value: label, lang: answered, origin: 'source' };
  }
}

export function preferredLanguage(wish) {
  const wishes = [wish, ...navigator.languages].filter(Boolean).map((tag) => tag.toLowerCase().split('-')[0]);
  return wishes.find((tag) => SPOKEN_BY_THE_PAGE.includes(tag)) ?? 'de';
}
