import type { Database } from '../../../prisma/database.ts'

/** A column of the database in which something stands that must not. */
export interface Found {
  readonly column: string
  readonly rows: number
}

/** Every column of words, whatever table it is in: one that is added next year is looked at as well. */
async function columnsOfWords({ pool }: Database): Promise<{ table: string; column: string }[]> {
  const { rows } = await pool.query<{ table: string; column: string }>(
    `select columns.table_name as table, column_name as column
     from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema = 'public' and table_type = 'BASE TABLE'
       and udt_name in ('text', 'varchar', 'json', 'jsonb', '_text') order by 1, 2`,
  )
  return rows
}

/** @param pattern as PostgreSQL reads it; @returns the columns that hold it, as 'table.column' */
export async function columnsHolding(database: Database, pattern: string): Promise<Found[]> {
  const found: Found[] = []
  for (const { table, column } of await columnsOfWords(database)) {
    const { rows } = await database.pool.query<{ rows: number }>(
      `select count(*)::int as rows from "${table}" where "${column}"::text ~ $1`,
      [pattern],
    )
    if (rows[0]!.rows > 0) found.push({ column: `${table}.${column}`, rows: rows[0]!.rows })
  }
  return found
}

/** Every value of every column of words, with where it stands. */
export async function everythingKept(database: Database): Promise<{ where: string; text: string }[]> {
  const kept: { where: string; text: string }[] = []
  for (const { table, column } of await columnsOfWords(database)) {
    const { rows } = await database.pool.query<{ text: string }>(
      `select distinct "${column}"::text as text from "${table}" where "${column}" is not null`,
    )
    kept.push(...rows.map(({ text }) => ({ where: `${table}.${column}`, text })))
  }
  return kept
}
