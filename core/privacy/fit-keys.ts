import { createSecretKey, type KeyObject } from 'node:crypto'
import type { Database } from '../../prisma/database.ts'
import { type SealedColumn, sealedColumns } from './sealed-columns.ts'
import { firstKey, type KeyRing, openSealerOf, type Sealer } from './sealing.ts'

/** The keys that somebody has, before it is known which of them this database was sealed with. */
export interface GivenKeys {
  readonly sealing: readonly Buffer[]
  readonly index: Buffer
}

/** The key that is not the one of this database. */
export type WrongKey = { readonly wrong: 'sealing' | 'index' }

type Pool = Pick<Database, 'pool'>

/** Whether anything is sealed here, so that without its keys nothing may begin. */
export async function holdsSealed({ pool }: Pool): Promise<boolean> {
  const { rows } = await pool.query('select 1 from sealing_key limit 1')
  return rows.length > 0 || (await someSealed({ pool })) !== undefined
}

/**
 * Which of the keys is which of this database's, by what each sealed for a check. A database without checks
 * takes the first key for its own when that opens what is there.
 */
export async function fitKeys({ pool }: Pool, given: GivenKeys): Promise<KeyRing | WrongKey> {
  const index = createSecretKey(given.index)
  const sealing = given.sealing.map((key) => createSecretKey(key))
  if ((await checksOf({ pool })).length === 0) {
    const sealer = sealerOf(firstKey, sealing[0]!, index)
    const wrong = await wrongFor({ pool }, sealer)
    if (wrong) return wrong
    await pool.query(
      `insert into sealing_key (number, check_sealed, check_index, seals_from) values ($1, $2, $3, now())
       on conflict (number) do nothing`,
      [firstKey, sealer.seal(checkWord, checkPlace(firstKey)), sealer.blindIndex(checkWord)],
    )
  }
  const checks = await checksOf({ pool })
  const fitting = new Map<number, KeyObject>()
  for (const check of checks) {
    const key = sealing.find((one) => opens(sealerOf(check.number, one, index), check))
    if (!key) return { wrong: 'sealing' }
    fitting.set(check.number, key)
    const indexed = sealerOf(check.number, key, index).blindIndex(checkWord)
    if (!indexed.equals(check.check_index)) return { wrong: 'index' }
  }
  const current = Math.max(...checks.filter(({ seals }) => seals).map(({ number }) => number))
  return { sealing: fitting, current, index }
}

/** How long every process has to read of a new key before anything is sealed with it. */
export const knownWithinSeconds = 120

/**
 * Lets a new key seal from soon on; what others sealed is still opened. Of ten at once one is taken.
 *
 * @param key one that is none of this database's yet
 * @returns its number; nothing where another key was taken meanwhile
 */
export async function takeKey(
  { pool }: Pool,
  { number, key, index }: { number: number; key: Buffer; index: Buffer },
): Promise<number | undefined> {
  const sealer = sealerOf(number, createSecretKey(key), createSecretKey(index))
  const { rowCount } = await pool.query(
    `insert into sealing_key (number, check_sealed, check_index, seals_from)
     values ($1, $2, $3, now() + make_interval(secs => $4)) on conflict (number) do nothing`,
    [number, sealer.seal(checkWord, checkPlace(number)), sealer.blindIndex(checkWord), knownWithinSeconds],
  )
  return rowCount === 1 ? number : undefined
}

interface Check {
  readonly number: number
  readonly check_sealed: Buffer
  readonly check_index: Buffer
  readonly seals: boolean
}

const checkWord = 'xueshi'
const checkPlace = (number: number) => `sealing_key.check_sealed:${number}`

async function checksOf({ pool }: Pool): Promise<Check[]> {
  const { rows } = await pool.query<Check>(
    'select number, check_sealed, check_index, seals_from <= now() as seals from sealing_key order by number',
  )
  return rows
}

function sealerOf(number: number, key: KeyObject, index: KeyObject): Sealer {
  return openSealerOf({ sealing: new Map([[number, key]]), current: number, index })
}

function opens(sealer: Sealer, { number, check_sealed }: Check): boolean {
  try {
    return sealer.open(check_sealed, checkPlace(number)).toString() === checkWord
  } catch {
    return false
  }
}

/** Tries the keys on the first value that is there; a number shows whether the index is right as well. */
async function wrongFor({ pool }: Pool, sealer: Sealer): Promise<WrongKey | undefined> {
  const some = await someSealed({ pool })
  if (!some) return undefined
  const { value, place, column, index } = some
  try {
    const opened = sealer.open(value, place).toString()
    const isIndexed = column.column !== 'id_sealed' || !index || sealer.blindIndex(opened).equals(index)
    return isIndexed ? undefined : { wrong: 'index' }
  } catch {
    return { wrong: 'sealing' }
  }
}

async function someSealed({
  pool,
}: Pool): Promise<{ value: Buffer; place: string; column: SealedColumn; index: Buffer | null } | undefined> {
  for (const column of sealedColumns) {
    const index = column.column === 'id_sealed' ? 'id_index' : 'null::bytea'
    const { rows } = await pool.query<{ value: Buffer; place: string; index: Buffer | null }>(
      `select ${column.column} as value, ${column.place} as place, ${index} as index
       from ${column.table} where ${column.column} is not null limit 1`,
    )
    if (rows[0]) return { ...rows[0], column }
  }
  return undefined
}
