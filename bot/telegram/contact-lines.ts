import type { Contact } from '../../core/organisations/contacts.ts'
import type { Locale } from '../../core/terms.ts'
import { plainTextOf, textOf } from './dialogue/texts.ts'

/** Who takes complaints, one line each, as a message shows them (S036). */
export function contactLines(contacts: readonly Contact[], locale: Locale): string {
  return contacts
    .map(({ office, phone, address, website, sample }) =>
      [
        textOf(locale, 'contact-office', { office }),
        phone && textOf(locale, 'contact-phone', { phone }),
        address && textOf(locale, 'contact-address', { address }),
        website && textOf(locale, 'contact-website', { website }),
        sample && plainTextOf(locale, 'contact-sample'),
      ]
        .filter(Boolean)
        .join(plainTextOf(locale, 'contact-separator')),
    )
    .join('\n')
}
