import type { Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'
import { type Acting, grantRefusals, refuseWithoutRole } from '../authority/grants.ts'
import { cleanLine } from '../cycle/typed-text.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { type Contact, readContacts } from './contacts.ts'

/** What a school may say of who takes its complaints (S036). */
export const contactFields = ['office', 'phone', 'address', 'website'] as const
export type ContactField = (typeof contactFields)[number]

export const setContactRefusals = [
  ...grantRefusals,
  'contact-empty',
  'contact-too-long',
  'contact-phone-unreadable',
  'contact-website-unreadable',
] as const
export type ContactRefusal = Refusal<(typeof setContactRefusals)[number]>

const maxChars: Readonly<Record<ContactField, number>> = { office: 40, phone: 40, address: 80, website: 120 }

/**
 * Reads one field as it was typed. A telephone is digits with + - ( ) spaces and 「转」 for an extension; a
 * website has a domain.
 *
 * @returns the text to keep; 'contact-empty', 'contact-too-long' {max}, 'contact-phone-unreadable',
 *   'contact-website-unreadable'
 */
export function readContactField(field: ContactField, typed: string): string | ContactRefusal {
  const text = cleanLine(typed)
  if (!text) return refuse('contact-empty')
  if ([...text].length > maxChars[field]) return refuse('contact-too-long', { max: maxChars[field] })
  const plain = text.normalize('NFKC')
  if (field === 'phone') {
    return /^[\d+\-() /、,，转]+$/.test(plain) && plain.replace(/\D/g, '').length >= 7
      ? plain
      : refuse('contact-phone-unreadable')
  }
  if (field === 'website') {
    return /^(https?:\/\/)?([\w-]+\.)+[a-z]{2,}(:\d+)?(\/\S*)?$/i.test(plain)
      ? plain
      : refuse('contact-website-unreadable')
  }
  return text
}

/**
 * Sets one field of the school's own contact, the first of its list; a school without a contact gets a new
 * one. What somebody of the school has set is no sample any more.
 *
 * @returns the contact as it stands; 'not-your-role', or what `readContactField` refuses
 */
export async function setContact(
  tx: Transaction,
  { schoolId, actor, field, text }: { schoolId: string; actor: Acting; field: ContactField; text: string },
  now: Date,
): Promise<Contact | ContactRefusal> {
  const unauthorised = await refuseWithoutRole(tx, actor, 'SCHOOL_ADMIN', schoolId)
  if (unauthorised) return unauthorised
  const value = readContactField(field, text)
  if (isRefusal(value)) return value
  // Two administrators may set two fields at once: each sees what the other wrote.
  const [row] = await tx.$queryRaw<{ name: string; contacts: unknown }[]>`
    select name, contacts from organisation where id = ${schoolId} for update`
  if (!row) return refuse('not-your-role', { role: 'SCHOOL_ADMIN' })
  const [first, ...others] = readContacts(row.contacts)
  const { sample: _, ...before } = first ?? { office: row.name, phone: '', address: '' }
  const after: Contact = { ...before, [field]: value }
  await tx.organisation.update({
    where: { id: schoolId },
    data: { contacts: [after, ...others] as object[] },
  })
  await audit(tx, {
    at: now,
    actor: { personId: actor.personId, role: 'SCHOOL_ADMIN' },
    action: 'organisation.set-contact',
    subject: { kind: 'organisation', id: schoolId },
    organisationId: schoolId,
    details: { field, from: first?.[field] ?? '', to: value },
  })
  return after
}
