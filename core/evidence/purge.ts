import type { Database } from '../../prisma/database.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { freezesAt } from '../cycle/windows.ts'
import type { FileStore } from './files.ts'

/** Long enough that a picture which is being sent again this very moment is not taken away from under it. */
const graceHours = 24

/**
 * Forgets pictures that belong to no draft and no declaration: of drafts thrown away, and of people who withdrew their
 * consent (PIPL: nothing is kept without a purpose).
 *
 * @returns how many pictures were forgotten
 */
export async function purgeAbandonedPictures(
  { pool }: Database,
  files: FileStore,
  now: Date,
): Promise<number> {
  const { rows: gone } = await pool.query<PictureFiles>(
    `delete from evidence where draft_id is null and declaration_id is null
       and added_at < $1::timestamptz - make_interval(hours => $2)
     returning display_sha256, thumbnail_sha256`,
    [now, graceHours],
  )
  await removeUnused(pool, files, gone)
  return gone.length
}

/**
 * Forgets the pictures of cycles that were frozen more than `keptYears` years ago (domain §9). What was declared and
 * decided stays on record; only the photos go.
 *
 * @returns how many pictures were forgotten
 */
export async function purgeOldPictures(
  { pool }: Database,
  files: FileStore,
  { cycles, keptYears, now }: { cycles: readonly Cycle[]; keptYears: number; now: Date },
): Promise<number> {
  const old = cycles.filter((cycle) => {
    const until = new Date(freezesAt(cycle))
    until.setUTCFullYear(until.getUTCFullYear() + keptYears)
    return until <= now
  })
  const { rows: gone } = await pool.query<PictureFiles>(
    `delete from evidence using declaration where declaration.id = evidence.declaration_id
       and declaration.cycle_id = any($1::int[]) returning display_sha256, thumbnail_sha256`,
    [old.map(({ id }) => id)],
  )
  await removeUnused(pool, files, gone)
  return gone.length
}

interface PictureFiles {
  display_sha256: string
  thumbnail_sha256: string
}

/** A file goes when no other picture is the same. */
async function removeUnused(
  pool: Database['pool'],
  files: FileStore,
  gone: readonly PictureFiles[],
): Promise<void> {
  const hashes = [...new Set(gone.flatMap((row) => [row.display_sha256, row.thumbnail_sha256]))]
  const { rows: unused } = await pool.query<{ sha256: string }>(
    `select sha256 from unnest($1::text[]) as t(sha256)
     where not exists (select 1 from evidence where display_sha256 = t.sha256 or thumbnail_sha256 = t.sha256)`,
    [hashes],
  )
  for (const { sha256 } of unused) await files.remove(sha256)
}
