import { Composer } from 'grammy'
import {
  countSchools,
  patternsBelow,
  patternsOf,
  type SchoolPattern,
} from '../../../core/organisations/patterns.ts'
import { tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { as, type Office, onCommand, pageOf } from '../dialogue/desk.ts'
import { linesPerPage, pageOfMany } from '../dialogue/paged.ts'
import { taps } from '../dialogue/taps.ts'
import { schoolOrSay } from './school-card.ts'

/** How the office's schools review, so that sloppiness is seen and reported (S064, S070). */
export const patterns = new Composer<BotContext>()

onCommand(patterns, as('DISTRICT_REVIEWER'), 'patterns', (office) => showPatterns(office, 0))

taps(as('DISTRICT_REVIEWER'), {
  patterns: (office, page) => showPatterns(office, pageOf(page)),
  'patterns.school': async (office, schoolId) => {
    const { ctx } = office
    const school = await schoolOrSay(office, schoolId)
    if (!school) return
    const [pattern] = await patternsOf(ctx.house.database.prisma, [school.id], ctx.cycle)
    const text = [ctx.text('patterns-means'), '', pattern && patternText(ctx, pattern)].join('\n')
    ctx.show(text, { buttons: [[ctx.button('button-back', tapData('schools.card', school.id))]] })
  },
})

async function showPatterns({ ctx, organisation }: Office, page: number): Promise<void> {
  const { prisma } = ctx.house.database
  const count = await countSchools(prisma, organisation.id)
  const { at, pages, skip, turning } = pageOfMany(ctx, count, page, (to) => tapData('patterns', to))
  const found = await patternsBelow(prisma, organisation.id, ctx.cycle, { skip, take: linesPerPage })
  const head = ctx.text('patterns-head', {
    office: organisation.name,
    cycle: ctx.cycle.name[ctx.locale],
    page: at + 1,
    pages,
  })
  const blocks = found.flatMap((pattern) => ['', patternText(ctx, pattern)])
  ctx.show([head, ctx.text('patterns-means'), ...blocks].join('\n'), {
    buttons: [turning, [ctx.button('review-button-schools', tapData('schools'))]],
  })
}

const hoursPerDay = 24

function patternText(ctx: BotContext, { approvalShare, medianHours, ...pattern }: SchoolPattern): string {
  const { name, approved, returned, undone, misconduct, returnedAbove } = pattern
  if (approvalShare === null || medianHours === null) return ctx.text('patterns-nothing', { name })
  const isShort = medianHours < 2 * hoursPerDay
  return ctx.text(isShort ? 'patterns-school-hours' : 'patterns-school-days', {
    name,
    approved,
    returned,
    share: Math.round(approvalShare * 100),
    median: Math.round((isShort ? medianHours : medianHours / hoursPerDay) * 10) / 10,
    undone,
    misconduct,
    returnedAbove,
  })
}
