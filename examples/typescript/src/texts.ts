// Texts say in which language they are; nobody may take a fallback for what was asked.
import type { Text } from './contract.ts'

/** `de-AT` is served well by `de`, but `de-simple` (easy German) is not. */
export function fellBack(lang: string, asked: string): boolean {
  return language(lang) !== language(asked) || (easy(asked) && !easy(lang))
}

/** The text, with a mark if it is in another language or was translated by a machine. */
export function marked(text: Text, asked: string): string {
  const marks = [
    ...(fellBack(text.lang, asked) ? [languageName(text.lang)] : []),
    ...(text.origin === 'machine' ? ['translated by machine'] : []),
  ]
  return marks.length === 0 ? text.value : `${text.value} [${marks.join(', ')}]`
}

const NAMES = new Intl.DisplayNames('en', { type: 'language' })

export function languageName(tag: string): string {
  return easy(tag) ? `easy ${languageName(language(tag))}` : NAMES.of(tag) ?? tag
}

function language(tag: string): string {
  return tag.toLowerCase().split('-')[0] ?? tag
}

function easy(tag: string): boolean {
  return tag.toLowerCase().split('-').includes('simple')
}
