import { nameOfConnection } from '../../../core/connections/connections.ts'
import {
  endSubscription,
  listSubscriptions,
  makeSubscription,
  maxAddressChars,
  type Operator,
  redeliver,
  type Subscription,
} from '../../../core/connections/subscriptions.ts'
import { type OutgoingType, outgoingTypeNames } from '../../../core/events/outgoing-types.ts'
import { isRefusal, refuse } from '../../../core/refusal.ts'
import type { Transaction } from '../../../prisma/database.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { actingAs, as, isId, type Office, pageOf } from '../dialogue/desk.ts'
import { paged } from '../dialogue/paged.ts'
import { type SideDialogue, sideDialogue, typedLine } from '../dialogue/side-dialogue.ts'
import { taps } from '../dialogue/taps.ts'

/**
 * What a connection is told: the card behind 「事件订阅」 of the connections. The city's operator makes, ends and
 * repeats.
 */

const role = 'CITY_OPERATOR'
/** What is subscribed in one tap; the command line chooses single types. */
const groups = {
  all: () => true,
  declarations: (type) => type.startsWith('declaration.'),
  schools: (type) => type.startsWith('school.'),
  complaints: (type) => type.startsWith('complaint.'),
  cycle: (type) => type.startsWith('cycle.') || type.startsWith('export.'),
} as const satisfies Readonly<Record<string, (type: OutgoingType) => boolean>>
type Group = keyof typeof groups
const groupNames = Object.keys(groups) as Group[]

interface AddressAsked {
  readonly connectionId: string
  readonly group: Group
}

const subscriptionAddressDialogue = sideDialogue('subscription-address', askedAddress)

/** The button for the card of a connection. */
export function subscriptionsButton(ctx: BotContext, connectionId: string): Button {
  return ctx.button('subscriptions-button-list', tapData('subs', connectionId))
}

taps(as(role), {
  subs: (office, connectionId, page) =>
    isId(connectionId) ? showSubscriptions(office, connectionId, { page: pageOf(page) }) : gone(office),
  'subs.new': (office, connectionId) => (isId(connectionId) ? askGroup(office, connectionId) : gone(office)),
  'subs.pick': async ({ ctx, ...office }, group, connectionId) => {
    const chosen = groupNames.find((name) => name === group)
    if (!chosen || !isId(connectionId)) return gone({ ctx, ...office })
    ctx.say(ctx.text('subscriptions-ask-address'), { replyHint: ctx.label('subscriptions-address-hint') })
    const asked: AddressAsked = { connectionId, group: chosen }
    await ctx.place.begin(subscriptionAddressDialogue, asked)
  },
  'subs.end': (office, id) => (isId(id) ? askEnd(office, id) : gone(office)),
  'subs.sure': (office, id) => (isId(id) ? end(office, id) : gone(office)),
  'subs.again': (office, id) => (isId(id) ? again(office, id) : gone(office)),
})

async function showSubscriptions(
  { ctx }: Office,
  connectionId: string,
  {
    db = ctx.house.database.prisma as Transaction,
    page = 0,
    headline,
  }: { db?: Transaction; page?: number; headline?: string } = {},
): Promise<void> {
  const name = await nameOfConnection(db, connectionId)
  if (name === undefined) return ctx.sayRefusal(refuse('subscription-connection-gone'))
  const live = (await listSubscriptions(db, connectionId)).filter(({ endedAt }) => !endedAt)
  const { shown, skip, turning } = paged(ctx, live, page, (to) => tapData('subs', connectionId, to))
  const numbered = shown.map((one, at) => ({ ...one, number: skip + at + 1 }))
  const lines = [
    ...(headline ? [headline] : []),
    `${ctx.text('subscriptions-title', { connection: name })}\n${ctx.text('subscriptions-what')}`,
    ...(live.length === 0 ? [ctx.text('subscriptions-none')] : numbered.map((one) => lineOf(ctx, one))),
  ]
  ctx.show(lines.join('\n\n'), {
    buttons: [
      ...numbered.map(({ id, number, givenUp }) => [
        ctx.button('subscriptions-button-end', tapData('subs.end', id), { number }),
        ...(givenUp > 0
          ? [ctx.button('subscriptions-button-again', tapData('subs.again', id), { number })]
          : []),
      ]),
      turning,
      [ctx.button('subscriptions-button-new', tapData('subs.new', connectionId))],
    ],
  })
}

