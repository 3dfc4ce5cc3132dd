import { type ConversationData, conversations, type VersionedState } from '@grammyjs/conversations'
import { Bot, BotError } from 'grammy'
import type { UserFromGetMe } from 'grammy/types'
import type { House } from '../house.ts'
import { annexes } from './annexes.ts'
import { broadcasts } from './broadcasts/broadcasts.ts'
import { city } from './city/city.ts'
import { exportResults } from './city/export-results.ts'
import { complaints } from './complaints/complaints.ts'
import { connections } from './connections/connections.ts'
import { chooseCycle } from './dialogue/choose-cycle.ts'
import { chooseDesk } from './dialogue/choose-desk.ts'
import { type BotContext, type OpenedTurn, withTurn } from './dialogue/context.ts'
import { everywhere, lastResort, turningAway } from './dialogue/everywhere.ts'
import { idNumberGuard } from './dialogue/id-number-guard.ts'
import { sideDialogues, versionOfDialogues } from './dialogue/side-dialogue.ts'
import { asideTapped, checkTaps, tapped } from './dialogue/taps.ts'
import { district } from './district/district.ts'
import type { ClaimedUpdate } from './exchange/inbox.ts'
import type { Sender } from './exchange/sender.ts'
import type { Session } from './exchange/session.ts'
import { openTurn } from './exchange/turn.ts'
import { openTurnWriter } from './exchange/write-turn.ts'
import { people } from './people/people.ts'
import { principal } from './principal/principal.ts'
import { records } from './records/records.ts'
import { sentTables } from './records/take-table.ts'
import { reminders } from './reminders/reminders.ts'
import { school } from './school/school.ts'
import { declaring, teacher } from './teacher/teacher.ts'

/**
 * The bot: one function that handles one update of one person. The topics below do the work and are asked in
 * their order.
 */
export function createBot(
  house: House,
  {
    token,
    apiRoot,
    botInfo,
    sender,
    sessionOf,
  }: {
    token: string
    apiRoot: string
    botInfo: UserFromGetMe
    sender: Sender
    sessionOf: (accountId: number) => Promise<Session>
  },
) {
  checkTaps()
  const openedTurns = new Map<number, OpenedTurn>()
  const { database } = house
  const desk = { database, sender, write: openTurnWriter(database, sender.lease, sender.leaseSeconds) }
  const bot = new Bot<BotContext>(token, { botInfo, client: { apiRoot } })

  bot.use(withTurn(house, openedTurns))
  bot.use(everywhere.beforeAll)
  bot.use(idNumberGuard)
  bot.use(exportResults)
  bot.use(sentTables)
  // The path of every answer comes first: a draft in focus needs nothing that stands below.
  bot.use(declaring)
  bot.use(
    conversations<BotContext, BotContext>({
      storage: {
        type: 'context',
        version: versionOfDialogues(),
        adapter: {
          read: (ctx) => ctx.session.conversation as VersionedState<ConversationData> | undefined,
          write: (ctx, state) => ctx.turn.keepConversation(String(ctx.session.accountId), state),
          delete: (ctx) => ctx.turn.keepConversation(String(ctx.session.accountId), undefined),
        },
      },
    }),
  )
  bot.use(everywhere.commands)
  bot.use(asideTapped)
  bot.use(chooseCycle)
  bot.use(chooseDesk)
  bot.use(reminders)
  bot.use(turningAway)
  bot.use(sideDialogues)
  bot.use(tapped)
  bot.use(broadcasts)
  bot.use(complaints)
  bot.use(annexes)
  bot.use(teacher)
  bot.use(city)
  bot.use(connections)
  bot.use(school)
  bot.use(people)
  bot.use(district)
  bot.use(records)
  bot.use(principal)
  bot.use(lastResort)

  return {
    api: bot.api,
    /** Handles one update: everything that comes of it is written with the mark that it is handled. */
    async handle(taken: ClaimedUpdate): Promise<void> {
      const turn = openTurn(taken, desk)
      const session = await sessionOf(taken.laneId)
      openedTurns.set(taken.updateId, { turn, session, now: house.clock.now() })
      try {
        await bot.handleUpdate(taken.update)
      } catch (error) {
        throw error instanceof BotError ? error.error : error
      } finally {
        openedTurns.delete(taken.updateId)
      }
      await turn.finish()
    },
  }
}
