import type { Database, Transaction } from '../../prisma/database.ts'
import type { DeclarationState, Round } from '../review/actions.ts'
import { receiptNumber } from '../review/receipt.ts'

/** Declarations as they are told of: whose, of which school, how they stand. Who may hear is asked before. */

type Reader = Database['prisma'] | Transaction

export interface ItemTold {
  readonly id: string
  readonly number: string
  readonly cycleId: number
  readonly personId: string
  readonly teacher: string
  readonly organisationId: string
  readonly school: string
  readonly state: DeclarationState
  readonly round: Round
  readonly reasonId: string | null
  readonly note: string | null
  readonly courseName: string
  readonly hours: number
}

export async function readItem(db: Reader, declarationId: string): Promise<ItemTold | undefined> {
  const row = await db.declaration.findUnique({ where: { id: declarationId }, select: columns })
  return row ? toItem(row) : undefined
}

/** Where an item belongs, so that it is seen who answers for it. */
export interface ItemPlace {
  readonly id: string
  /** The school, with the office above it. */
  readonly organisation: { readonly id: string; readonly parentId: string | null }
}

/** @param which the item by its id or by its receipt number */
export async function findItem(
  db: Reader,
  which: { readonly id: string } | { readonly cycleId: number; readonly serial: number },
): Promise<ItemPlace | undefined> {
  const found = await db.declaration.findFirst({
    where: which,
    select: { id: true, organisation: { select: { id: true, parentId: true } } },
  })
  return found ?? undefined
}

/** A school's items in one state, those that wait longest first. */
export async function itemsInState(
  db: Reader,
  { schoolId, cycleId, state }: { schoolId: string; cycleId: number; state: DeclarationState },
  { skip, take }: { skip: number; take: number },
): Promise<ItemTold[]> {
  const rows = await db.declaration.findMany({
    where: { organisationId: schoolId, cycleId, state },
    select: columns,
    orderBy: [{ waitingSince: 'asc' }, { id: 'asc' }],
    skip,
    take,
  })
  return rows.map(toItem)
}

/** What a teacher declared in the cycle and what counts no more, in the order of its numbers. */
export async function invalidItemsOf(db: Reader, personId: string, cycleId: number): Promise<ItemTold[]> {
  const rows = await db.declaration.findMany({
    where: { personId, cycleId, state: 'INVALID' },
    select: columns,
    orderBy: { serial: 'asc' },
  })
  return rows.map(toItem)
}

/** How many items the school gave back to a teacher: without a publicity they can be corrected (ruling 3). */
export function countReturnedBySchool(db: Reader, personId: string, cycleId: number): Promise<number> {
  return db.declaration.count({ where: { personId, cycleId, state: 'RETURNED_BY_SCHOOL', round: 1 } })
}

/** How many items of a school the office gave back and nobody has corrected yet. */
export function countReturnedByOffice(db: Reader, schoolId: string, cycleId: number): Promise<number> {
  return db.declaration.count({
    where: { organisationId: schoolId, cycleId, state: 'RETURNED_BY_DISTRICT' },
  })
}

const columns = {
  id: true,
  cycleId: true,
  serial: true,
  personId: true,
  person: { select: { name: true } },
  organisationId: true,
  organisation: { select: { name: true } },
  state: true,
  round: true,
  reasonId: true,
  note: true,
  courseName: true,
  hours: true,
} as const

type Row = Omit<ItemTold, 'number' | 'teacher' | 'school' | 'round'> & {
  readonly serial: number
  readonly round: number
  readonly person: { readonly name: string }
  readonly organisation: { readonly name: string }
}

function toItem({ serial, round, person, organisation, ...item }: Row): ItemTold {
  return {
    ...item,
    round: round as Round,
    number: receiptNumber({ cycleId: item.cycleId, serial }),
    teacher: person.name,
    school: organisation.name,
  }
}
