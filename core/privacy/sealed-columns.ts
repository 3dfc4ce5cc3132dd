/** A column that holds sealed values. */
export interface SealedColumn {
  readonly table: string
  readonly column: string
  /** What is bound into the value of a row, as SQL. */
  readonly place: string
}

/** Every one there is: what is asked of all sealed values goes through this list. */
export const sealedColumns: readonly SealedColumn[] = [
  { table: 'person', column: 'id_sealed', place: `'person.id_sealed:' || id` },
  { table: 'person', column: 'birth_sealed', place: `'person.birth_sealed:' || id` },
  {
    table: 'profile_confirmation',
    column: 'fields_sealed',
    place: `'profile_confirmation.fields_sealed:' || person_id || ':' || cycle_id`,
  },
  { table: 'request', column: 'value_sealed', place: `'request.id_sealed:' || id` },
  { table: 'complaint', column: 'complainant_sealed', place: `'complaint.complainant_sealed:' || id` },
  { table: 'connection_key', column: 'sealed', place: `'connection_key.sealed:' || id` },
  {
    table: 'audit_entry',
    column: 'details_sealed',
    place: `'audit_entry.details_sealed:' || chain || ':' || seq`,
  },
  { table: 'inbox_update', column: 'payload', place: `'inbox_update.payload.' || update_id` },
]
