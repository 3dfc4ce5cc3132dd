import { Composer } from 'grammy'
import { closingOf, windowAt } from '../../../core/cycle/windows.ts'
import { readQueue } from '../../../core/declarations/queue.ts'
import { civilDateOf, daysFromTo, formatDeadline, formatInstant } from '../../../core/time/shanghai.ts'
import { tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { onCommand } from '../dialogue/desk.ts'
import { taps } from '../dialogue/taps.ts'
import { batchButtons } from '../review/batch.ts'
import { reviewDeskOf, schoolOffice } from '../review/office.ts'
import { openNext } from '../review/walk.ts'
import { deskOf, type SchoolDesk } from './desk.ts'

/** What waits for the school, oldest first. */
export const queue = new Composer<BotContext>()

onCommand(queue, deskOf, 'queue', showQueue)

taps(deskOf, {
  queue: showQueue,
  next: ({ ctx }) => {
    const desk = reviewDeskOf(ctx, schoolOffice)
    return desk && openNext(desk)
  },
})

async function showQueue({ ctx, school, me }: SchoolDesk): Promise<void> {
  const { waiting, oldestSince, own } = await readQueue(
    ctx.house.database.prisma,
    school.id,
    ctx.cycle.id,
    me,
  )
  const lines = [
    ctx.text('queue-head', { school: school.name, cycle: ctx.cycle.name[ctx.locale] }),
    oldestSince
      ? ctx.text('queue-waiting', { waiting, since: formatInstant(oldestSince, ctx.locale) })
      : ctx.text('queue-empty'),
    deadlineText(ctx),
    ...(waiting > 0 ? [ctx.text('queue-how')] : []),
    ...(own > 0 ? [ctx.text('queue-own', { own })] : []),
  ]
  const begin = waiting > 0 ? [[ctx.button('school-button-begin-review', tapData('next'), { waiting })]] : []
  const batch = await batchButtons({ ctx, office: schoolOffice, organisation: school, me })
  // Nothing waits any more and the list may go public: that is what comes next (ruling 2).
  const isPublicNext = waiting + own === 0 && windowAt(ctx.cycle, 'publicity', ctx.now).state !== 'before'
  const next = isPublicNext ? [[ctx.button('publicity-button-card', tapData('publicity'))]] : []
  ctx.show(lines.join('\n'), {
    buttons: [...begin, ...next, ...batch, [ctx.button('school-button-staff', tapData('staff'))]],
  })
}

/** The deadline of the first review, and of the second round once that is what waits. */
function deadlineText(ctx: BotContext): string {
  const hasSecondRound = ctx.now >= closingOf(ctx.cycle, 'district-review')
  const window = hasSecondRound ? 'second-round-school' : 'school-review'
  const { state, closesAt } = windowAt(ctx.cycle, window, ctx.now)
  const deadline = formatDeadline(closesAt, ctx.locale)
  if (state === 'closed') return ctx.text(hasSecondRound ? 'queue-closed' : 'queue-late', { deadline })
  const lastDay = civilDateOf(new Date(closesAt.getTime() - 1))
  return ctx.text('queue-deadline', { deadline, days: daysFromTo(civilDateOf(ctx.now), lastDay) - 1 })
}
