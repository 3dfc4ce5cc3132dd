import { Composer } from 'grammy'
import { pauseBroadcast, resumeBroadcast, stopBroadcast } from '../../../core/broadcasts/broadcast.ts'
import { readBroadcast } from '../../../core/broadcasts/broadcast-progress.ts'
import { isRefusal, type Refusal } from '../../../core/refusal.ts'
import type { Transaction } from '../../../prisma/database.ts'
import type { BotContext } from '../dialogue/context.ts'
import { as, isId, type Office } from '../dialogue/desk.ts'
import { taps } from '../dialogue/taps.ts'
import { announcers, announcing, showAnnouncing } from './announce.ts'
import { showCard } from './card.ts'

/** What is told to many people: it is written, watched, paused, resumed and stopped here. */
export const broadcasts = new Composer<BotContext>()

broadcasts.use(announcing)

taps(as(...announcers), {
  'bc.open': (office, id) => openCard(office, id),
  'bc.pause': (office, id, version) => change(office, pauseBroadcast, id, version),
  'bc.resume': (office, id, version) => change(office, resumeBroadcast, id, version),
  'bc.stop': (office, id, version) => change(office, stopBroadcast, id, version),
})

async function openCard(office: Office, id: string | undefined): Promise<void> {
  const { ctx, organisation } = office
  const broadcast = isId(id) ? await readBroadcast(ctx.house.database.prisma, id) : undefined
  if (broadcast?.organisationId !== organisation.id) {
    ctx.answerTap(ctx.label('card-old'))
    return showAnnouncing(office)
  }
  await ctx.turn.commit((tx) => showCard(ctx, tx, broadcast.id))
}

type Change = (
  tx: Transaction,
  asked: { actor: { personId: string }; broadcastId: string; version: number },
  now: Date,
) => Promise<Refusal | undefined>

async function change(
  { ctx, me }: Office,
  act: Change,
  id: string | undefined,
  version: string | undefined,
): Promise<void> {
  if (!isId(id) || !/^\d{1,9}$/.test(version ?? '')) return
  const asked = { actor: { personId: me }, broadcastId: id, version: Number(version) }
  await ctx.turn.commit(
    async (tx) => {
      const outcome = await act(tx, asked, ctx.now)
      if (isRefusal(outcome)) {
        ctx.sayRefusal(outcome)
        if (outcome.refused !== 'broadcast-changed' && outcome.refused !== 'broadcast-over') return
      }
      await showCard(ctx, tx, id)
    },
    { timeoutSeconds: 30 },
  )
}
