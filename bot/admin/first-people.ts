import { Api } from 'grammy'
import { makeRoleInvite } from '../../core/people/role-invite.ts'
import { isRefusal } from '../../core/refusal.ts'
import { formatInstant } from '../../core/time/shanghai.ts'
import { type Command, Mistake } from './command.ts'
import { sentenceOf } from './files.ts'
import type { CommandLine } from './office.ts'

/** The first people of the city, from whom everybody else gets their role in the bot. */
export const peopleCommands: readonly Command[] = [
  {
    usage: 'city-admin NAME',
    summary: 'Makes an invite link for an operator (or supervisor) of the city.',
    more: 'Whoever opens the link holds the role. From then on the city appoints the districts, and they the schools, in the bot.',
    options: {
      supervisor: { summary: 'CITY_SUPERVISOR instead of CITY_OPERATOR' },
      organisation: { value: 'ID', summary: 'the office of the city; by default the one at the top' },
    },
    async run({ words: [name], options }, office) {
      const { database, clock, say } = office
      const organisationId = await officeOf(office, options.organisation)
      const role = options.supervisor === true ? 'CITY_SUPERVISOR' : 'CITY_OPERATOR'
      const invite = await database.prisma.$transaction((tx) =>
        makeRoleInvite(tx, { name: name!, role, organisationId, actor: null }, clock.now()),
      )
      if (isRefusal(invite)) throw new Mistake(sentenceOf(invite))
      say(`${name} becomes ${role} by opening this, once, until ${formatInstant(invite.expiresAt, 'en')}:`)
      say(await linkOf(office, invite.word))
      return 0
    },
  },
]

async function officeOf({ database }: CommandLine, given: string | boolean | undefined): Promise<string> {
  if (typeof given === 'string') return given
  const top = await database.prisma.organisation.findMany({
    where: { kind: 'CITY', parentId: null },
    select: { id: true },
    take: 2,
  })
  if (top.length === 0) throw new Mistake('There is no office of the city yet: load the organisations first.')
  if (top.length > 1) throw new Mistake('Several offices stand at the top: name one with --organisation ID.')
  return top[0]!.id
}

/** The bot's name is known to the messenger alone; without it the word itself does. */
async function linkOf({ config: { telegram } }: CommandLine, word: string): Promise<string> {
  const start = `invite-${word}`
  const bot =
    telegram &&
    (await new Api(telegram.token, { apiRoot: telegram.apiRoot, timeoutSeconds: 10 })
      .getMe()
      .catch(() => undefined))
  return bot ? `https://t.me/${bot.username}?start=${start}` : `/start ${start}   (sent to the bot)`
}
