// The page's own words, numbers and dates in one language.

import { ar } from './texts/ar.js';
import { de } from './texts/de.js';
import { en } from './texts/en.js';
import { uk } from './texts/uk.js';

export const LANGUAGES = { de, en, ar, uk };

export class Words {
  constructor(lang) {
    this.lang = lang;
    this.dir = lang === 'ar' ? 'rtl' : 'ltr';
    // Digits as on German street signs and letters, also in Arabic.
    this.locale = lang === 'ar' ? 'ar-u-nu-latn' : lang === 'en' ? 'en-GB' : lang;
    this.comma = lang === 'ar' ? '، ' : ', ';
    this.plural = new Intl.PluralRules(this.locale);
    this.names = new Intl.DisplayNames([this.locale], { type: 'language' });
  }

  // t('results', {count: 3}) picks the plural by `count` and fills in the braces.
  t(key, values = {}) {
    const text = LANGUAGES[this.lang][key];
    const chosen = typeof text === 'string' ? text : text[this.plural.select(values.count)] ?? text.other;
    return chosen.replace(/\{(\w+)\}/g, (_, name) => this.shown(values[name]));
  }

  shown(value) {
    if (typeof value === 'number') return this.number(value);
    // Isolated, so that a Latin name does not turn an Arabic sentence around.
    return this.dir === 'rtl' ? `\u2068${value ?? ''}\u2069` : String(value ?? '');
  }

  number(value, options = {}) {
    return new Intl.NumberFormat(this.locale, options).format(value);
  }

  money(amount, currency) {
    try {
      const trailingZeroDisplay = 'stripIfInteger';
      return this.number(amount, { style: 'currency', currency, trailingZeroDisplay });
    } catch {
      return `${this.number(amount)} ${currency}`;
    }
  }

  kilometres(value) {
    return this.number(value, { style: 'unit', unit: 'kilometer', maximumFractionDigits: value < 10 ? 1 : 0 })
      .replaceAll(' ', '\u00a0');
  }

  // A calendar day of the contract, in whichever zone the reader sits.
  day(date) {
    const moment = new Date(`${date.slice(0, 10)}T00:00:00Z`);
    if (Number.isNaN(moment.valueOf())) return date;
    return new Intl.DateTimeFormat(this.locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(moment);
  }

  clock(moment) {
    return new Intl.DateTimeFormat(this.locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(moment);
  }

  weekday(number, weekday = 'long') {
    return new Intl.DateTimeFormat(this.locale, { weekday, timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, number)));
  }

  language(tag) {
    try {
      return this.names.of(tag) ?? tag;
    } catch {
      return tag;
    }
  }
}

// Today in Germany, as the contract counts days.
export function berlin(now = new Date()) {
  const format = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Berlin', dateStyle: 'short', timeStyle: 'short' });
  const [date, time] = format.format(now).split(' ');
  return { date, time, weekday: (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7 };
}
