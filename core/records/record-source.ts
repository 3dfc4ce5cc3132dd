import type { Transaction } from '../../prisma/database.ts'
import { isNoConnection } from '../authority/grants.ts'
import type { Role } from '../terms.ts'

/** 继续教育网 online / 培训机构登记 / 校本培训 */
export const recordSources = ['AUTO', 'PROVIDER', 'SCHOOL'] as const
export type RecordSource = (typeof recordSources)[number]

/** Who registers records of a source, and answers for them afterwards. */
export const roleOfSource: Readonly<Record<RecordSource, Role>> = {
  AUTO: 'CITY_OPERATOR',
  PROVIDER: 'PROVIDER',
  SCHOOL: 'SCHOOL_ADMIN',
}

export function sourceOfRole(role: Role): RecordSource | undefined {
  return recordSources.find((source) => roleOfSource[source] === role)
}

/** What stands as provider on the records of 继续教育网; the others carry the name of the organisation. */
export const onlineProvider = '广州市中小学教师继续教育网'

/**
 * The organisation that answers for a record: the one that registered it; 继续教育网 is run by whoever holds
 * CITY_OPERATOR. Records from before registrations were kept have no organisation; for a school's own ones
 * the teacher's school answers. Undefined when nobody does.
 */
export async function answererOf(
  db: Transaction,
  record: { source: RecordSource; organisationId: string | null; provider: string; personId: string },
): Promise<string | undefined> {
  if (record.source === 'AUTO') return onlineOffice(db)
  if (record.organisationId) return record.organisationId
  if (record.source === 'SCHOOL') {
    const person = await db.person.findUnique({
      where: { id: record.personId },
      select: { organisationId: true },
    })
    return person?.organisationId
  }
  const provider = await db.organisation.findFirst({
    where: { kind: 'PROVIDER', name: record.provider },
    select: { id: true },
  })
  return provider?.id
}

export async function onlineOffice(db: Transaction): Promise<string | undefined> {
  const grant = await db.grant.findFirst({
    where: { role: 'CITY_OPERATOR', withdrawnAt: null, person: isNoConnection },
    orderBy: [{ grantedAt: 'asc' }, { id: 'asc' }],
    select: { organisationId: true },
  })
  return grant?.organisationId
}
