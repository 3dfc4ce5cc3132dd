/**
 * What keeps an item from its principal's confirmation: conditions on a row of `declaration`, by its name.
 */

/**
 * It is the school's principal's own, which the office above confirms, whichever principal acts (ruling 11).
 */
export function isPrincipalsSql(item: string): string {
  return `exists (select 1 from "grant" head where head.person_id = ${item}.person_id and head.role = 'PRINCIPAL'
    and head.organisation_id = ${item}.organisation_id and head.withdrawn_at is null)`
}

/** A complaint on it is not settled (ruling 10). */
export function isComplainedSql(item: string): string {
  return `exists (select 1 from complaint where complaint.declaration_id = ${item}.id and complaint.state <> 'SETTLED')`
}
