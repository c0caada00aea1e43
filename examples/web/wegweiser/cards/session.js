import { el, ICONS } from '../dom.js';
import { berlin } from '../words.js';
import { card, deepLink, fact, label, labels, pill, place, text } from './parts.js';

export const LISTS = ['programmes', 'course-kinds', 'availability', 'modes'];
const TONES = { free: 'good', few: 'some', 'waiting-list': 'some', full: 'none' };

export function sessionCard(view, session) {
  const { words } = view;
  return card(view, session, {
    title: text(view, session.title),
    pill: availability(view, session),
    by: session.provider?.name,
    facts: [
      fact(ICONS['course-sessions'], kindOf(view, session)),
      place(view, session.location, session.distanceKm),
      session.online && fact(ICONS.here, words.t('online')),
      fact(ICONS.day, start(words, session)),
      fact(ICONS.seats, places(words, session.places)),
      session.schedule && fact(ICONS.time, schedule(view, session.schedule)),
      fact(ICONS.level, levels(words, session)),
      session.mode?.length && fact(ICONS.note, labels(view, 'modes', session.mode)),
      session.price && fact(ICONS.money, price(view, session.price)),
      session.childcare && fact(ICONS.seats, words.t('withChildcare')),
      session.barrierFree !== undefined && fact(ICONS.access, words.t(session.barrierFree ? 'isBarrierFree' : 'notBarrierFree')),
    ],
  });
}

// One of a course's sessions: what differs from session to session.
export function sessionRow(view, session) {
  const { words } = view;
  return el('li', { tabindex: '-1' },
    el('ul', { class: 'facts', role: 'list' },
      fact(ICONS.day, start(words, session)),
      place(view, session.location, session.distanceKm),
      session.online && fact(ICONS.here, words.t('online')),
      session.schedule && fact(ICONS.time, schedule(view, session.schedule)),
      fact(ICONS.seats, places(words, session.places)),
      session.childcare && fact(ICONS.seats, words.t('withChildcare')),
      session.barrierFree !== undefined && fact(ICONS.access, words.t(session.barrierFree ? 'isBarrierFree' : 'notBarrierFree'))),
    el('div', { class: 'by' }, availability(view, session), deepLink(view, session)));
}

function availability(view, { availability: state }) {
  return state && state.code !== 'unknown' ? pill(label(view, 'availability', state), TONES[state.code]) : null;
}

// Not twice the same words.
export function kindOf(view, session) {
  const said = view.service.label('course-kinds', session.kind, view.words.lang, view.answered);
  return said.value === session.title.value ? [] : label(view, 'course-kinds', session.kind);
}

function start(words, { startDate, flexibleStart, registrationDeadline }) {
  const { date } = berlin();
  const ahead = startDate && startDate >= date;
  const said = [];
  if (ahead || (startDate && !flexibleStart)) said.push(words.t(ahead ? 'starts' : 'started', { day: words.day(startDate) }));
  if (flexibleStart) said.push(words.t('flexible'));
  if (registrationDeadline >= date) said.push(words.t('deadline', { day: words.day(registrationDeadline) }));
  return said.join(' · ');
}

function places(words, { free, max, asOf } = {}) {
  if (free === undefined) return '';
  const seats = max ? words.t('freeOf', { free, max }) : words.t('free', { count: free });
  return asOf ? `${seats} (${words.t('asOf', { day: words.day(asOf) })})` : seats;
}

function schedule(view, { weekdays = [], startTime, endTime, text: told }) {
  const days = weekdays.map((day) => view.words.weekday(day, 'short')).join(view.words.comma);
  const hours = [startTime, endTime].filter(Boolean).join('–');
  const said = [days, hours && `\u2066${hours}\u2069`].filter(Boolean).join(' · ');
  return [said, ...(told ? [said && ' · ', ...text(view, told)] : [])];
}

export function levels(words, { entryLevel, targetLevel }) {
  const [from, to] = [entryLevel?.code, targetLevel?.code];
  if (from && to) return from === to ? from : words.t('levels', { from, to });
  return from ? words.t('levelFrom', { from }) : to ? words.t('levelTo', { to }) : '';
}

export function price(view, { free, amount, currency = 'EUR', note }) {
  const { words } = view;
  const said = free ? words.t('costsNothing') : amount !== undefined ? words.money(amount, currency) : '';
  return [said, ...(note ? [said && ' · ', ...text(view, note)] : [])];
}
