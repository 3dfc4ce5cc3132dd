import type { Database } from '../../prisma/database.ts'
import type { FileStore } from './files.ts'

/** Long enough that a picture which is being sent again this very moment is not taken away from under it. */
const graceHours = 24

/**
 * Forgets pictures that belong to no draft and no declaration: of drafts thrown away, and of people who withdrew their
 * consent (PIPL: nothing is kept without a purpose). A file goes when no other picture is the same.
 *
 * @returns how many pictures were forgotten
 */
export async function purgeAbandonedPictures(
  { pool }: Database,
  files: FileStore,
  now: Date,
): Promise<number> {
  const { rows: gone } = await pool.query<{ display_sha256: string; thumbnail_sha256: string }>(
    `delete from evidence where draft_id is null and declaration_id is null
       and added_at < $1::timestamptz - make_interval(hours => $2)
     returning display_sha256, thumbnail_sha256`,
    [now, graceHours],
  )
  const hashes = [...new Set(gone.flatMap((row) => [row.display_sha256, row.thumbnail_sha256]))]
  const { rows: unused } = await pool.query<{ sha256: string }>(
    `select sha256 from unnest($1::text[]) as t(sha256)
     where not exists (select 1 from evidence where display_sha256 = t.sha256 or thumbnail_sha256 = t.sha256)`,
    [hashes],
  )
  for (const { sha256 } of unused) await files.remove(sha256)
  return gone.length
}
