// <wegweiser-search api="https://api.agency.example/v1" lang="uk" place="86150" what="offices" places="places.json">

import { Failure, patiently } from './api.js';
import { LISTS as FOR_COURSES } from './cards/course.js';
import { LISTS as FOR_JOBS } from './cards/job.js';
import { LISTS as FOR_OFFICES } from './cards/office.js';
import { LISTS as FOR_SESSIONS } from './cards/session.js';
import { button, el } from './dom.js';
import { Form, RADII } from './form.js';
import { Places } from './places.js';
import { colophon, Results } from './results.js';
import { preferredLanguage, Service } from './service.js';
import { waited } from './waiting.js';
import { LANGUAGES, Words } from './words.js';

const LISTS = { jobs: FOR_JOBS, courses: FOR_COURSES, 'course-sessions': FOR_SESSIONS, offices: FOR_OFFICES };
const SLOW_SECONDS = 2;
const ROUNDS = 3;
const NOTHING_ASKED = { typed: '', here: undefined, radius: 25, filters: {} };

class WegweiserSearch extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    const sheet = el('link', { rel: 'stylesheet', href: new URL('style.css', import.meta.url).href });
    this.root = el('div', { class: 'root', hidden: true });
    this.styled = new Promise((resolve) => {
      for (const end of ['load', 'error']) sheet.addEventListener(end, resolve);
    }).then(() => { this.root.hidden = false; });
    this.attachShadow({ mode: 'open' }).append(sheet, this.root);
    this.headings = Number(this.getAttribute('headings')) || 1;
    this.asked = { ...NOTHING_ASKED, typed: this.getAttribute('place') ?? '' };
    this.speak(preferredLanguage(this.getAttribute('lang')));
    this.begin();
  }

  disconnectedCallback() {
    this.running?.abort();
    this.unfolding?.abort();
  }

  // Whatever still runs belongs to a question that nobody asks any more.
  fresh() {
    this.running?.abort();
    this.running = new AbortController();
    return this.running.signal;
  }

  get view() {
    const { words, service, kind, headings, answered = words.lang, place } = this;
    const translated = kind && service.translated(LISTS[kind], words.lang);
    const sessionsOf = service?.understands('course-sessions', 'courseId') && ((...of) => this.sessionsOf(...of));
    return { words, service, kind, headings, answered, place, translated, sessionsOf, lang: words.lang };
  }

  speak(lang) {
    this.words = new Words(lang);
    const { dir } = this.words;
    Object.assign(this.root, { lang, dir });
    this.status = el('p', { class: 'unseen', role: 'status' });
    this.results = new Results(this.status);
    this.formPlace = el('div');
    this.colophon = el('footer', { class: 'colophon' });
    this.root.replaceChildren(this.head(), this.formPlace, this.status, this.results.node, this.colophon);
    this.dispatchEvent(new CustomEvent('wegweiser-language', { detail: { lang, dir, title: this.words.t('title') } }));
  }

  head() {
    const choices = Object.entries(LANGUAGES).map(([lang, { name }]) => el('option',
      { value: lang, lang, selected: lang === this.words.lang }, name));
    return el('header', { class: 'head' },
      el('div', {}, el(`h${this.headings}`, {}, this.words.t('title')), el('p', {}, this.words.t('intro'))),
      el('div', { class: 'field' }, el('label', { for: 'language' }, this.words.t('language')),
        el('select', { id: 'language', onchange: (event) => this.translate(event.target.value) }, choices)));
  }

  async translate(lang) {
    const had = Boolean(this.question);
    if (this.form) this.asked = this.form.chosen();
    this.speak(lang);
    this.root.querySelector('#language').focus();
    if (!this.service) return this.begin();
    await this.ask(had);
    return undefined;
  }

  async begin() {
    await this.persist(async (signal) => {
      const reading = Promise.all([
        Service.read(this.getAttribute('api') ?? '/v1', signal, this.words.lang),
        Places.read(this.getAttribute('places')),
      ]);
      await Promise.allSettled([reading, this.styled]); // what is hidden cannot take the focus
      const [service, places] = await reading;
      Object.assign(this, { service, places });
    });
    if (!this.service) return;
    if (!this.service.open || !this.service.kinds.length) {
      this.results.notice(this.view, { title: this.words.t('failed'), lines: [this.words.t('closedService')] });
      return;
    }
    const wish = this.getAttribute('what');
    this.service.offer(wish);
    this.kind = this.service.kinds.includes(wish) ? wish : this.service.kinds[0];
    await this.ask(Boolean(this.asked.typed && wish));
  }

  // The form for a kind, and the search at once if there was one.
  async ask(atOnce) {
    const signal = this.fresh();
    try {
      await this.service.load(LISTS[this.kind], signal, this.words.lang);
    } catch {
      return;
    }
    const focused = this.shadowRoot.activeElement?.name === 'what';
    this.results.clear();
    this.form = new Form(this.view, this.places, this.asked, {
      search: () => this.search(),
      turn: (kind) => this.turn(kind),
    });
    this.formPlace.replaceChildren(this.form.node);
    this.colophon.replaceChildren(...colophon(this.view));
    if (focused) this.form.node.querySelector('[name=what]:checked').focus();
    if (atOnce) await this.search();
  }

  turn(kind) {
    this.asked = { ...this.form.chosen(), filters: {} };
    this.kind = kind;
    this.question = undefined;
    this.ask(false);
  }

  async search() {
    const parameters = this.form.parameters();
    if (!parameters) return;
    if (this.service.knowsLanguages) parameters.set('lang', this.words.lang);
    this.question = new URL(`${this.kind}?${parameters}`, this.service.base);
    this.unfolding?.abort();
    this.unfolding = new AbortController();
    await this.persist(async (signal) => {
      const answer = await this.watched(patiently(this.question, signal, this.words.lang), signal);
      this.take(answer);
      this.results.show(this.view, answer.body, {
        wider: this.wider(parameters),
        more: (next) => this.more(next),
        again: () => this.search(),
      });
    });
  }

  take({ url, lang, body }) {
    this.url = url;
    this.answered = lang.split('-')[0];
    this.place = body.place;
  }

  wider(parameters) {
    const km = RADII.find((one) => one > Number(parameters.get('radiusKm')));
    return parameters.has('radiusKm') && km && { km, search: () => {
      this.form.radius.value = km;
      this.search();
    } };
  }

  async more(next) {
    this.results.loading(this.view);
    await this.persist(async (signal) => {
      const answer = await patiently(new URL(next, this.url), signal, this.words.lang);
      this.url = answer.url;
      this.results.grow(answer.body);
    }, () => this.more(next));
  }

  // Those that meet the search, too; `next` is the address of a further page.
  sessionsOf({ id }, next) {
    const parameters = new URLSearchParams(this.question.search);
    parameters.set('courseId', id);
    parameters.set('sort', 'date');
    return patiently(next ?? new URL(`course-sessions?${parameters}`, this.service.base), this.unfolding.signal, this.words.lang);
  }

  async watched(promise, signal) {
    this.results.searching(this.view, false);
    const timer = setTimeout(() => signal.aborted || this.results.searching(this.view, true), SLOW_SECONDS * 1000);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
    }
  }

  // Until it works, is given up, or another question is asked. `below` repeats what belongs under a list.
  async persist(act, below) {
    const signal = this.fresh();
    const again = below ?? (() => (this.question ? this.search() : this.begin()));
    for (let round = 1; ; round += 1) {
      try {
        return await act(signal);
      } catch (fault) {
        if (signal.aborted) return undefined;
        if (!(fault instanceof Failure)) console.error(fault); // a mistake of ours: people get a way on, developers the place
        const failure = fault instanceof Failure ? fault : new Failure('broken');
        if (failure.kind !== 'wait' || round > ROUNDS) return this.fail(failure, again, Boolean(below));
        if (!await waited(this.view, this.results, failure, signal, Boolean(below))) return undefined;
      }
    }
  }

  fail(failure, again, below) {
    const { words } = this;
    if (!below && this.form && placeIsWrong(failure)) {
      this.results.clear();
      this.results.say('');
      return this.form.complain('placeUnknown');
    }
    const told = failure.errors.map(({ detail }) => detail).filter(Boolean);
    const lines = {
      wait: [words.t('stillClosed')],
      slow: [words.t('timedOut')],
      parameters: [words.t('refusedText'), ...told.map((one) => el('span', { lang: failure.lang, dir: 'auto' }, one))],
    }[failure.kind] ?? [words.t('failedText')];
    const stale = below && failure.kind === 'parameters';
    return this.results.notice(this.view, {
      title: words.t('failed'),
      lines: stale ? [words.t('changed')] : lines,
      children: [button(words.t(stale ? 'again' : 'retry'), stale ? () => this.search() : again)],
    }, below);
  }
}

function placeIsWrong({ errors }) {
  return errors.some(({ parameter }) => ['postcode', 'ags', 'lat', 'lon'].includes(parameter));
}

customElements.define('wegweiser-search', WegweiserSearch);