function lineOf(
  ctx: BotContext,
  {
    number,
    url,
    organisationName,
    types,
    delivered,
    open,
    givenUp,
    lastFault,
  }: Subscription & {
    number: number
  },
): string {
  const line = ctx.text('subscriptions-line', {
    number,
    host: hostOf(url),
    organisation: organisationName,
    types: typesInWords(ctx, types),
    delivered,
    open,
    givenUp,
  })
  return lastFault ? `${line}\n${ctx.text('subscriptions-fault', { fault: lastFault })}` : line
}

function typesInWords(ctx: BotContext, types: readonly OutgoingType[]): string {
  const whole = groupNames.find((name) => sameTypes(typesOf(name), types))
  return whole ? ctx.label(`subscriptions-group-${whole}`) : types.join(ctx.label('subscriptions-separator'))
}

function sameTypes(some: readonly OutgoingType[], others: readonly OutgoingType[]): boolean {
  return some.length === others.length && some.every((type) => others.includes(type))
}

function typesOf(group: Group): OutgoingType[] {
  return outgoingTypeNames.filter((type) => groups[group](type))
}

function askGroup({ ctx }: Office, connectionId: string): void {
  ctx.show(ctx.text('subscriptions-choose'), {
    buttons: [
      ...groupNames.map((group) => [
        ctx.button(`subscriptions-group-${group}`, tapData('subs.pick', group, connectionId)),
      ]),
      [ctx.button('button-back', tapData('subs', connectionId))],
    ],
  })
}

async function askedAddress(dialogue: SideDialogue, { connectionId, group }: AddressAsked): Promise<void> {
  const url = await typedLine(dialogue, maxAddressChars)
  await dialogue.external(async (outer) => {
    outer.place.leave()
    const office = actingAs(outer, role)
    if (office) await make(office, connectionId, group, url)
  })
}

async function make(office: Office, connectionId: string, group: Group, url: string): Promise<void> {
  const { ctx } = office
  await ctx.turn.commit(async (tx) => {
    const given = { connectionId, url, types: typesOf(group) }
    const allowPrivate = ctx.house.allowPrivateReceivers
    const made = await makeSubscription(tx, given, operatorOf(office), { allowPrivate, now: ctx.now })
    if (isRefusal(made)) {
      const anew = ctx.button('subscriptions-button-new', tapData('subs.new', connectionId))
      return ctx.sayRefusal(made, { buttons: [[anew]] })
    }
    const headline = ctx.text('subscriptions-made', { host: hostOf(made.url) })
    await showSubscriptions(office, connectionId, { db: tx, headline })
  })
}

async function askEnd({ ctx }: Office, id: string): Promise<void> {
  const subscription = (await listSubscriptions(ctx.house.database.prisma)).find((one) => one.id === id)
  if (!subscription || subscription.endedAt) return ctx.sayRefusal(refuse('subscription-gone'))
  const { url, open, connectionId } = subscription
  ctx.show(ctx.text('subscriptions-ask-end', { host: hostOf(url), open }), {
    buttons: [
      [
        ctx.button('subscriptions-button-sure', tapData('subs.sure', id)),
        ctx.button('button-back', tapData('subs', connectionId)),
      ],
    ],
  })
}

async function end(office: Office, id: string): Promise<void> {
  const { ctx } = office
  await ctx.turn.commit(async (tx) => {
    const ended = await endSubscription(tx, id, operatorOf(office), ctx.now)
    if (isRefusal(ended)) return ctx.sayRefusal(ended)
    await showSubscriptions(office, ended.connectionId, { db: tx, headline: ctx.text('subscriptions-ended') })
  })
}

async function again(office: Office, subscriptionId: string): Promise<void> {
  const { ctx } = office
  await ctx.turn.commit(async (tx) => {
    const sent = await redeliver(tx, { subscriptionId }, operatorOf(office), ctx.now)
    if (isRefusal(sent)) return ctx.sayRefusal(sent)
    const headline = ctx.text('subscriptions-again', { events: sent.events })
    await showSubscriptions(office, sent.connectionId, { db: tx, headline })
  })
}

function operatorOf({ me, organisation }: Office): Operator {
  return { personId: me, organisationId: organisation.id }
}

/** An address may carry a secret of the receiver in its path: its host is enough to know it by. */
function hostOf(url: string): string {
  return new URL(url).host
}

function gone({ ctx }: Office): void {
  ctx.sayRefusal(refuse('subscription-gone'))
}
