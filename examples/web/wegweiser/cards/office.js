import { el, icon, ICONS } from '../dom.js';
import { berlin } from '../words.js';
import { card, fact, label, outward, pill, place, text } from './parts.js';

export const LISTS = ['office-kinds', 'office-statuses'];

export function officeCard(view, office) {
  const { words } = view;
  const idle = office.status && office.status.code !== 'active';
  return card(view, office, {
    title: el('bdi', { lang: 'de' }, office.name),
    pill: pill(label(view, 'office-kinds', office.kind)),
    by: office.operator?.name,
    facts: [
      idle && fact(ICONS.note, said(words, 'notActive', 'status', label(view, 'office-statuses', office.status))),
      place(view, office.location, office.distanceKm),
      !idle && office.openingHours?.length === 7 && fact(ICONS.time, today(words, office.openingHours)),
      office.languages?.length && fact(ICONS.speech, words.t('speaks', { languages: office.languages.map((tag) => words.language(tag)).join(words.comma) })),
      office.barrierFree !== undefined && fact(ICONS.access, words.t(office.barrierFree ? 'isBarrierFree' : 'notBarrierFree')),
      office.accessibilityNote && fact(ICONS.access, text(view, office.accessibilityNote)),
    ],
    after: [hours(view, office), ways(words, office)],
  });
}

// A sentence with an element in it.
function said(words, key, name, children) {
  const [before, after] = words.t(key, { [name]: '\u0000' }).replace(/[\u2068\u2069]/g, '').split('\u0000');
  return [before, ...children, after];
}

function today(words, week) {
  const { weekday, time } = berlin();
  const { allDay, closed, appointmentOnly, timeSlots = [] } = week[weekday];
  if (allDay) return words.t('openAllDay');
  if (closed) return words.t('closedNow');
  const now = timeSlots.find(({ start, end }) => start <= time && time < end);
  if (now) return words.t('openUntil', { time: now.end });
  const later = timeSlots.filter(({ start }) => start > time);
  if (later.length) return words.t('opensToday', { times: later.map(({ start, end }) => `${start}–${end}`).join(words.comma) });
  return words.t(appointmentOnly ? 'byAppointment' : 'closedNow');
}

function hours(view, { openingHours: week, openingHoursText }) {
  const { words } = view;
  const rows = week?.length === 7 && week.map((day, index) => el('div', {},
    el('dt', {}, words.weekday(index + 1)), el('dd', {}, daysHours(words, day))));
  if (!rows && !openingHoursText) return null;
  return el('details', {}, el('summary', {}, words.t('openingHours')),
    rows && el('dl', {}, rows),
    openingHoursText && el('p', {}, text(view, openingHoursText)));
}

function daysHours(words, { allDay, closed, appointmentOnly, timeSlots = [] }) {
  if (allDay) return words.t('allDay');
  const times = timeSlots.map(({ start, end }) => `\u2066${start}–${end}\u2069`).join(words.comma);
  if (times) return appointmentOnly ? `${times} (${words.t('appointmentOnly')})` : times;
  return words.t(appointmentOnly && !closed ? 'appointmentOnly' : 'closed');
}

const web = (url) => typeof url === 'string' && url.startsWith('https://');

function ways(words, { appointmentUrl, contactUrl, telephone, email }) {
  const found = [
    web(appointmentUrl) && outward(words, appointmentUrl, [icon(ICONS.day), words.t('appointment')]),
    web(contactUrl) && outward(words, contactUrl, [icon(ICONS.note), words.t('contact')]),
    telephone && way(ICONS.phone, words.t('telephone'), `tel:${telephone}`, telephone),
    email && way(ICONS.mail, words.t('email'), `mailto:${email}`, email),
  ].filter(Boolean);
  return found.length ? el('p', { class: 'ways' }, found) : null;
}

function way(path, name, href, shown) {
  return el('a', { href }, icon(path), el('span', { class: 'unseen' }, `${name}: `), el('span', { dir: 'ltr' }, shown));
}
