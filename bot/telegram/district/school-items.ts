import { itemsInState } from '../../../core/declarations/items.ts'
import { type DeclarationState, declarationStates } from '../../../core/review/actions.ts'
import { tapData } from '../dialogue/buttons.ts'
import { as, inRows, type Office, pageOf } from '../dialogue/desk.ts'
import { linesPerPage, pageOfMany } from '../dialogue/paged.ts'
import { taps } from '../dialogue/taps.ts'
import { schoolOrSay } from './school-card.ts'

/** The items of one school by state, each a button that opens its card. */

const maxPairedChars = 12

taps(as('DISTRICT_REVIEWER'), {
  'schools.items': async (office, schoolId, state, page) => {
    const known = declarationStates[Number(state ?? Number.NaN)]
    if (known) await showItems(office, schoolId, known, pageOf(page))
    else await showStates(office, schoolId)
  },
})

async function showStates(office: Office, schoolId?: string): Promise<void> {
  const { ctx } = office
  const school = await schoolOrSay(office, schoolId)
  if (!school) return
  const buttons = declarationStates.flatMap((state, at) =>
    school.items[state]
      ? [
          ctx.button('schools-stage-button', tapData('schools.items', school.id, at, 0), {
            stage: ctx.label(`state-${state}`),
            count: school.items[state],
          }),
        ]
      : [],
  )
  const back = [ctx.button('button-back', tapData('schools.card', school.id))]
  const key = buttons.length > 0 ? 'schools-items-ask' : 'schools-card-no-items'
  ctx.show(ctx.text(key, { name: school.name }), { buttons: [...inRows(buttons, maxPairedChars), back] })
}

async function showItems(
  office: Office,
  schoolId: string | undefined,
  state: DeclarationState,
  page: number,
): Promise<void> {
  const { ctx } = office
  const school = await schoolOrSay(office, schoolId)
  if (!school) return
  const count = school.items[state] ?? 0
  const { at, pages, skip, turning } = pageOfMany(ctx, count, page, (to) =>
    tapData('schools.items', school.id, declarationStates.indexOf(state), to),
  )
  const items = await itemsInState(
    ctx.house.database.prisma,
    { schoolId: school.id, cycleId: ctx.cycle.id, state },
    { skip, take: linesPerPage },
  )
  const about = items.map(({ id, number, teacher, courseName: course, hours }) => ({
    id,
    number,
    teacher,
    course,
    hours,
  }))
  const head = ctx.text('schools-items-head', {
    name: school.name,
    state: ctx.label(`state-${state}`),
    count,
    page: at + 1,
    pages,
  })
  ctx.show([head, ...about.map(({ id: _, ...item }) => ctx.text('batch-line', item))].join('\n'), {
    buttons: [
      ...inRows(
        about.map(({ id, number }) =>
          ctx.button('school-button-review-item', tapData('review.open', id), { number }),
        ),
        maxPairedChars,
      ),
      turning,
      [ctx.button('button-back', tapData('schools.items', school.id))],
    ],
  })
}
