import type { Database, Transaction } from '../../prisma/database.ts'
import type { PublicityList } from './publicity-list.ts'

type Reader = Database['prisma'] | Transaction

/** A school's publicity as it stands at an instant. */
export interface SchoolPublicity {
  readonly id: string
  readonly organisationId: string
  readonly cycleId: number
  readonly version: number
  readonly startsAt: Date
  readonly endsAt: Date
  /** Ends after the last day that the calendar allows (ruling 2). */
  readonly late: boolean
  readonly startedBy: string
  readonly state: 'running' | 'ended' | 'taken-down' | 'withdrawn'
  readonly withdrawn: { readonly at: Date; readonly by: string; readonly why: string } | null
  readonly takenDown: { readonly at: Date; readonly by: string } | null
  readonly list: PublicityList
}

/** The one that stands: running, or over. Undefined while there is none, also after one was called off. */
export async function standingPublicity(
  db: Reader,
  schoolId: string,
  cycleId: number,
  now: Date,
): Promise<SchoolPublicity | undefined> {
  const row = await db.publicity.findFirst({
    where: { organisationId: schoolId, cycleId, withdrawnAt: null },
  })
  return row ? toPublicity(db, row, now) : undefined
}

/** The last one that was called off, to say why there is none at present. */
export async function lastWithdrawnPublicity(
  db: Reader,
  schoolId: string,
  cycleId: number,
  now: Date,
): Promise<SchoolPublicity | undefined> {
  const row = await db.publicity.findFirst({
    where: { organisationId: schoolId, cycleId, withdrawnAt: { not: null } },
    orderBy: { withdrawnAt: 'desc' },
  })
  return row ? toPublicity(db, row, now) : undefined
}

/** How many publicities a school has had in the cycle, with those that were called off. */
export function countPublicities(db: Reader, schoolId: string, cycleId: number): Promise<number> {
  return db.publicity.count({ where: { organisationId: schoolId, cycleId } })
}

export async function readPublicity(
  db: Reader,
  publicityId: string,
  now: Date,
): Promise<SchoolPublicity | undefined> {
  const row = await db.publicity.findUnique({ where: { id: publicityId } })
  return row ? toPublicity(db, row, now) : undefined
}

type Row = NonNullable<Awaited<ReturnType<Reader['publicity']['findFirst']>>>

async function toPublicity(db: Reader, row: Row, now: Date): Promise<SchoolPublicity> {
  const ids = [row.startedById, row.withdrawnById, row.takenDownById].filter((id) => id !== null)
  const people = await db.person.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  const nameOf = (id: string | null) => people.find((person) => person.id === id)?.name ?? ''
  return {
    id: row.id,
    organisationId: row.organisationId,
    cycleId: row.cycleId,
    version: row.version,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    late: row.late,
    startedBy: nameOf(row.startedById),
    state: stateOf(row, now),
    withdrawn: row.withdrawnAt && {
      at: row.withdrawnAt,
      by: nameOf(row.withdrawnById),
      why: row.withdrawnWhy ?? '',
    },
    takenDown: row.takenDownAt && { at: row.takenDownAt, by: nameOf(row.takenDownById) },
    list: row.list as unknown as PublicityList,
  }
}

function stateOf({ withdrawnAt, takenDownAt, endsAt }: Row, now: Date): SchoolPublicity['state'] {
  if (withdrawnAt) return 'withdrawn'
  if (takenDownAt) return 'taken-down'
  return now < endsAt ? 'running' : 'ended'
}
