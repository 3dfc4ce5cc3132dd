import type { Transaction } from '../../prisma/database.ts'
import type { Sealer } from '../privacy/sealing.ts'
import { readProfile } from './profile.ts'
import type { Profile } from './profile-fields.ts'

/**
 * What is held about somebody, for /mydata: values masked, everything else counted (DOMAIN §9; PIPL art. 45).
 */
export interface DataHeld {
  readonly account?: {
    readonly accountId: number
    readonly locale: string
    readonly createdAt: Date
    /** Null: as usual. */
    readonly reminderHour: number | null
    readonly remindersMuted: boolean
    readonly consents: readonly { version: number; givenAt: Date; withdrawnAt: Date | null }[]
  }
  readonly person?: {
    readonly personId: string
    /** The ID number is in it masked only; in the store it is encrypted. */
    readonly profile: Profile
    readonly roles: number
    readonly profileConfirmations: number
    readonly hourRecords: number
    readonly declarations: number
    readonly drafts: number
    readonly pictures: number
    readonly invites: number
    readonly disputes: number
    readonly exemptions: number
    readonly transfers: number
    /** Entries of the trail about this person or by them; they are never deleted. */
    readonly auditEntries: number
  }
  readonly requests: number
  /**
   * Filed from this account. Complaints about the person are not counted: nobody is shown those (ruling 10).
   */
  readonly complaintsFiled: number
}

/** @param whose the account that asks, or a person */
export async function dataHeldAbout(
  db: Transaction,
  whose: { accountId: number } | { personId: string },
  sealer: Sealer,
): Promise<DataHeld> {
  const account = await db.account.findFirst({
    where: 'accountId' in whose ? { id: whose.accountId } : { personId: whose.personId },
    include: { consents: { orderBy: { givenAt: 'asc' } } },
  })
  const personId = 'personId' in whose ? whose.personId : account?.personId
  const requests = await db.request.count({
    where: { OR: [...(account ? [{ accountId: account.id }] : []), ...(personId ? [{ personId }] : [])] },
  })
  return {
    ...(account && {
      account: {
        accountId: Number(account.id),
        locale: account.locale,
        createdAt: account.createdAt,
        reminderHour: account.reminderHour,
        remindersMuted: account.mutedAt !== null,
        consents: account.consents.map(({ version, givenAt, withdrawnAt }) => ({
          version,
          givenAt,
          withdrawnAt,
        })),
      },
    }),
    ...(personId && { person: await heldOf(db, personId, sealer) }),
    requests,
    complaintsFiled: account ? await db.complaint.count({ where: { complainantAccountId: account.id } }) : 0,
  }
}

async function heldOf(
  db: Transaction,
  personId: string,
  sealer: Sealer,
): Promise<NonNullable<DataHeld['person']>> {
  const { profile } = await readProfile(db, personId, sealer)
  const { _count: counts } = await db.person.findUniqueOrThrow({
    where: { id: personId },
    select: {
      _count: {
        select: {
          grants: { where: { withdrawnAt: null } },
          profiles: true,
          records: true,
          declarations: true,
          drafts: true,
          evidence: true,
          invites: true,
          disputes: true,
          exemptions: true,
          transfers: true,
        },
      },
    },
  })
  return {
    personId,
    profile,
    roles: counts.grants,
    profileConfirmations: counts.profiles,
    hourRecords: counts.records,
    declarations: counts.declarations,
    drafts: counts.drafts,
    pictures: counts.evidence,
    invites: counts.invites,
    disputes: counts.disputes,
    exemptions: counts.exemptions,
    transfers: counts.transfers,
    auditEntries: await db.auditEntry.count({
      where: { OR: [{ subjectId: personId }, { actorId: personId }] },
    }),
  }
}
