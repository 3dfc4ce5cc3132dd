import type { LateWork } from '../../../core/confirmation/late.ts'
import type { Locale } from '../../../core/terms.ts'
import { plainTextOf } from './texts.ts'

/**
 * The name of who is behind. The city's own offices may be one organisation, so they are called by what they
 * do.
 */
export function lateNameOf({ of, role, organisationName }: LateWork, locale: Locale): string {
  return of === 'city' ? plainTextOf(locale, `late-told-${role}`) : organisationName
}
