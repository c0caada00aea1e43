// What cards of all kinds are made of.

import { el, icon, ICONS } from '../dom.js';

const base = (tag) => tag.toLowerCase().split('-')[0];

// A text for people in its own language and direction, and marked if that is not the reader's, or not a person's.
export function text(view, { value, lang, origin }) {
  const { words } = view;
  const foreign = base(lang) !== words.lang;
  const shown = el('span', { lang, dir: 'auto' }, value);
  if (foreign) return [shown, ' ', mark(words.t('fallback', { language: words.language(lang) }), words.language(lang))];
  if (origin === 'machine') return [shown, ' ', mark(words.t('machine'))];
  return [shown];
}

function mark(said, seen) {
  if (!seen) return el('span', { class: 'mark' }, said);
  const parts = [el('span', { 'aria-hidden': 'true' }, seen), el('span', { class: 'unseen' }, said)];
  return el('span', { class: 'mark', title: said }, parts);
}

// A word of the contract. Machine translations of these few are said once above the list, not each time.
export function label(view, list, code) {
  if (!code) return [];
  const { value, lang } = view.service.label(list, code, view.words.lang, view.answered);
  return text(view, { value, lang });
}

export function labels(view, list, codes = []) {
  return codes.flatMap((code, index) => [index ? view.words.comma : '', ...label(view, list, code)]);
}

export function fact(path, ...children) {
  const said = children.flat().filter(Boolean);
  return said.length ? el('li', {}, icon(path), el('span', {}, said)) : null;
}

export function place(view, at, distanceKm, others = 0) {
  if (!at && distanceKm === undefined) return null;
  const town = [at?.postcode, at?.town].filter(Boolean).join(' ');
  const address = [at?.street, town].filter(Boolean).join(', ');
  const more = others > 0 ? ` +${view.words.number(others)}` : '';
  const far = distance(view, at, distanceKm);
  return fact(ICONS.place, address && el('bdi', { lang: 'de' }, address), more, address && far && ' · ', far);
}

function distance({ words }, at, kilometres) {
  if (kilometres === undefined) return '';
  if (kilometres < 1) return words.t('near');
  const exact = at?.precision === 'address';
  return words.t(exact ? 'distance' : 'distanceAbout', { km: words.kilometres(exact ? kilometres : Math.round(kilometres)) });
}

// To the agency, where the click is counted; nothing is told about the page that it came from.
export function deepLink(view, record) {
  const { words, service } = view;
  if (!service.leadsToAgency(record.detailUrl)) return null;
  const host = new URL(record.detailUrl).hostname;
  return el('p', { class: 'onward' }, outward(words, record.detailUrl, [
    el('span', {}, words.t(record.detailScope === 'listing' ? 'listing' : 'details', { host })),
    icon(ICONS.away),
  ], 'button'));
}

export function outward(words, href, children, className) {
  const attributes = { href, class: className, target: '_blank', rel: 'noopener noreferrer' };
  return el('a', attributes, children, el('span', { class: 'unseen' }, ` (${words.t('newTab')})`));
}

export function card(view, record, { title, pill, by, facts, after }) {
  const { headings } = view;
  return el('li', {}, el('article', { class: 'card' },
    el(`h${headings + 2}`, { tabindex: '-1' }, title),
    el('p', { class: 'by' }, pill, by && el('bdi', { lang: 'de' }, by)),
    el('ul', { class: 'facts', role: 'list' }, facts),
    after,
    deepLink(view, record)));
}

export function pill(children, tone) {
  return children.length ? el('span', { class: `pill ${tone ?? ''}` }, children) : null;
}
