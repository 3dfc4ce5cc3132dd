import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { FluentBundle, FluentResource } from '@fluent/bundle'
import type { Say } from '../../../core/pictures/say.ts'
import type { Params, Refusal } from '../../../core/refusal.ts'
import type { Locale } from '../../../core/terms.ts'

export const locales = ['zh', 'en'] as const satisfies readonly Locale[]

const folder = fileURLToPath(new URL('../locales', import.meta.url))
const bundles: Readonly<Record<Locale, FluentBundle>> = { zh: readTexts('zh'), en: readTexts('en') }

/** Ready-made markup among the parameters: everything else is escaped, whoever typed it. */
export interface Markup {
  readonly html: string
}

export type TextParams = Readonly<Record<string, string | number | Markup>>

/**
 * A text of the bot as HTML of the messenger. Throws on an unknown key: a missing text is our own mistake.
 */
export function textOf(locale: string, key: string, params: TextParams = {}): string {
  const safe = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? escapeHtml(value) : typeof value === 'object' ? value.html : value,
    ]),
  )
  return format(locale, key, safe)
}

/** A text without markup, for buttons and for the little answers to a tap. */
export function plainTextOf(locale: string, key: string, params: Params = {}): string {
  return format(locale, key, params)
}

/** The texts of a language for whoever draws or lists with them. */
export function sayIn(locale: string): Say {
  return (key, params) => plainTextOf(locale, key, params)
}

/** The keys of every text, by locale; a test holds that the locales have the same. */
export const textKeys: Readonly<Record<Locale, ReadonlySet<string>>> = {
  zh: new Set(bundles.zh._messages.keys()),
  en: new Set(bundles.en._messages.keys()),
}

/**
 * A text as Fluent read it, with its parameters and variants still open, for whoever looks through all of
 * them.
 */
export function patternOf(locale: Locale, key: string): TextPattern {
  return bundles[locale].getMessage(key)?.value ?? ''
}

export type TextPattern = NonNullable<NonNullable<ReturnType<FluentBundle['getMessage']>>['value']>

export function hasText(key: string): boolean {
  return locales.every((locale) => bundles[locale].hasMessage(key))
}

function format(locale: string, key: string, params: Params): string {
  const bundle = bundles[toLocale(locale)]
  const pattern = bundle.getMessage(key)?.value
  if (!pattern) throw new Error(`There is no text «${key}» in ${locale}.`)
  // A forgotten parameter shows as its name: such a sentence serves a person better than none.
  return bundle.formatPattern(pattern, params, [])
}

/**
 * Reads every file of a locale's folder. A key that stands twice or a line that Fluent cannot read stops the
 * start.
 */
function readTexts(locale: Locale): FluentBundle {
  const bundle = new FluentBundle(locale === 'zh' ? 'zh-CN' : 'en', { useIsolating: false })
  for (const file of readdirSync(path.join(folder, locale)).filter((name) => name.endsWith('.ftl'))) {
    const faults = bundle.addResource(
      new FluentResource(readFileSync(path.join(folder, locale, file), 'utf8')),
    )
    if (faults.length > 0)
      throw new Error(`${locale}/${file}: ${faults.map(({ message }) => message).join('; ')}`)
  }
  return bundle
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

export function refusalKey({ refused }: Refusal): string {
  return `refusal-${refused}`
}

export function toLocale(code: string | undefined): Locale {
  return code?.startsWith('en') ? 'en' : 'zh'
}
