import {
  endSubscription,
  listSubscriptions,
  makeSubscription,
  redeliver,
} from '../../core/connections/subscriptions.ts'
import { isOutgoingType, outgoingTypeNames } from '../../core/events/outgoing-types.ts'
import { isRefusal, type Refusal } from '../../core/refusal.ts'
import { refusalSentence } from '../telegram/dialogue/refusal-text.ts'
import { type Command, Mistake } from './command.ts'
import type { CommandLine } from './office.ts'

/** What other systems are told, and where. */
export const subscriptionCommands: readonly Command[] = [
  {
    usage: 'subscription make CONNECTION URL',
    summary: 'Tells a connection what happens, at an https address.',
    more: `From then on signed messages go there; nothing of before is sent. Types:\n  ${outgoingTypeNames.join('\n  ')}`,
    options: {
      types: { value: 'TYPES', summary: 'Which types, with commas between; all without it.' },
      organisation: {
        value: 'ID',
        summary: "Of this organisation and those below it; the connection's own without it.",
      },
    },
    async run({ words: [connectionId, url], options }, office) {
      const types = options.types === undefined ? outgoingTypeNames : String(options.types).split(',')
      const unknown = types.find((type) => !isOutgoingType(type))
      if (unknown !== undefined)
        throw new Mistake(`There is no type «${unknown}»: npm run admin -- subscription make --help.`)
      const { database, config, clock, say } = office
      const given = {
        connectionId: idOf(connectionId),
        url: url!,
        types,
        ...(options.organisation !== undefined && { organisationId: String(options.organisation) }),
      }
      const setting = { allowPrivate: config.webhookOutAllowPrivate, now: clock.now() }
      const made = await database.prisma.$transaction((tx) => makeSubscription(tx, given, null, setting))
      if (isRefusal(made)) return refused(office, made)
      say(`Subscription ${made.id}: ${types.length} types to ${made.url}.`)
      return 0
    },
  },
  {
    usage: 'subscription list',
    summary: 'Lists who is told what, and how much got through.',
    async run(_, { database, say }) {
      const all = await listSubscriptions(database.prisma)
      for (const one of all) {
        const standing = one.endedAt ? `ended (${one.endedWhy})` : 'live'
        say(`${one.id}  ${standing}  ${one.connectionName} (${one.organisationName})  ${one.url}`)
        say(`  ${one.types.join(', ')}`)
        say(
          `  ${one.delivered} delivered, ${one.open} waiting, ${one.givenUp} given up${one.lastFault ? `; last fault: ${one.lastFault}` : ''}`,
        )
      }
      if (all.length === 0) say('Nobody has subscribed.')
      return 0
    },
  },
  {
    usage: 'subscription end ID',
    summary: 'Ends a subscription; what was still to be delivered is given up.',
    async run({ words: [id] }, office) {
      const now = office.clock.now()
      const ended = await office.database.prisma.$transaction((tx) =>
        endSubscription(tx, idOf(id), null, now),
      )
      if (isRefusal(ended)) return refused(office, ended)
      office.say('The subscription has ended.')
      return 0
    },
  },
  {
    usage: 'subscription redeliver ID',
    summary: 'Sends again what was given up, with the same ids.',
    options: { event: { value: 'ID', summary: 'This event alone, also when it was delivered.' } },
    async run({ words: [id], options }, office) {
      const asked = {
        subscriptionId: idOf(id),
        ...(options.event !== undefined && { eventId: idOf(String(options.event)) }),
      }
      const now = office.clock.now()
      const sent = await office.database.prisma.$transaction((tx) => redeliver(tx, asked, null, now))
      if (isRefusal(sent)) return refused(office, sent)
      office.say(`${sent.events} go out again.`)
      return 0
    },
  },
]

function refused({ say }: CommandLine, refusal: Refusal): number {
  say(refusalSentence(refusal, 'en'))
  return 1
}

function idOf(text: string | undefined): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text ?? '')) return text!
  throw new Mistake(`«${text}» is no id: npm run admin -- subscription list shows them.`)
}
