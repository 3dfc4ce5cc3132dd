import type { Database, Transaction } from '../../prisma/database.ts'
import { shortenEntries } from '../audit/shorten-entry.ts'
import { maskIdNumber } from '../privacy/id-number.ts'
import { birthDateColumn, sealForRequest } from '../privacy/keep-id-number.ts'
import type { Sealer } from '../privacy/sealing.ts'
import { sealConfirmed } from './profile.ts'
import type { Profile } from './profile-fields.ts'

/**
 * Seals what a migration found in the clear and, having no key, left in `to_seal`. It goes in small batches
 * and may be cut off and repeated; of two processes at once one waits for the other.
 *
 * @returns how many values it sealed
 */
export async function sealWhatLayOpen({ prisma }: Pick<Database, 'prisma'>, sealer: Sealer): Promise<number> {
  let sealed = 0
  for (;;) {
    const done = await prisma.$transaction((tx) => sealSome(tx, sealer))
    if (done === 0) return sealed
    sealed += done
  }
}

const atOnce = 200

async function sealSome(tx: Transaction, sealer: Sealer): Promise<number> {
  const rows = await tx.$queryRaw<{ place: string; rowId: string; value: string }[]>`
    select place, row_id as "rowId", value from to_seal order by place, row_id limit ${atOnce} for update`
  for (const { place, rowId, value } of rows) {
    const seal = places[place]
    if (!seal) throw new Error(`Nobody knows how ${place} is sealed.`)
    await seal(tx, rowId, value, sealer)
    await tx.toSeal.delete({ where: { place_rowId: { place, rowId } } })
  }
  return rows.length
}

type Seal = (tx: Transaction, rowId: string, value: string, sealer: Sealer) => Promise<unknown>

/** What was changed since then is sealed already and stays. */
const places: Readonly<Record<string, Seal>> = {
  'person.birth_sealed': (tx, id, birthDate, sealer) =>
    tx.person.updateMany({ where: { id, birthSealed: null }, data: birthDateColumn(birthDate, id, sealer) }),

  'profile_confirmation.fields_sealed': (tx, rowId, value, sealer) => {
    const [personId, cycle] = rowId.split(':') as [string, string]
    const of = { personId, cycleId: Number(cycle) }
    const { idNumber, ...profile } = JSON.parse(value) as Profile
    const confirmed = { ...profile, ...(idNumber && { idNumber: maskIdNumber(idNumber) }) }
    return tx.profileConfirmation.updateMany({
      where: { ...of, fieldsSealed: null },
      data: { fieldsSealed: sealConfirmed(confirmed, of, sealer) },
    })
  },

  'request.value_sealed': (tx, id, value, sealer) =>
    tx.request.updateMany({
      where: { id, state: 'OPEN', valueSealed: null },
      data: { valueSealed: sealForRequest(value, id, sealer) },
    }),

  'audit_entry.details_sealed': (tx, rowId, _, sealer) => {
    const at = rowId.lastIndexOf(':')
    return shortenEntries(tx, [{ chain: rowId.slice(0, at), seq: BigInt(rowId.slice(at + 1)) }], sealer)
  },
}
