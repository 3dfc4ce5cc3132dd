import { allowedTypeNames } from '../../core/connections/allowed-types.ts'
import { allowTypes, limitConnection } from '../../core/connections/change-connection.ts'
import {
  type ConnectionLimits,
  usualMaxBytes,
  usualPerMinute,
} from '../../core/connections/connection-limits.ts'
import {
  listConnections,
  makeConnection,
  rotateKey,
  withdrawConnection,
  withdrawOlderKey,
} from '../../core/connections/connections.ts'
import type { ConnectionSeen } from '../../core/connections/locked-connection.ts'
import { peopleWithoutNumber } from '../../core/connections/unnumbered-people.ts'
import { isRefusal, type Refusal } from '../../core/refusal.ts'
import { formatInstant } from '../../core/time/shanghai.ts'
import type { Transaction } from '../../prisma/database.ts'
import { type Command, type Given, Mistake } from './command.ts'
import { sentenceOf } from './files.ts'
import type { CommandLine } from './office.ts'

const nothing = 'nothing'

const limitOptions = {
  pace: { value: 'CALLS', summary: `calls a minute, ${usualPerMinute} by default` },
  size: { value: 'KIB', summary: `how large a message may be in KiB, ${usualMaxBytes / 1024} by default` },
} as const

/** Other systems that take part: what the operator does with /connections in the bot, from the machine. */
export const connectionCommands: readonly Command[] = [
  {
    usage: 'connection list',
    summary: 'Shows the connections of other systems.',
    options: { withdrawn: { summary: 'those that were withdrawn as well' } },
    async run({ options }, { database, say }) {
      const all = await listConnections(database.prisma, { withdrawn: options.withdrawn === true })
      if (all.length === 0) say('There is no connection.')
      for (const {
        id,
        name,
        organisation,
        types,
        keysMadeAt,
        withdrawnAt,
        refusedLately,
        ...limits
      } of all) {
        const state = withdrawnAt
          ? `withdrawn ${formatInstant(withdrawnAt, 'en')}`
          : `${keysMadeAt.length} ${keysMadeAt.length === 1 ? 'key' : 'keys'}, ${limitsInWords(limits)}`
        say(`${id}  ${name} (${organisation.id}): ${state}; ${types.join(', ') || nothing}`)
        if (refusedLately > 0) say(`  ${refusedLately} calls refused lately`)
      }
      return 0
    },
  },
  {
    usage: 'connection make NAME',
    summary: 'Connects another system and prints its key, once.',
    more: `Types: ${allowedTypeNames.join(', ')}`,
    options: {
      organisation: { value: 'ID', summary: 'whose system it is: it acts for this organisation alone' },
      types: {
        value: 'TYPES',
        summary: 'what it may send and download, apart by commas; without it nothing',
      },
      ...limitOptions,
    },
    async run({ words: [name], options }, office) {
      if (typeof options.organisation !== 'string')
        throw new Mistake('--organisation is needed: whose system it is.')
      const types = typeof options.types === 'string' ? typesIn(options.types) : []
      const given = { name: name!, organisationId: options.organisation, types, ...limitsOf(options) }
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
    usage: 'connection limit ID',
    summary: 'Sets how many calls a minute a connection may make, and how large a message may be.',
    options: limitOptions,
    async run({ words: [id], options }, office) {
      const given = limitsOf(options)
      if (Object.keys(given).length === 0) throw new Mistake('--pace or --size is needed: what is to change.')
      await within(office, (tx, now) => limitConnection(tx, { ...seenOf(id!), ...given }, { now }))
      const [one] = await listConnections(office.database.prisma, { id: id! })
      office.say(`From now on: ${limitsInWords(one!)}.`)
      const ceiling = office.config.adminEventsMaxBytes
      if (one!.maxBytes > ceiling)
        office.say(`ADMIN_EVENTS_MAX_BYTES lets no message through that is larger than ${inKib(ceiling)}.`)
      return 0
    },
  },
  {
    usage: 'connection allow ID TYPES',
    summary: `Sets what a connection may send and download, apart by commas; ${nothing} for none.`,
    more: `What is not named is no longer allowed. Types: ${allowedTypeNames.join(', ')}`,
    async run({ words: [id, given] }, office) {
      const types = given === nothing ? [] : typesIn(given!)
      await within(office, (tx, now) => allowTypes(tx, { ...seenOf(id!), types }, { now }))
      office.say(`From now on it may: ${types.join(', ') || nothing}.`)
      return 0
    },
  },
  {
    usage: 'connection people ID',
    summary: 'Shows by which 人员编号 its role events name people who have no 继续教育证号.',
    more: 'The staff of offices and providers have none. The number has no meaning and opens nothing; hand it on with the key.',
    async run({ words: [id] }, office) {
      const people = await peopleWithoutNumber(office.database.prisma, seenOf(id!).connectionId)
      for (const { id: number, name, organisation, roles } of people)
        office.say(`${number}  ${name} (${organisation.id}): ${roles.join(', ') || 'no role'}`)
      if (people.length === 0)
        office.say('There is nobody: it may send no role events, or all have a 继续教育证号.')
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
  { database, clock }: CommandLine,
  run: (tx: Transaction, now: Date) => Promise<Done | Refusal>,
): Promise<Done> {
  const outcome = await database.prisma.$transaction((tx) => run(tx, clock.now()))
  if (isRefusal(outcome)) throw new Mistake(sentenceOf(outcome))
  return outcome as Done
}

function sayKey({ say }: CommandLine, { connectionId, key }: { connectionId: string; key: string }): number {
  say(`webhook-connection: ${connectionId}`)
  say(`key, shown once:    ${key}`)
  return 0
}

function seenOf(id: string): ConnectionSeen {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
    throw new Mistake(`«${id}» is no id of a connection: connection list shows them.`)
  return { connectionId: id, actor: null }
}

function typesIn(given: string): string[] {
  return given
    .split(',')
    .map((type) => type.trim())
    .filter((type) => type !== '')
}

function limitsOf({ pace, size }: Given['options']): Partial<ConnectionLimits> {
  return {
    ...(typeof pace === 'string' && { perMinute: Number(pace) }),
    ...(typeof size === 'string' && { maxBytes: Number(size) * 1024 }),
  }
}

function limitsInWords({ perMinute, maxBytes }: ConnectionLimits): string {
  return `${perMinute} a minute, ${inKib(maxBytes)} a message`
}

function inKib(bytes: number): string {
  return `${Math.floor(bytes / 1024)} KiB`
}
