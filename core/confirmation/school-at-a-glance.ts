import type { Database, Transaction } from '../../prisma/database.ts'
import { peopleWithRole } from '../authority/grants.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { closingOf, freezesAt } from '../cycle/windows.ts'
import { answeredBy } from '../ledger/sums.ts'
import { type ContactsOf, contactsFor } from '../organisations/contacts.ts'
import type { Refusal } from '../refusal.ts'
import type { DeclarationState, Round } from '../review/actions.ts'
import { receiptNumber } from '../review/receipt.ts'
import { type StepDone, stepsDone } from '../review/steps.ts'
import { refuseToConfirm, roundsOpen } from './confirm-school.ts'
import { type ItemToConfirm, itemsToConfirm } from './items-to-confirm.ts'

/**
 * The whole school as its principal sees it before confirming: what there is, what is in the way, and who has
 * to act (DOMAIN §6).
 */

export interface Glance {
  readonly schoolId: string
  readonly schoolName: string
  /** The office above, which reviews the school; absent for a school that stands under none. */
  readonly reviewer: ContactsOf | undefined
  /** Empty: nobody can confirm until the office above has appointed one. */
  readonly principals: readonly string[]
  /** Who acts on what waits for the school. */
  readonly administrators: readonly string[]
  /** Without the exempt. */
  readonly answered: number
  readonly exempt: number
  readonly passed: number
  readonly notPassed: number
  /** How many items stand in each state and round; states without any are absent. */
  readonly items: Readonly<Record<Round, Partial<Record<DeclarationState, number>>>>
  readonly publicity: { readonly startsAt: Date; readonly endsAt: Date } | undefined
  /** What the confirmation takes along now. */
  readonly toConfirm: Readonly<Record<Round, number>>
  /** What it passes by, each with why. */
  readonly held: readonly ItemToConfirm[]
  /** Items of the second round and where they are, those that wait for the principal first. */
  readonly secondRound: readonly SecondRoundItem[]
  readonly blocks: readonly Block[]
  /** Why the school as a whole cannot be confirmed now; undefined when it can. */
  readonly refusal: Refusal | undefined
  readonly steps: readonly StepDone[]
  readonly deadlines: { readonly confirmation: Date; readonly secondRound: Date; readonly freeze: Date }
}

/** Something in the way of the school, or only of the items named. */
export type Block =
  | { readonly kind: 'no-principal' }
  | { readonly kind: 'items-waiting'; readonly count: number }
  | { readonly kind: 'publicity-not-started' }
  | { readonly kind: 'publicity-running'; readonly until: Date }
  | { readonly kind: 'complaints'; readonly count: number }
  | { readonly kind: 'own-items'; readonly count: number }
  | { readonly kind: 'second-round-with-teacher'; readonly count: number }
  | { readonly kind: 'second-round-with-school'; readonly count: number }

export interface SecondRoundItem {
  readonly id: string
  readonly number: string
  readonly teacher: string
  readonly courseName: string
  readonly hours: number
  readonly state: DeclarationState
}

