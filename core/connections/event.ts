import type { Transaction } from '../../prisma/database.ts'
import type { CycleBook } from '../cycle/cycle-book.ts'
import type { OrganisationKind } from '../people/appointments.ts'
import type { Sealer } from '../privacy/sealing.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Role } from '../terms.ts'

/** An event that another system sends, and what becomes of it. */

export const eventRefusals = [
  'event-shape',
  'event-type-unknown',
  'event-type-not-allowed',
  'event-data-unreadable',
  'event-cycle-unknown',
  'event-cycle-frozen',
  'event-person-unknown',
  'not-your-organisation',
  'organisation-unknown',
  'item-gone',
  'complaint-unknown',
  'export-missing',
  'export-row-unknown',
] as const

/**
 * The connection that sent it: a person of its own, in one organisation, in the role that the event's type
 * needs there.
 */
export interface Sender {
  readonly connectionId: string
  readonly personId: string
  readonly role: Role
  readonly organisation: { readonly id: string; readonly kind: OrganisationKind; readonly name: string }
}

/** What the events' use cases need beside the event. */
export interface EventSetting {
  readonly cycles: CycleBook
  readonly sealer: Sealer
  readonly now: Date
}

export type EventOutcome =
  /** `made` is what the sender could not know before, as the number of a complaint. */
  | { readonly outcome: 'done'; readonly made?: Readonly<Record<string, string | number | boolean>> }
  /** It stood so already: nothing was changed. */
  | { readonly outcome: 'done-before' }
  | RefusedEvent

export interface RefusedEvent {
  readonly outcome: 'refused'
  readonly refusal: Refusal
  /** The field of the event's data that is to be corrected; absent when it is about the event as a whole. */
  readonly field?: string
}

/**
 * What runs for events of a type. `together` may have joined several that stand one after another; they come
 * in their order.
 */
export type RunEvents<Data> = (
  tx: Transaction,
  events: readonly Data[],
  sender: Sender,
  setting: EventSetting,
) => Promise<EventOutcome[]>

export function refusedEvent(refusal: Refusal, field?: string): RefusedEvent {
  return { outcome: 'refused', refusal, ...(field && { field }) }
}

/** For types whose events run one by one. */
export function oneByOne<Data>(
  run: (tx: Transaction, data: Data, sender: Sender, setting: EventSetting) => Promise<EventOutcome>,
): RunEvents<Data> {
  return async (tx, events, sender, setting) => {
    const outcomes: EventOutcome[] = []
    for (const data of events) outcomes.push(await run(tx, data, sender, setting))
    return outcomes
  }
}

export const cycleUnknown = (cycle: number) =>
  refusedEvent(refuse('event-cycle-unknown', { cycle: String(cycle) }), 'cycle')
