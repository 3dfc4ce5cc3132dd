import { brokenSeals } from '../../core/audit/audit.ts'
import type { Command } from './command.ts'

/** Whether the audit trail is whole. */
export const trailCommands: readonly Command[] = [
  {
    usage: 'seals',
    summary: 'Checks the seals of the audit trail; code 1 when one is broken.',
    more: 'Each entry seals the one before it in the chain of its organisation, so whatever was altered, removed or slipped in shows.',
    async run(_, { database, sealer, say }) {
      const [{ entries, chains }] = await database.prisma.$queryRaw<[{ entries: number; chains: number }]>`
        select count(*)::int as entries, count(distinct chain)::int as chains from audit_entry`
      const broken = await brokenSeals(database.prisma, sealer)
      for (const { chain, seq } of broken) say(`The chain «${chain}» is broken at entry ${seq}.`)
      if (broken.length === 0) say(`All ${entries} entries in ${chains} chains are sealed.`)
      return broken.length > 0 ? 1 : 0
    },
  },
]
