import type { Refusal } from '../../../core/refusal.ts'
import type { Locale } from '../../../core/terms.ts'
import {
  formatDate,
  formatDeadline,
  formatInstant,
  formatUntil,
  isCivilDate,
} from '../../../core/time/shanghai.ts'
import { hasText, plainTextOf, refusalKey, textOf } from './texts.ts'

/**
 * A refusal in words. The core gives parameters as ids, ISO instants and civil dates; here they become
 * deadlines with hour and 「前」, dates, and the names of states, roles and questions.
 */
export function refusalText(refusal: Refusal, locale: Locale): string {
  const params = Object.fromEntries(
    Object.entries(refusal.params).map(([name, value]) => [name, inWords(name, value, locale)]),
  )
  // Of two at once the second is told who was first, where that is known.
  const key = refusal.params.by ? `${refusalKey(refusal)}-by` : refusalKey(refusal)
  return textOf(locale, key, params)
}

/** The same for who reads no HTML: a terminal, another system. */
export function refusalSentence(refusal: Refusal, locale: Locale): string {
  return refusalText(refusal, locale)
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

const instant = /^\d{4}-\d{2}-\d{2}T/

function inWords(name: string, value: string | number, locale: Locale): string | number {
  if (typeof value === 'number') return name === 'year' ? String(value) : value
  if (name === 'deadline' && instant.test(value)) return formatDeadline(new Date(value), locale)
  if (name === 'until' && instant.test(value)) return formatUntil(new Date(value), locale)
  if (instant.test(value)) return formatInstant(new Date(value), locale)
  if (isCivilDate(value)) return formatDate(value, locale)
  const key = `${name}-${value}`
  return named.has(name) && hasText(key) ? plainTextOf(locale, key) : value
}

/** Parameters whose value is an id that has a name of its own in the texts, as `state-SUBMITTED`. */
const named = new Set(['state', 'role', 'question', 'window', 'source', 'evidence', 'unit', 'step'])
