import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { I18n } from '@grammyjs/i18n'
import type { Locale } from '../../../core/cycle/words.ts'
import type { Params, Refusal } from '../../../core/refusal.ts'

export const locales = ['zh', 'en'] as const satisfies readonly Locale[]

const folder = fileURLToPath(new URL('../locales', import.meta.url))
const i18n = new I18n({
  defaultLocale: 'zh',
  directory: folder,
  fluentBundleOptions: { useIsolating: false },
})

/** Ready-made markup among the parameters: everything else is escaped, whoever typed it. */
export interface Markup {
  readonly html: string
}

export type TextParams = Readonly<Record<string, string | number | Markup>>

/** A text of the bot as HTML of the messenger. Throws on an unknown key: a missing text is a mistake of ours. */
export function textOf(locale: string, key: string, params: TextParams = {}): string {
  const safe = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? escapeHtml(value) : typeof value === 'object' ? value.html : value,
    ]),
  )
  return i18n.t(locale, known(locale, key), safe)
}

/** A text without markup, for buttons and for the little answers to a tap. */
export function plainTextOf(locale: string, key: string, params: Params = {}): string {
  return i18n.t(locale, known(locale, key), params)
}

/** The keys of every text, by locale; a test holds that the locales have the same. */
export const textKeys: Readonly<Record<Locale, ReadonlySet<string>>> = { zh: keysOf('zh'), en: keysOf('en') }

export function hasText(key: string): boolean {
  return locales.every((locale) => textKeys[locale].has(key))
}

function known(locale: string, key: string): string {
  if (!textKeys[toLocale(locale)].has(key)) throw new Error(`There is no text «${key}» in ${locale}.`)
  return key
}

function keysOf(locale: Locale): ReadonlySet<string> {
  const files = readdirSync(path.join(folder, locale)).filter((file) => file.endsWith('.ftl'))
  const keys = files.flatMap((file) =>
    [...readFileSync(path.join(folder, locale, file), 'utf8').matchAll(/^([a-zA-Z][\w-]*) *=/gm)].map(
      ([, key]) => key!,
    ),
  )
  return new Set(keys)
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
