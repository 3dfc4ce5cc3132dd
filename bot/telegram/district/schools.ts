import { Composer } from 'grammy'
import {
  countStages,
  type SchoolOfOffice,
  type SchoolStage,
  schoolStages,
  schoolsOfOffice,
} from '../../../core/organisations/schools-of-office.ts'
import { tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { as, inRows, type Office, onCommand, pageOf } from '../dialogue/desk.ts'
import { paged } from '../dialogue/paged.ts'
import { taps } from '../dialogue/taps.ts'

/** The office's schools by how far they are. */
export const schools = new Composer<BotContext>()

const maxPairedChars = 10
const maxNameChars = 24

onCommand(schools, as('DISTRICT_REVIEWER'), 'schools', showStages)

taps(as('DISTRICT_REVIEWER'), {
  schools: showStages,
  'schools.stage': (office, stage, page) => showStage(office, stage, pageOf(page)),
})

async function showStages({ ctx, organisation }: Office): Promise<void> {
  const all = await schoolsOf(ctx, organisation.id)
  const counts = countStages(all)
  const label = (stage: SchoolStage) => ctx.label(`schools-stage-${stage}`)
  const lines = [
    ctx.text('schools-head', {
      office: organisation.name,
      cycle: ctx.cycle.name[ctx.locale],
      count: all.length,
    }),
    ...schoolStages.map((stage) => ctx.text('schools-count', { stage: label(stage), count: counts[stage] })),
  ]
  const stages = schoolStages
    .filter((stage) => counts[stage] > 0)
    .map((stage) =>
      ctx.button('schools-stage-button', tapData('schools.stage', stage, 0), {
        stage: label(stage),
        count: counts[stage],
      }),
    )
  ctx.show(lines.join('\n'), {
    buttons: [
      ...inRows(stages, maxPairedChars),
      [
        ctx.button('review-button-list', tapData('review')),
        ctx.button('review-button-patterns', tapData('patterns')),
      ],
    ],
  })
}

async function showStage({ ctx, organisation }: Office, wanted: string | undefined, page: number) {
  const stage = schoolStages.find((one) => one === wanted)
  if (!stage) return ctx.answerTap(ctx.label('card-old'))
  const there = (await schoolsOf(ctx, organisation.id)).filter((school) => school.stage === stage)
  const { shown, at, pages, turning } = paged(ctx, there, page, (to) => tapData('schools.stage', stage, to))
  const head = ctx.text('schools-stage-head', {
    stage: ctx.label(`schools-stage-${stage}`),
    count: there.length,
    page: at + 1,
    pages,
  })
  ctx.show(
    [head, ctx.text(`schools-stage-means-${stage}`), ...shown.map((school) => lineOf(ctx, school))].join(
      '\n',
    ),
    {
      buttons: [
        ...shown.map(({ id, name }) => [
          { label: name.slice(0, maxNameChars), data: tapData('schools.card', id) },
        ]),
        turning,
        [ctx.button('button-back', tapData('schools'))],
      ],
    },
  )
}

function lineOf(ctx: BotContext, { name, items, waiting, secondRound, late }: SchoolOfOffice): string {
  const count = Object.values(items).reduce((sum, one) => sum + one, 0)
  const isLate = late.publicity || late.confirmation
  const line = ctx.text('schools-line', { name, count, waiting, secondRound })
  return isLate ? line + ctx.text('schools-mark-late') : line
}

function schoolsOf(ctx: BotContext, officeId: string): Promise<SchoolOfOffice[]> {
  return schoolsOfOffice(ctx.house.database.prisma, officeId, { cycleId: ctx.cycle.id, now: ctx.now })
}
