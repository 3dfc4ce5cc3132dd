import type { LateWork } from '../../../core/confirmation/late.ts'
import type { Locale } from '../../../core/terms.ts'
import { plainTextOf } from './texts.ts'

/** Who is behind, by name. The city's own offices may stand in one organisation, so they are called after what they do. */
export function lateNameOf({ of, role, organisationName }: LateWork, locale: Locale): string {
  return of === 'city' ? plainTextOf(locale, `late-told-${role}`) : organisationName
}
