import type { Label, Locale } from '../../core/terms.ts'
import { type Markup, plainTextOf } from '../telegram/dialogue/texts.ts'

/**
 * What stands for a parameter where a text is only looked at, in the form in which the dialogues hand it
 * over.
 */
export type Sample = string | number | Markup

export type Making = Sample | ((locale: Locale) => Sample)

/**
 * By the parameter's name. Where one name means different things, the beginning of the key decides:
 * `transfer/from`.
 */
export type Samples = Readonly<Record<string, Making>>

export const words =
  (zh: string, en = zh) =>
  (locale: Locale) =>
    ({ zh, en })[locale]
export const label = (one: Label) => words(one.zh, one.en)
export const named = (key: string) => (locale: Locale) => plainTextOf(locale, key)
export const lines =
  (...made: ((locale: Locale) => string)[]) =>
  (locale: Locale): Markup => ({ html: made.map((make) => make(locale)).join('\n') })

export const school = '天河区明德小学（示例）'
export const office = '天河区教育局'
export const course = '小学班主任工作研修'
export const number = '2014-000123'
