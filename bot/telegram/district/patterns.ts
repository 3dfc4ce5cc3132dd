import { Composer } from 'grammy'
import {
  countSchools,
  patternsBelow,
  patternsOf,
  type SchoolPattern,
} from '../../../core/organisations/patterns.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { type Office, onCommand, onOfficeTaps, pageOf } from '../dialogue/desk.ts'
import { schoolOrSay } from './school-card.ts'

/** How the office's schools review, so that sloppiness is seen and reported (S064, S070). */
export const patterns = new Composer<BotContext>()

const schoolsPerPage = 8

onCommand(patterns, 'DISTRICT_REVIEWER', 'patterns', (office) => showPatterns(office, 0))

onOfficeTaps(patterns, 'DISTRICT_REVIEWER', {
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
  const pages = Math.max(1, Math.ceil((await countSchools(prisma, organisation.id)) / schoolsPerPage))
  const at = Math.min(page, pages - 1)
  const found = await patternsBelow(prisma, organisation.id, ctx.cycle, {
    skip: at * schoolsPerPage,
    take: schoolsPerPage,
  })
  const turning: Button[] = [
    ...(at > 0 ? [ctx.button('school-button-previous-page', tapData('patterns', at - 1))] : []),
    ...(at + 1 < pages ? [ctx.button('school-button-next-page', tapData('patterns', at + 1))] : []),
  ]
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
