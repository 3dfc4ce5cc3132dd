import { Composer } from 'grammy'
import { windowAt } from '../../../core/cycle/windows.ts'
import { type OfficeQueue, readOfficeQueue } from '../../../core/declarations/queue.ts'
import { civilDateOf, daysFromTo, formatDeadline, formatInstant } from '../../../core/time/shanghai.ts'
import { tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { as, isOrganisationId, type Office, onCommand } from '../dialogue/desk.ts'
import { taps } from '../dialogue/taps.ts'
import { batchButtons } from '../review/batch.ts'
import { districtOffice, reviewTaps } from '../review/office.ts'
import { openNext } from '../review/walk.ts'

/** What waits for the office above schools, the second round first. */
export const reviewQueue = new Composer<BotContext>()

onCommand(reviewQueue, as('DISTRICT_REVIEWER'), 'review', showReviewQueue)

taps(as('DISTRICT_REVIEWER'), { review: showReviewQueue })

reviewTaps({
  next: (desk, schoolId) => openNext(desk, { schoolId: isOrganisationId(schoolId) ? schoolId : undefined }),
})

async function showReviewQueue({ ctx, organisation, me }: Office): Promise<void> {
  const { prisma } = ctx.house.database
  const queue = await readOfficeQueue(prisma, organisation.id, ctx.cycle.id, me)
  const { waiting, secondRound, forPrincipals, oldestSince, own } = queue
  const lines = [
    ctx.text('review-head', { office: organisation.name, cycle: ctx.cycle.name[ctx.locale] }),
    oldestSince
      ? ctx.text('review-waiting', { waiting, since: formatInstant(oldestSince, ctx.locale) })
      : ctx.text('review-empty'),
    ...(secondRound > 0 ? [ctx.text('review-waiting-second', { secondRound })] : []),
    ...(forPrincipals > 0 ? [ctx.text('review-waiting-principals', { forPrincipals })] : []),
    deadlineText(ctx, queue),
    ...(own > 0 ? [ctx.text('review-own', { own })] : []),
  ]
  const all = waiting + forPrincipals
  const begin = all > 0 ? [[ctx.button('review-button-begin', districtOffice.next(), { waiting: all })]] : []
  const batch = await batchButtons({ ctx, office: districtOffice, organisation, me })
  ctx.show(lines.join('\n'), {
    buttons: [
      ...begin,
      ...batch,
      [
        ctx.button('review-button-schools', tapData('schools')),
        ctx.button('review-button-late', tapData('late')),
      ],
    ],
  })
}

/** The first round's window, and the second's once only that is left; after it the data are frozen. */
function deadlineText(ctx: BotContext, { waiting, secondRound, forPrincipals }: OfficeQueue): string {
  const { locale, now, cycle } = ctx
  const first = windowAt(cycle, 'district-review', now)
  const second = windowAt(cycle, 'second-round-district', now)
  if (second.state === 'closed') {
    return ctx.text('review-frozen', { deadline: formatDeadline(second.closesAt, locale) })
  }
  if (first.state === 'before')
    return ctx.text('review-opens', { opens: formatInstant(first.opensAt!, locale) })
  const isLate = first.state === 'closed' && waiting - secondRound + forPrincipals > 0
  if (isLate) return ctx.text('review-late', { deadline: formatDeadline(first.closesAt, locale) })
  const { closesAt } = first.state === 'open' ? first : second
  const lastDay = civilDateOf(new Date(closesAt.getTime() - 1))
  return ctx.text(first.state === 'open' ? 'review-deadline' : 'review-deadline-second', {
    deadline: formatDeadline(closesAt, locale),
    days: daysFromTo(civilDateOf(now), lastDay) - 1,
  })
}
