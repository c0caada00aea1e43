// A course, and inside it the sessions that meet the search: fetched when somebody unfolds them.

import { button, el, ICONS } from '../dom.js';
import { card, fact, labels, place, text } from './parts.js';
import { kindOf, levels, price, sessionRow } from './session.js';

export { LISTS } from './session.js';

export function courseCard(view, course) {
  return card(view, course, {
    title: text(view, course.title),
    by: course.provider?.name,
    facts: [
      fact(ICONS.courses, kindOf(view, course)),
      place(view, undefined, course.distanceKm),
      fact(ICONS.day, dates(view.words, course)),
      fact(ICONS.level, levels(view.words, course)),
      course.mode?.length && fact(ICONS.note, labels(view, 'modes', course.mode)),
      course.price && fact(ICONS.money, price(view, course.price)),
    ],
    after: view.sessionsOf && sessions(view, course),
  });
}

// Of all its sessions, near and far; those that meet the search are inside.
function dates(words, { sessionCount, nextStartDate }) {
  const said = [];
  if (sessionCount !== undefined) said.push(words.t('dates', { count: sessionCount }));
  if (nextStartDate) said.push(words.t('nextStart', { day: words.day(nextStartDate) }));
  return said.join(words.comma);
}

function sessions(view, course) {
  const { words } = view;
  const list = el('ul', { class: 'dates', role: 'list' });
  const foot = el('div', { role: 'status' });

  async function read(next) {
    foot.replaceChildren(el('p', { class: 'note' }, words.t('searching')));
    try {
      const { url, body } = await view.sessionsOf(course, next);
      const rows = body.items.map((session) => sessionRow(view, session));
      list.append(...rows);
      foot.replaceChildren(...after(body, url));
      if (next) rows[0]?.focus();
    } catch (fault) {
      const why = { 429: 'busy', 503: 'maintained' }[fault.status] ?? 'failedText';
      foot.replaceChildren(el('p', {}, words.t(why)), button(words.t('retry'), () => read(next)));
    }
  }

  function after({ page }, url) {
    if (!list.childElementCount) return [el('p', {}, words.t('empty'))];
    const shown = el('p', { class: 'hint' }, words.t(page.next ? 'loaded' : 'all', { shown: list.childElementCount, count: page.total }));
    return page.next ? [shown, button(words.t('more'), () => read(new URL(page.next, url)))] : [shown];
  }

  const unfolded = ({ target }) => target.open && !foot.childElementCount && read();
  return el('details', { ontoggle: unfolded }, el('summary', {}, words.t('showDates')), list, foot);
}
