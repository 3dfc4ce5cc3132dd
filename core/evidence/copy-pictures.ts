import type { Database, Transaction } from '../../prisma/database.ts'
import { audit, commandLine } from '../audit/audit.ts'
import { DamagedFile, type FileStore } from './files.ts'
import { severalAtOnce } from './several-at-once.ts'

export interface Copied {
  /** How many files were copied now, and how many were there already, as they should be. */
  readonly copied: number
  readonly alreadyThere: number
  /** Files that neither store holds whole, with the picture each belongs to. */
  readonly lost: readonly { readonly pictureId: string; readonly sha256: string }[]
}

/**
 * Copies the files of every picture on record from one store into another, and reads each back there: what is
 * counted is there and whole. It goes on where it stopped, and may be repeated or run beside the program. It
 * removes nothing, and does not copy what belongs to no picture any more (PIPL: nothing is kept without a
 * purpose).
 *
 * @throws what the stores throw when they do not answer
 */
export async function copyPictures(
  { prisma }: Database,
  {
    from,
    to,
    destination,
    now,
    onProgress = () => {},
  }: { from: FileStore; to: FileStore; destination: string; now: Date; onProgress?: (files: number) => void },
): Promise<Copied> {
  const counts = { copied: 0, alreadyThere: 0 }
  const lost: { pictureId: string; sha256: string }[] = []
  const take = async ({ id, sha256 }: { id: string; sha256: string }) => {
    const outcome = await copyFile(sha256, from, to)
    if (outcome === 'lost') lost.push({ pictureId: id, sha256 })
    else counts[outcome] += 1
  }
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const last = await prisma.$transaction(
      async (tx) => {
        const pictures = await heldPictures(tx, after)
        const files = new Map(
          pictures.flatMap(({ id, display_sha256, thumbnail_sha256 }) =>
            [display_sha256, thumbnail_sha256].map((sha256) => [sha256, { id, sha256 }]),
          ),
        )
        await severalAtOnce(files.values(), take)
        return pictures.at(-1)?.id
      },
      { timeout: copiesWithinMilliseconds },
    )
    if (last === undefined) break
    after = last
    onProgress(counts.copied + counts.alreadyThere + lost.length)
  }
  await audit(prisma, {
    at: now,
    actor: commandLine,
    action: 'pictures.copy',
    subject: { kind: 'bucket', id: destination },
    organisationId: 'city',
    details: { ...counts, lost: lost.length },
  })
  return { ...counts, lost }
}

const picturesAtOnce = 50
const copiesWithinMilliseconds = 600_000

/**
 * The next pictures, held so that none is purged while it is copied. Otherwise its copy would stay in the
 * bucket for ever.
 */
function heldPictures(tx: Transaction, after: string) {
  return tx.$queryRaw<{ id: string; display_sha256: string; thumbnail_sha256: string }[]>`
    select id, display_sha256, thumbnail_sha256 from evidence where id > ${after}::uuid
    order by id limit ${picturesAtOnce} for key share`
}

async function copyFile(
  sha256: string,
  from: FileStore,
  to: FileStore,
): Promise<'copied' | 'alreadyThere' | 'lost'> {
  if (await whole(to, sha256)) return 'alreadyThere'
  const bytes = await whole(from, sha256)
  if (!bytes) return 'lost'
  await to.put(bytes)
  return (await whole(to, sha256)) ? 'copied' : 'lost'
}

/** What is damaged is as good as not there: the original put again repairs it. */
async function whole(store: FileStore, sha256: string): Promise<Buffer | undefined> {
  return store.get(sha256).catch((error: unknown) => {
    if (error instanceof DamagedFile) return undefined
    throw error
  })
}
