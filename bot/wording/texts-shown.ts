import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Locale } from '../../core/terms.ts'
import {
  escapeHtml,
  locales,
  patternOf,
  plainTextOf,
  type TextParams,
  type TextPattern,
  textKeys,
  textOf,
} from '../telegram/dialogue/texts.ts'
import { sampleOf } from './sample-values.ts'

/**
 * Every text that the bot has, filled with samples, for whoever reads the wording: on the page and in a file.
 */

/** Where a text is met. */
export type Use = 'refusal' | 'notice' | 'button' | 'command' | 'help' | 'name' | 'card'

export interface ShownText {
  readonly key: string
  readonly use: Use
  /** One rendering, or one for each of the text's variants. */
  readonly says: Readonly<Record<Locale, readonly Rendering[]>>
}

export interface Rendering {
  /** Which variant this is, as `days = 0`; empty for a text without variants. */
  readonly when: string
  /** HTML of the messenger; a button's label has no markup. */
  readonly html: string
}

export interface TextFile {
  /** `declare.ftl` */
  readonly file: string
  /** What its first line says of it. */
  readonly heading: string
  readonly sections: readonly { readonly heading: string; readonly texts: readonly ShownText[] }[]
}

/** All files in the order of their names, each in its own order. */
export function shownTexts(): TextFile[] {
  return readdirSync(folderOf('zh'))
    .filter((file) => file.endsWith('.ftl'))
    .map((file) => {
      const { heading, sections } = outlineOf(file)
      return {
        file,
        heading,
        sections: sections.map((section) => ({
          heading: section.heading,
          texts: section.keys.map((key) => ({
            key,
            use: useOf(key),
            says: { zh: renderingsOf('zh', key), en: renderingsOf('en', key) },
          })),
        })),
      }
    })
}

/** What stands on a button is a label without markup; everything else is HTML. */
export function useOf(key: string): Use {
  if (/(^|-)button-/.test(key) || /^(answer|batch-(sure|drop|originals))-/.test(`${key}-`)) return 'button'
  if (key.startsWith('refusal-')) return 'refusal'
  if (key.startsWith('notice-')) return 'notice'
  if (key.startsWith('command-')) return 'command'
  if (key.startsWith('help-')) return 'help'
  return names.some((beginning) => key.startsWith(`${beginning}-`)) ? 'name' : 'card'
}

/** Texts that stand within others: names of states, roles, steps. */
const names = [
  ...['state', 'window', 'source', 'evidence', 'unit', 'step', 'question', 'shortfall', 'figure'],
  ...['request-kind', 'complaint-state', 'complaint-outcome', 'complaint-channel', 'leave-reason'],
  ...['exemption-state', 'school-standing', 'principal-in', 'staff-group', 'schools-stage', 'export-problem'],
  ...['item-did', 'item-field', 'registration-ownership'],
]

/** Each variant of the text that can come up in the language, or the one text there is. */
export function renderingsOf(locale: Locale, key: string): Rendering[] {
  const params = paramsOf(locale, key)
  const render = (given: TextParams) =>
    useOf(key) === 'button' || useOf(key) === 'command'
      ? escapeHtml(plainTextOf(locale, key, plain(given)))
      : textOf(locale, key, given)
  const choices = choicesOf(patternOf(locale, key))
  if (choices.length === 0) return [{ when: '', html: render(params) }]
  return choices.flatMap(({ name, values }) =>
    values.map((value) => ({ when: `${name} = ${value}`, html: render({ ...params, [name]: value }) })),
  )
}

/** The names of all parameters of a text, wherever they stand in it. */
export function parametersOf(pattern: TextPattern): string[] {
  if (typeof pattern === 'string') return []
  const found = pattern.flatMap((part) => {
    if (typeof part === 'string') return []
    if (part.type === 'var') return [part.name]
    if (part.type !== 'select') return []
    return [
      ...(part.selector.type === 'var' ? [part.selector.name] : []),
      ...part.variants.flatMap(({ value }) => parametersOf(value)),
    ]
  })
  return [...new Set(found)]
}

interface Choice {
  readonly name: string
  readonly values: readonly (string | number)[]
}

const many = 5

/** What decides between variants, with a value for each of them. */
function choicesOf(pattern: TextPattern): Choice[] {
  if (typeof pattern === 'string') return []
  return pattern.flatMap((part) => {
    if (typeof part === 'string' || part.type !== 'select' || part.selector.type !== 'var') return []
    const keys = part.variants.map(({ key }) => key.value)
    const counts = keys.some((key) => typeof key === 'number' || key === 'one' || key === 'other')
    const values = keys.map((key) => (!counts || typeof key === 'number' ? key : key === 'one' ? 1 : many))
    return [{ name: part.selector.name, values }]
  })
}

function paramsOf(locale: Locale, key: string): TextParams {
  return Object.fromEntries(
    parametersOf(patternOf(locale, key)).map((name) => [name, sampleOf(key, name, locale)]),
  )
}

/** Labels take no markup. */
function plain(params: TextParams): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'object' ? value.html : value]),
  )
}

function folderOf(locale: Locale): string {
  return fileURLToPath(new URL(`../telegram/locales/${locale}/`, import.meta.url))
}

/**
 * The keys of a file in its own order, below its own comments. A key that only the other language has is
 * listed too.
 */
function outlineOf(file: string): { heading: string; sections: { heading: string; keys: string[] }[] } {
  const lines = readFileSync(`${folderOf('zh')}${file}`, 'utf8').split('\n')
  const sections: { heading: string; keys: string[] }[] = []
  let heading = ''
  for (const [at, line] of lines.entries()) {
    const comment = /^#+ (.*)$/.exec(line)?.[1]
    const key = /^([a-zA-Z][\w-]*) *=/.exec(line)?.[1]
    if (comment !== undefined && at === 0) heading = comment
    else if (comment !== undefined) sections.push({ heading: comment, keys: [] })
    if (key === undefined || !locales.every((locale) => textKeys[locale].has(key))) continue
    if (sections.length === 0) sections.push({ heading: '', keys: [] })
    sections.at(-1)?.keys.push(key)
  }
  return { heading, sections: sections.filter(({ keys }) => keys.length > 0) }
}
