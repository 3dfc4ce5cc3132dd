import type { Database, Transaction } from '../../prisma/database.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { freezesAt } from '../cycle/windows.ts'
import type { FileStore } from './files.ts'
import { severalAtOnce } from './several-at-once.ts'

/** Long enough that a picture which is being sent again this very moment is not taken away from under it. */
const graceHours = 24

/**
 * Forgets pictures that belong to no draft and no declaration: of drafts thrown away, and of people who
 * withdrew their consent (PIPL: nothing is kept without a purpose).
 *
 * @returns how many pictures were forgotten
 */
export function purgeAbandonedPictures(database: Database, files: FileStore, now: Date): Promise<number> {
  return forget(
    database,
    files,
    (tx) =>
      tx.$queryRaw<PictureFiles[]>`
      delete from evidence where id in (
        select id from evidence where draft_id is null and declaration_id is null
          and added_at < ${now}::timestamptz - make_interval(hours => ${graceHours}::int)
        limit ${mostAtOnce} for update skip locked)
      returning display_sha256, thumbnail_sha256`,
  )
}

/**
 * Forgets the pictures of cycles frozen more than `keptYears` years ago (DOMAIN §9), also those of drafts
 * never submitted. What was declared and decided stays on record.
 *
 * @returns how many pictures were forgotten
 */
export function purgeOldPictures(
  database: Database,
  files: FileStore,
  { cycles, keptYears, now }: { cycles: readonly Cycle[]; keptYears: number; now: Date },
): Promise<number> {
  const old = cycles.filter((cycle) => {
    const until = new Date(freezesAt(cycle))
    until.setUTCFullYear(until.getUTCFullYear() + keptYears)
    return until <= now
  })
  return forget(
    database,
    files,
    (tx) =>
      tx.$queryRaw<PictureFiles[]>`
      delete from evidence where id in (
        select evidence.id from evidence
          left join declaration on declaration.id = evidence.declaration_id
          left join draft on draft.id = evidence.draft_id
        where coalesce(declaration.cycle_id, draft.cycle_id) = any(${old.map(({ id }) => id)}::int[])
        limit ${mostAtOnce} for update of evidence skip locked)
      returning display_sha256, thumbnail_sha256`,
  )
}

interface PictureFiles {
  display_sha256: string
  thumbnail_sha256: string
}

const mostAtOnce = 100
const forgetsWithinMilliseconds = 120_000

/**
 * Rows and files go together: where a file cannot be removed its row stays too, and the next sweep tries
 * again. Otherwise nobody would know that there is still something to remove.
 */
async function forget(
  { prisma }: Database,
  files: FileStore,
  take: (tx: Transaction) => Promise<PictureFiles[]>,
): Promise<number> {
  for (let forgotten = 0; ; ) {
    const count = await prisma.$transaction(
      async (tx) => {
        const gone = await take(tx)
        await removeUnused(tx, files, gone)
        return gone.length
      },
      { timeout: forgetsWithinMilliseconds },
    )
    forgotten += count
    if (count < mostAtOnce) return forgotten
  }
}

/** A file goes when no other picture is the same. */
async function removeUnused(tx: Transaction, files: FileStore, gone: readonly PictureFiles[]): Promise<void> {
  const hashes = [...new Set(gone.flatMap((row) => [row.display_sha256, row.thumbnail_sha256]))]
  const unused = await tx.$queryRaw<{ sha256: string }[]>`
    select sha256 from unnest(${hashes}::text[]) as t(sha256)
    where not exists (select 1 from evidence where display_sha256 = t.sha256 or thumbnail_sha256 = t.sha256)`
  await severalAtOnce(unused, ({ sha256 }) => files.remove(sha256))
}