export async function glanceOf(
  db: Database['prisma'] | Transaction,
  schoolId: string,
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<Glance> {
  const clock = { cycle, now }
  const contacts = await contactsFor(db, schoolId)
  const people = await answeredBy(db, [schoolId], clock)
  const judged = people.filter(({ exempt }) => !exempt)
  const passed = judged.filter(({ verdict }) => verdict.passed).length
  const publicity = await db.publicity.findFirst({
    where: { organisationId: schoolId, cycleId: cycle.id, withdrawnAt: null },
    select: { startsAt: true, endsAt: true },
  })
  const principals = await peopleWithRole(db, 'PRINCIPAL', schoolId)
  const administrators = await peopleWithRole(db, 'SCHOOL_ADMIN', schoolId)
  const items = await itemCounts(db, schoolId, cycle.id)
  const waiting = await itemsToConfirm(db, schoolId, cycle.id)
  const open = roundsOpen(clock)
  const free = waiting.filter(({ held, round }) => held === null && open.has(round))
  const held = waiting.filter((item) => item.held !== null)
  return {
    schoolId,
    schoolName: contacts.school.name,
    reviewer: contacts.reviewer,
    principals: principals.map(({ name }) => name),
    administrators: administrators.map(({ name }) => name),
    answered: judged.length,
    exempt: people.length - judged.length,
    passed,
    notPassed: judged.length - passed,
    items,
    publicity: publicity ?? undefined,
    toConfirm: {
      1: free.filter(({ round }) => round === 1).length,
      2: free.filter(({ round }) => round === 2).length,
    },
    held,
    secondRound: await secondRoundItems(db, schoolId, cycle.id),
    // From the freeze on nobody has to act on anything any more.
    blocks:
      now < freezesAt(cycle) ? blocksOf({ principals: principals.length, items, publicity, held, now }) : [],
    refusal: await refuseToConfirm(db, schoolId, clock),
    steps: await stepsDone(db, schoolId, cycle.id),
    deadlines: {
      confirmation: closingOf(cycle, 'principal-confirmation'),
      secondRound: closingOf(cycle, 'second-round-school'),
      freeze: freezesAt(cycle),
    },
  }
}

/**
 * May the principal tap 确认并上报 now? Something is left to confirm, or the school itself was not confirmed yet.
 */
export function isConfirmable({ refusal, steps, toConfirm }: Glance): boolean {
  if (refusal) return false
  return toConfirm[1] + toConfirm[2] > 0 || !steps.some(({ step }) => step === 'confirmation')
}

function blocksOf({
  principals,
  items,
  publicity,
  held,
  now,
}: {
  principals: number
  items: Glance['items']
  publicity: { startsAt: Date; endsAt: Date } | null
  held: Glance['held']
  now: Date
}): Block[] {
  const counted = (
    kind: Exclude<Block['kind'], 'no-principal' | `publicity-${string}`>,
    count = 0,
  ): Block[] => (count > 0 ? [{ kind, count }] : [])
  const running = publicity && now >= publicity.startsAt && now < publicity.endsAt
  return [
    ...(principals === 0 ? [{ kind: 'no-principal' } as const] : []),
    ...counted('items-waiting', items[1].SUBMITTED),
    ...(!publicity || now < publicity.startsAt ? [{ kind: 'publicity-not-started' } as const] : []),
    ...(running ? [{ kind: 'publicity-running', until: publicity.endsAt } as const] : []),
    ...counted('complaints', held.filter((item) => item.held === 'complaint').length),
    ...counted('own-items', held.filter((item) => item.held === 'own').length),
    ...counted(
      'second-round-with-teacher',
      (items[2].RETURNED_BY_DISTRICT ?? 0) + (items[2].RETURNED_BY_SCHOOL ?? 0),
    ),
    ...counted('second-round-with-school', items[2].SUBMITTED),
  ]
}

async function itemCounts(db: Transaction, schoolId: string, cycleId: number): Promise<Glance['items']> {
  const groups = await db.declaration.groupBy({
    by: ['state', 'round'],
    where: { organisationId: schoolId, cycleId },
    _count: true,
  })
  const ofRound = (round: Round) =>
    Object.fromEntries(
      groups.filter((group) => group.round === round).map(({ state, _count }) => [state, _count]),
    )
  return { 1: ofRound(1), 2: ofRound(2) }
}

async function secondRoundItems(
  db: Transaction,
  schoolId: string,
  cycleId: number,
): Promise<SecondRoundItem[]> {
  const rows = await db.declaration.findMany({
    where: { organisationId: schoolId, cycleId, round: 2 },
    select: {
      id: true,
      serial: true,
      courseName: true,
      hours: true,
      state: true,
      person: { select: { name: true } },
    },
    orderBy: { serial: 'asc' },
  })
  const items = rows.map(({ serial, person, ...item }) => ({
    ...item,
    number: receiptNumber({ cycleId, serial }),
    teacher: person.name,
  }))
  const waits = ({ state }: SecondRoundItem) => (state === 'APPROVED_BY_SCHOOL' ? 0 : 1)
  return items.sort((one, other) => waits(one) - waits(other))
}
