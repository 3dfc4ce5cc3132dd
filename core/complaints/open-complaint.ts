import type { Database, Transaction } from '../../prisma/database.ts'

/** While a complaint is open on an item, the principal cannot confirm it (ruling 10). */

/**
 * Is a complaint open on this declaration? The same as a condition in SQL, for whoever confirms many at once:
 * `not exists (select 1 from complaint where complaint.declaration_id = declaration.id and complaint.state <> 'SETTLED')`.
 */
export async function openComplaintOn(
  db: Database['prisma'] | Transaction,
  declarationId: string,
): Promise<boolean> {
  return (await db.complaint.count({ where: { declarationId, state: { not: 'SETTLED' } } })) > 0
}
