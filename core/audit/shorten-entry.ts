import type { Transaction } from '../../prisma/database.ts'
import type { Sealer } from '../privacy/sealing.ts'
import { fitForTrail } from './fit-for-trail.ts'

/**
 * Entries of before tell more than the trail may keep now. Each is shortened once: what it said then stays
 * beside it, sealed, because its seal in the chain is made of that.
 */

export interface EntryAt {
  readonly chain: string
  readonly seq: bigint
}

/** Shortens those of the entries that say too much; the others stay as they are. */
export async function shortenEntries(
  tx: Transaction,
  entries: readonly EntryAt[],
  sealer: Sealer,
): Promise<void> {
  for (const { chain, seq } of entries) {
    const [entry] = await tx.$queryRaw<{ details: string; subject_kind: string }[]>`
      select details::text as details, subject_kind from audit_entry
      where chain = ${chain} and seq = ${seq} and details_sealed is null`
    if (!entry) continue
    const said = JSON.parse(entry.details) as object
    const shortened = fitForTrail(said, entry.subject_kind)
    if (shortened === JSON.stringify(said)) continue
    const sealed = new Uint8Array(sealer.seal(entry.details, placeOf({ chain, seq })))
    await tx.$executeRaw`
      update audit_entry set details = ${shortened}::jsonb, details_sealed = ${sealed}
      where chain = ${chain} and seq = ${seq}`
  }
}

/** The shortened entries that are not what was sealed, or not what must be left of it. */
export async function brokenShortened(tx: Transaction, sealer: Sealer | undefined): Promise<EntryAt[]> {
  const broken: EntryAt[] = []
  let after: EntryAt = { chain: '', seq: 0n }
  for (;;) {
    const entries = await tx.$queryRaw<Shortened[]>`
      select chain, seq, subject_kind, details, details_sealed from audit_entry
      where details_sealed is not null and (chain, seq) > (${after.chain}, ${after.seq})
      order by chain, seq limit ${atOnce}`
    for (const entry of entries) if (!(await isSound(tx, entry, sealer))) broken.push(entry)
    if (entries.length < atOnce) return broken
    after = entries.at(-1)!
  }
}

const atOnce = 500

interface Shortened extends EntryAt {
  readonly subject_kind: string
  readonly details: object
  readonly details_sealed: Uint8Array
}

async function isSound(tx: Transaction, entry: Shortened, sealer: Sealer | undefined): Promise<boolean> {
  const { chain, seq } = entry
  const said = sealer && saidThen(entry, sealer)
  if (said === undefined) return false
  const left = JSON.parse(fitForTrail(JSON.parse(said), entry.subject_kind)) as object
  const [checked] = await tx.$queryRaw<{ sound: boolean }[]>`
    select details = ${JSON.stringify(left)}::jsonb and seal = sha256(previous || audit_body(
      jsonb_populate_record(entry, jsonb_build_object('details', ${said}::jsonb)))) as sound
    from audit_entry as entry where chain = ${chain} and seq = ${seq}`
  return checked?.sound ?? false
}

function saidThen(entry: Shortened, sealer: Sealer): string | undefined {
  try {
    return sealer.open(entry.details_sealed, placeOf(entry)).toString()
  } catch {
    return undefined
  }
}

const placeOf = ({ chain, seq }: EntryAt) => `audit_entry.details_sealed:${chain}:${seq}`
