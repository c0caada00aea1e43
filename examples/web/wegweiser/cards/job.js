import { el, ICONS } from '../dom.js';
import { card, fact, label, labels, pill, place, text } from './parts.js';

export const LISTS = ['offer-types', 'working-times'];

export function jobCard(view, job) {
  const { words } = view;
  const at = nearest(job.locations ?? [], view.place);
  return card(view, job, {
    title: text(view, job.title),
    pill: pill(label(view, 'offer-types', job.offerType)),
    by: job.employer?.name,
    facts: [
      place(view, at, job.distanceKm, (job.locations?.length ?? 1) - 1),
      job.remote && fact(ICONS.here, words.t('remote')),
      fact(ICONS.time, labels(view, 'working-times', job.workingTimes)),
      job.salary && fact(ICONS.money, salary(words, job.salary)),
      job.startDate && fact(ICONS.day, words.t('startWork', { day: words.day(job.startDate) })),
      job.requiredLanguages?.length && fact(ICONS.speech, words.t('needs', { languages: needed(words, job.requiredLanguages) })),
      job.temporaryAgencyWork && fact(ICONS.note, words.t('agency')),
    ],
    after: el('p', { class: 'aside' }, dates(words, job)),
  });
}

// The location that the distance is measured to.
function nearest(locations, place) {
  const centre = place?.centre;
  if (!centre) return locations[0];
  const narrow = Math.cos((centre.lat * Math.PI) / 180);
  const off = (at) => (at.lat === undefined ? Infinity : Math.hypot(at.lat - centre.lat, (at.lon - centre.lon) * narrow));
  return locations.toSorted((one, other) => off(one) - off(other))[0];
}

function salary(words, { min, max, unit, currency = 'EUR' }) {
  const ends = [min, max].filter((end) => end !== undefined).map((end) => words.money(end, currency));
  const amount = ends.length === 2 && ends[0] !== ends[1] ? words.t('range', { min: ends[0], max: ends[1] }) : ends[0] ?? '';
  const known = ['hour', 'day', 'week', 'month', 'year'].includes(unit?.code);
  return known ? words.t(`per-${unit.code}`, { amount }) : amount;
}

function needed(words, languages) {
  return languages.map(({ lang, level }) => [words.language(lang), level?.code].filter(Boolean).join(' ')).join(words.comma);
}

function dates(words, { publishedAt, validThrough }) {
  return [
    publishedAt && words.t('published', { day: words.day(publishedAt) }),
    validThrough && words.t('until', { day: words.day(validThrough) }),
  ].filter(Boolean).join(' · ');
}
