import type { Database } from '../../prisma/database.ts'
import { type SealedColumn, sealedColumns } from './sealed-columns.ts'
import type { Sealer } from './sealing.ts'

/**
 * While there is more than one key, what others sealed is sealed with the current one, in small batches
 * beside everything else. What somebody writes at the same moment stays as they wrote it.
 *
 * @returns how many values were sealed anew
 */
export async function resealAll({ pool }: Pick<Database, 'pool'>, sealer: Sealer): Promise<number> {
  const { rows } = await pool.query<{ keys: number }>('select count(*)::int as keys from sealing_key')
  if (rows[0]!.keys < 2) return 0
  let resealed = 0
  for (const column of sealedColumns) resealed += await resealColumn({ pool }, column, sealer)
  return resealed
}

/** How many values of each column the current key did not seal. */
export async function notYetResealed({ pool }: Pick<Database, 'pool'>, sealer: Sealer): Promise<number> {
  let left = 0
  for (const { table, column } of sealedColumns) {
    const { rows } = await pool.query<{ left: number }>(
      `select count(*)::int as left from ${table} where substring(${column} for 4) <> $1`,
      [sealer.header()],
    )
    left += rows[0]!.left
  }
  return left
}

const atOnce = 200

async function resealColumn(
  { pool }: Pick<Database, 'pool'>,
  { table, column, place }: SealedColumn,
  sealer: Sealer,
): Promise<number> {
  let resealed = 0
  let after = '(0,0)'
  for (;;) {
    const { rows } = await pool.query<{ at: string; value: Buffer; place: string }>(
      `select ctid::text as at, ${column} as value, ${place} as place from ${table}
       where ctid > $1::tid and substring(${column} for 4) <> $2 order by ctid limit ${atOnce}`,
      [after, sealer.header()],
    )
    if (rows.length === 0) return resealed
    const { rowCount } = await pool.query(
      `update ${table} set ${column} = anew.value
       from unnest($1::tid[], $2::bytea[], $3::bytea[]) as anew (at, was, value)
       where ${table}.ctid = anew.at and ${table}.${column} = anew.was`,
      [
        rows.map(({ at }) => at),
        rows.map(({ value }) => value),
        rows.map((row) => sealer.seal(sealer.open(row.value, row.place), row.place)),
      ],
    )
    resealed += rowCount ?? 0
    after = rows.at(-1)!.at
  }
}
