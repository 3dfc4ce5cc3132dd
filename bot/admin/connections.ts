import {
  type ConnectionSeen,
  limitConnection,
  listConnections,
  makeConnection,
  rotateKey,
  usualPerMinute,
  withdrawConnection,
  withdrawOlderKey,
} from '../../core/connections/connections.ts'
import { eventTypeNames } from '../../core/connections/event-types.ts'
import { formatInstant } from '../../core/cycle/shanghai.ts'
import { isRefusal, type Refusal } from '../../core/refusal.ts'
import type { Transaction } from '../../prisma/database.ts'
import { type Command, Mistake } from './command.ts'
import { sentenceOf } from './files.ts'
import type { Office } from './office.ts'

/** Other systems that take part: what the operator does with /connections in the bot, from the machine. */
export const connectionCommands: readonly Command[] = [
  {
    usage: 'connection list',
    summary: 'Shows the connections of other systems.',
    options: { withdrawn: { summary: 'those that were withdrawn as well' } },
    async run({ options }, { database, say }) {
      const all = await listConnections(database.prisma, { withdrawn: options.withdrawn === true })
      if (all.length === 0) say('There is no connection.')
      for (const { id, name, organisation, types, perMinute, keysMadeAt, withdrawnAt } of all) {
        const state = withdrawnAt
          ? `withdrawn ${formatInstant(withdrawnAt, 'en')}`
          : `${keysMadeAt.length} ${keysMadeAt.length === 1 ? 'key' : 'keys'}, ${perMinute} a minute`
        say(`${id}  ${name} (${organisation.id}): ${state}; ${types.join(', ') || 'sends nothing'}`)
      }
      return 0
    },
  },
  {
    usage: 'connection make NAME',
    summary: 'Connects another system and prints its key, once.',
    more: `Types: ${eventTypeNames.join(', ')}`,
    options: {
      organisation: { value: 'ID', summary: 'whose system it is: it acts for this organisation alone' },
      types: { value: 'TYPES', summary: 'what it may send, apart by commas; without it nothing' },
      pace: { value: 'CALLS', summary: `calls a minute, ${usualPerMinute} by default` },
    },
    async run({ words: [name], options }, office) {
      if (typeof options.organisation !== 'string')
        throw new Mistake('--organisation is needed: whose system it is.')
      const types =
        typeof options.types === 'string' ? options.types.split(',').map((type) => type.trim()) : []
      const given = {
        name: name!,
        organisationId: options.organisation,
        types,
        perMinute: paceOf(options.pace),
      }
      const made = await within(office, (tx, now) =>
        makeConnection(tx, { ...given, actor: null }, { sealer: office.sealer, now }),
      )
      return sayKey(office, made)
    },
  },
  {
    usage: 'connection rotate ID',
    summary: 'Makes a second key and prints it, once; both hold until the older one is withdrawn.',
    options: { finish: { summary: 'withdraws the older key instead, when the other side uses the new one' } },
    async run({ words: [id], options }, office) {
      const seen = seenOf(id!)
      if (options.finish === true) {
        await within(office, (tx, now) => withdrawOlderKey(tx, seen, { now }))
        office.say('The older key is withdrawn.')
        return 0
      }
      return sayKey(
        office,
        await within(office, (tx, now) => rotateKey(tx, seen, { sealer: office.sealer, now })),
      )
    },
  },
  {
    usage: 'connection limit ID CALLS',
    summary: 'Sets how many calls a minute a connection may make.',
    async run({ words: [id, calls] }, office) {
      const perMinute = paceOf(calls)
      await within(office, (tx, now) => limitConnection(tx, { ...seenOf(id!), perMinute }, { now }))
      office.say(`It may call ${perMinute} times a minute.`)
      return 0
    },
  },
  {
    usage: 'connection withdraw ID',
    summary: 'Ends a connection for good: its keys, its roles and what it is told.',
    async run({ words: [id] }, office) {
      await within(office, (tx, now) => withdrawConnection(tx, seenOf(id!), { now }))
      office.say('It is withdrawn. What it has sent stands.')
      return 0
    },
  },
]

async function within<Done>(
  { database, clock }: Office,
  run: (tx: Transaction, now: Date) => Promise<Done | Refusal>,
): Promise<Done> {
  const outcome = await database.prisma.$transaction((tx) => run(tx, clock.now()))
  if (isRefusal(outcome)) throw new Mistake(sentenceOf(outcome))
  return outcome as Done
}

function sayKey({ say }: Office, { connectionId, key }: { connectionId: string; key: string }): number {
  say(`webhook-connection: ${connectionId}`)
  say(`key, shown once:    ${key}`)
  return 0
}

function seenOf(id: string): ConnectionSeen {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
    throw new Mistake(`«${id}» is no id of a connection: connection list shows them.`)
  return { connectionId: id, actor: null }
}

function paceOf(given: string | boolean | undefined): number {
  return typeof given === 'string' ? Number(given) : usualPerMinute
}
