// What came of it: a list, nothing, waiting, or what went wrong. One live region says it to those who do not see it.

import { courseCard } from './cards/course.js';
import { officeCard } from './cards/office.js';
import { jobCard } from './cards/job.js';
import { outward, text } from './cards/parts.js';
import { sessionCard } from './cards/session.js';
import { button, el } from './dom.js';

const CARDS = { jobs: jobCard, courses: courseCard, 'course-sessions': sessionCard, offices: officeCard };

export class Results {
  constructor(status) {
    this.status = status;
    this.node = el('section', { class: 'results' });
  }

  say(sentence) {
    this.status.textContent = sentence;
  }

  clear() {
    this.node.replaceChildren();
    this.node.removeAttribute('aria-busy');
  }

  // Grey cards while a search runs, and a word to those who wait longer than usual.
  searching({ words }, slow) {
    this.node.setAttribute('aria-busy', 'true');
    const ghost = () => el('div', { class: 'card ghost' }, el('i'), el('i'), el('i'));
    this.node.replaceChildren(el('p', { class: 'note' }, words.t(slow ? 'slow' : 'searching')), ghost(), ghost(), ghost());
    this.say(words.t(slow ? 'slow' : 'searching'));
  }

  // A new list. The heading says how much was found, and gets the focus, so that reading goes on there.
  show(view, page, { wider, more, again }) {
    this.clear();
    this.view = view;
    this.act = { more, again };
    this.seen = new Set();
    this.version = page.page.dataVersion;
    const { words } = view;
    this.heading = el(`h${view.headings + 1}`, { id: 'found', tabindex: '-1' }, this.found(page));
    this.list = el('ol', { class: 'cards', role: 'list' });
    this.foot = el('div', { class: 'foot' });
    this.node.append(this.heading);
    if (!page.items.length) this.node.append(this.nothing(words, wider));
    else this.node.append(this.remarks(), this.list);
    this.node.append(this.foot);
    this.say('');
    this.add(page);
    this.heading.focus();
  }

  // What holds for the whole list.
  remarks() {
    const { words, translated } = this.view;
    const said = [words.lang !== 'de' && words.t('fallbackNote'), translated && words.t('machineNote')].filter(Boolean);
    return said.length ? el('p', { class: 'hint' }, said.join(' ')) : '';
  }

  found({ page, place }) {
    const { words } = this.view;
    const key = page.totalRelation === 'at-least' ? 'resultsAtLeast' : 'results';
    const count = page.total ? words.t(key, { count: page.total }) : words.t('empty');
    if (!place) return count;
    const km = place.radiusKm !== undefined && words.kilometres(place.radiusKm);
    const label = place.label ?? '';
    return `${count} ${km ? words.t('around', { km, place: label }) : words.t('inPlace', { place: label })}`;
  }

  nothing(words, wider) {
    return el('div', { class: 'notice' }, el('p', {}, words.t('emptyHint')),
      wider && el('button', { type: 'button', class: 'button', onclick: wider.search }, words.t('wider', { km: words.kilometres(wider.km) })));
  }

  // A further page. What comes twice, because the data moved, is shown once.
  add(page) {
    const fresh = page.items.filter(({ id }) => !this.seen.has(id));
    fresh.forEach(({ id }) => this.seen.add(id));
    const cards = fresh.map((record) => CARDS[this.view.kind](this.view, record));
    this.list.append(...cards);
    this.renewed ||= page.page.dataVersion !== this.version;
    this.ending(page);
    return cards[0];
  }

  ending({ page }) {
    const { words } = this.view;
    const shown = this.seen.size;
    if (!shown) return this.foot.replaceChildren();
    const count = Math.max(page.total, shown);
    const said = page.end === 'limit' ? words.t('limit') : page.next ? words.t('loaded', { shown, count }) : words.t('all');
    return this.foot.replaceChildren(
      ...(this.renewed ? [el('p', {}, words.t('changed'), ' ', button(words.t('again'), this.act.again))] : []),
      el('p', { class: 'hint' }, said),
      ...(page.next ? [button(words.t('more'), () => this.act.more(page.next))] : []));
  }

  // The first new one gets the focus: the button that was pressed is gone.
  grow(page) {
    const first = this.add(page);
    this.say(this.view.words.t(page.page.next ? 'loaded' : 'all', { shown: this.seen.size, count: page.page.total }));
    (first?.querySelector('[tabindex]') ?? this.heading).focus();
  }

  loading({ words }) {
    this.foot.replaceChildren(el('p', { class: 'note' }, words.t('searching')));
    this.say(words.t('searching'));
  }

  // Instead of the list, or below what is shown already.
  notice(view, { title, lines, children = [] }, below) {
    const { headings } = view;
    const box = el('div', { class: 'notice', role: 'group', 'aria-labelledby': 'wrong' },
      el(`h${headings + (below ? 2 : 1)}`, { id: 'wrong', tabindex: '-1' }, title), lines.map((line) => el('p', {}, line)), children);
    if (below) this.foot.replaceChildren(box);
    else {
      this.clear();
      this.node.append(box);
    }
    this.say('');
    box.querySelector('#wrong').focus();
    return box;
  }
}

// Who is responsible, whose data these are, on which terms.
export function colophon(view) {
  const { words, service, kind } = view;
  const { publisher, sources, sandbox } = service.description;
  const usage = service.collection(kind)?.usage;
  const source = ({ name, website, licence }) => el('li', {}, words.t('source', { source: '' }).replace(/[\u2068\u2069]/g, ''),
    website ? outward(words, website, el('bdi', {}, name)) : el('bdi', {}, name),
    licence?.url && [' · ', outward(words, licence.url, words.t('licence', { licence: licence.name }))]);
  return [
    sandbox && el('p', { class: 'sandbox' }, words.t('sandbox')),
    el('p', {}, words.t('privacy')),
    el('p', {}, words.t('publisher', { publisher: publisher.name }),
      usage?.termsUrl && [' · ', outward(words, usage.termsUrl, words.t('terms'))]),
    usage?.attribution && el('p', {}, text(view, usage.attribution)),
    el('ul', { role: 'list' }, sources.map(source)),
  ].filter(Boolean);
}
