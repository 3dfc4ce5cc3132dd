import type { Database, Transaction } from '../../prisma/database.ts'
import type { Round } from '../review/actions.ts'
import { isComplainedSql, isPrincipalsSql } from '../review/held.ts'
import { receiptNumber } from '../review/receipt.ts'
import type { Category } from '../terms.ts'

/**
 * What stands before the principal: items that the school approved, and among them those that the principal
 * cannot confirm.
 */

export interface ItemToConfirm {
  readonly id: string
  readonly number: string
  readonly version: number
  readonly round: Round
  readonly personId: string
  readonly teacher: string
  readonly category: Category
  readonly courseName: string
  readonly hours: number
  /**
   * Why the principal's confirmation passes it by: it is a principal's own (ruling 11), or a complaint on it
   * is open (ruling 10).
   */
  readonly held: 'own' | 'complaint' | null
}

/**
 * The confirming statement and the card that says what it will confirm both read this, so that they cannot
 * differ.
 */
export const heldSql = `case when ${isPrincipalsSql('declaration')} then 'own'
  when ${isComplainedSql('declaration')} then 'complaint' end`

export async function itemsToConfirm(
  db: Database['prisma'] | Transaction,
  schoolId: string,
  cycleId: number,
): Promise<ItemToConfirm[]> {
  const rows = await db.$queryRawUnsafe<(Omit<ItemToConfirm, 'number'> & { serial: number })[]>(
    `select declaration.id, declaration.serial, declaration.version, declaration.round,
       declaration.person_id as "personId", person.name as teacher, declaration.category::text as category,
       declaration.course_name as "courseName", declaration.hours, ${heldSql} as held
     from declaration join person on person.id = declaration.person_id
     where declaration.organisation_id = $1 and declaration.cycle_id = $2
       and declaration.state = 'APPROVED_BY_SCHOOL'
     order by declaration.waiting_since, declaration.serial`,
    schoolId,
    cycleId,
  )
  return rows.map(({ serial, ...item }) => ({ ...item, number: receiptNumber({ cycleId, serial }) }))
}
