// What is asked: kind, place, distance, filters. The fields are those that the publisher understands.

import { el, icon, ICONS } from './dom.js';
import { hereabouts } from './places.js';

export const RADII = [5, 10, 25, 50, 100];
const LANGUAGES = ['ar', 'bg', 'de', 'en', 'es', 'fa', 'fr', 'kmr', 'pl', 'prs', 'ps', 'ro', 'ru', 'so', 'sq', 'ti', 'tr', 'uk', 'vi'];
const OF_COURSES = [{ name: 'programme', list: 'programmes' }, { name: 'freePlaces' }, { name: 'childcare' }];
const FILTERS = {
  jobs: [{ name: 'offerType', list: 'offer-types' }, { name: 'workingTime', list: 'working-times' }],
  courses: OF_COURSES,
  'course-sessions': OF_COURSES,
  offices: [{ name: 'kind', list: 'office-kinds' }, { name: 'language', text: 'spoken' }, { name: 'barrierFree' }],
};

export class Form {
  // `asked` is what was chosen before, so that a change of language loses nothing.
  constructor(view, places, asked, { search, turn }) {
    Object.assign(this, { view, places, turn, asked });
    this.here = asked.here;
    this.node = el('form', { class: 'form', novalidate: true, 'aria-label': view.words.t('form'), onsubmit: (event) => {
      event.preventDefault();
      search();
    } }, this.kinds(), view.service.knowsPlaces && this.where(), this.filters(), this.submit());
  }

  kinds() {
    const { words, service, kind } = this.view;
    return el('fieldset', { class: 'kinds' }, el('legend', {}, words.t('what')), service.kinds.map((one) => el('label', {},
      el('input', { type: 'radio', name: 'what', value: one, checked: one === kind, onchange: () => this.turn(one) }),
      icon(ICONS[one]), el('span', {}, words.t(one)))));
  }

  where() {
    const { words } = this.view;
    this.place = el('input', { id: 'place', name: 'place', type: 'text', list: 'towns', autocomplete: 'off', maxlength: 80,
      'aria-describedby': 'place-hint place-wrong', value: this.asked.typed, oninput: () => this.nowhereElse() });
    this.wrong = el('p', { id: 'place-wrong', class: 'wrong' });
    this.radius = el('select', { id: 'radius', name: 'radius' }, RADII.map((km) => el('option',
      { value: km, selected: km === this.asked.radius }, words.kilometres(km))));
    return el('div', { class: 'where' },
      el('div', { class: 'field wide' }, el('div', { class: 'named' }, el('label', { for: 'place' }, words.t('place')), this.finder()), this.place,
        el('datalist', { id: 'towns' }, this.places.towns.map(({ name }) => el('option', { value: name }))),
        el('p', { id: 'place-hint', class: 'hint' }, words.t('placeHint')), this.wrong),
      el('div', { class: 'field' }, el('label', { for: 'radius' }, words.t('radius')), this.radius));
  }

  finder() {
    if (!('geolocation' in navigator) || !isSecureContext) return null;
    return el('button', { type: 'button', class: 'quiet', onclick: () => this.locate() }, icon(ICONS.here), this.view.words.t('here'));
  }

  filters() {
    const { service, kind } = this.view;
    return el('div', { class: 'filters' }, FILTERS[kind].filter(({ name }) => service.understands(kind, name))
      .map((filter) => (filter.list || filter.text ? this.choice(filter) : this.tick(filter))));
  }

  choice({ name, list, text }) {
    const { words, service, lang } = this.view;
    const options = list
      ? service.codes(list).map((entry) => [entry.code, labelIn(entry.labels, lang)])
      : LANGUAGES.map((tag) => [tag, { value: words.language(tag), lang }])
        .sort(([, one], [, other]) => one.value.localeCompare(other.value, lang));
    if (!options.length) return null;
    return el('div', { class: 'field' }, el('label', { for: name }, words.t(text ?? name)),
      el('select', { id: name, name }, el('option', { value: '' }, words.t('any')), options.map(([code, label]) => el('option',
        { value: code, lang: label.lang, selected: this.asked.filters[name] === code }, label.value))));
  }

  tick({ name }) {
    const { words } = this.view;
    return el('label', { class: 'tick' }, el('input',
      { type: 'checkbox', name, value: 'only', checked: this.asked.filters[name] === 'only' }), words.t(name));
  }

  submit() {
    return el('button', { type: 'submit', class: 'button strong' }, this.view.words.t('search'));
  }

  // Everything that was chosen, as it can be put into a new form.
  chosen() {
    const data = new FormData(this.node);
    const filters = Object.fromEntries(FILTERS[this.view.kind].map(({ name }) => [name, data.get(name) ?? '']));
    return { typed: this.place?.value ?? '', here: this.here, radius: Number(this.radius?.value ?? 25), filters };
  }

  // The parameters of the request, or undefined: then the field says what is missing.
  parameters() {
    const { filters, typed, radius } = this.chosen();
    const asked = Object.entries(filters).filter(([, value]) => value);
    if (!this.view.service.knowsPlaces) return new URLSearchParams(asked);
    const place = this.here ?? this.places.asked(typed);
    if (!place) return this.complain(typed.trim() ? 'townUnknown' : 'placeMissing');
    this.content();
    return new URLSearchParams([...asked, ...Object.entries(place), ...(place.ags ? [] : [['radiusKm', radius]])]);
  }

  complain(key) {
    this.place.setAttribute('aria-invalid', 'true');
    this.wrong.replaceChildren(this.view.words.t(key));
    this.place.focus();
  }

  content() {
    this.place?.removeAttribute('aria-invalid');
    this.wrong?.replaceChildren();
  }

  nowhereElse() {
    this.here = undefined;
    this.content();
  }

  async locate() {
    try {
      this.here = await hereabouts();
      this.content();
      this.place.value = this.view.words.t('hereAsked');
      this.place.focus();
    } catch {
      this.complain('hereRefused');
    }
  }
}

function labelIn(labels, lang) {
  return labels.find((one) => one.lang === lang) ?? labels.find((one) => one.lang === 'de') ?? labels[0];
}
