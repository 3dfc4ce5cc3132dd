import { z } from 'zod'
import type { Database, Transaction } from '../../prisma/database.ts'

/**
 * Who takes complaints, at the school and in the office above it (S035–S037, S085). Publicity prints it and
 * complaints name it.
 */

export interface Contact {
  readonly office: string
  readonly phone: string
  readonly address: string
  readonly website?: string
  /** True of what is shipped as an example: it is shown with 「示例，待主管部门确认」. */
  readonly sample?: boolean
}

/** An organisation with those who take complaints there; it may have told nobody yet. */
export interface ContactsOf {
  readonly organisationId: string
  readonly name: string
  readonly contacts: readonly Contact[]
}

export interface ComplaintContacts {
  readonly school: ContactsOf
  /** The office that reviews the school: its district, or 市教师培训中心 for bureau schools. */
  readonly reviewer: ContactsOf | undefined
}

const contactSchema = z.object({
  office: z.string(),
  phone: z.string().default(''),
  address: z.string().default(''),
  website: z.string().optional(),
  sample: z.boolean().optional(),
})

/** Throws when there is no such organisation: ids come from rows. */
export async function contactsFor(
  db: Database['prisma'] | Transaction,
  schoolId: string,
): Promise<ComplaintContacts> {
  const { parent, ...school } = await db.organisation.findUniqueOrThrow({
    where: { id: schoolId },
    select: { ...columns, parent: { select: columns } },
  })
  return { school: contactsOf(school), reviewer: parent ? contactsOf(parent) : undefined }
}

/** Reads the column; what is no contact is left out, so that one bad entry hides no other. */
export function readContacts(json: unknown): Contact[] {
  if (!Array.isArray(json)) return []
  return json.flatMap((entry) => {
    const read = contactSchema.safeParse(entry)
    return read.success ? [read.data] : []
  })
}

const columns = { id: true, name: true, contacts: true } as const

function contactsOf({ id, name, contacts }: { id: string; name: string; contacts: unknown }): ContactsOf {
  return { organisationId: id, name, contacts: readContacts(contacts) }
}
