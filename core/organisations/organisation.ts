import type { Database, Transaction } from '../../prisma/database.ts'
import type { OrganisationKind } from '../people/appointments.ts'

type Reader = Database['prisma'] | Transaction

/** An organisation as everybody may know it. */
export interface Organisation {
  readonly id: string
  readonly name: string
  readonly kind: OrganisationKind
  /** 继续教育代码; null where none was issued. */
  readonly code: string | null
  readonly parentId: string | null
  /** The office above it; null for the city and for what stands beside the tree. */
  readonly officeName: string | null
}

export async function readOrganisation(
  db: Reader,
  organisationId: string,
): Promise<Organisation | undefined> {
  const row = await db.organisation.findUnique({
    where: { id: organisationId },
    select: {
      id: true,
      name: true,
      kind: true,
      code: true,
      parentId: true,
      parent: { select: { name: true } },
    },
  })
  if (!row) return undefined
  const { parent, ...organisation } = row
  return { ...organisation, officeName: parent?.name ?? null }
}

/** Throws when there is no such organisation: for ids that come from rows. */
export async function organisationOf(db: Reader, organisationId: string): Promise<Organisation> {
  const organisation = await readOrganisation(db, organisationId)
  if (!organisation) throw new Error(`There is no organisation ${organisationId}.`)
  return organisation
}

/** The school of that id; undefined also where it is an organisation of another kind. */
export async function readSchool(db: Reader, schoolId: string): Promise<Organisation | undefined> {
  const organisation = await readOrganisation(db, schoolId)
  return organisation?.kind === 'SCHOOL' ? organisation : undefined
}

/** The names of the offices that review schools, by id: the districts and 市教师培训中心. */
export async function officeNames(db: Reader): Promise<ReadonlyMap<string, string>> {
  const offices = await db.organisation.findMany({
    where: { kind: { in: ['DISTRICT', 'TRAINING_CENTRE'] } },
    select: { id: true, name: true },
  })
  return new Map(offices.map(({ id, name }) => [id, name]))
}
