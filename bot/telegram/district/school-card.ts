import { contactsFor } from '../../../core/organisations/contacts.ts'
import { type SchoolOfOffice, schoolOfOffice } from '../../../core/organisations/schools-of-office.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { declarationStates } from '../../../core/review/actions.ts'
import { takeStep } from '../../../core/review/steps.ts'
import { civilDateOf, formatDate, formatInstant } from '../../../core/time/shanghai.ts'
import type { Transaction } from '../../../prisma/database.ts'
import { contactLines } from '../contact-lines.ts'
import { tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { as, isOrganisationId, type Office } from '../dialogue/desk.ts'
import { refusalText } from '../dialogue/refusal-text.ts'
import { taps } from '../dialogue/taps.ts'
import { districtOffice } from '../review/office.ts'

/**
 * One school as its office sees it: what it has done, what of it waits here, and the paper that has to arrive
 * (S039).
 */
taps(as('DISTRICT_REVIEWER'), {
  'schools.card': async (office, schoolId) => {
    const school = await schoolOrSay(office, schoolId)
    if (school) await showSchool(office, school)
  },
  'schools.paper': tickPaper,
})

/** The school if it is below this office; otherwise says that it is not: it may have moved to another. */
export async function schoolOrSay(
  { ctx, organisation }: Office,
  schoolId: string | undefined,
  db: Transaction = ctx.house.database.prisma,
): Promise<SchoolOfOffice | undefined> {
  const at = { cycleId: ctx.cycle.id, now: ctx.now }
  const school = isOrganisationId(schoolId)
    ? await schoolOfOffice(db, organisation.id, schoolId, at)
    : undefined
  if (!school) {
    ctx.say(ctx.text('schools-unknown'), {
      buttons: [[ctx.button('review-button-schools', tapData('schools'))]],
    })
  }
  return school
}

async function tickPaper(office: Office, schoolId?: string): Promise<void> {
  const { ctx, organisation, me } = office
  await ctx.turn.commit(async (tx) => {
    if (!(await schoolOrSay(office, schoolId, tx))) return
    const done = await takeStep(
      tx,
      {
        step: 'paper-received',
        organisationId: schoolId!,
        holderId: organisation.id,
        actor: { personId: me },
      },
      { cycle: ctx.cycle, now: ctx.now },
    )
    if (isRefusal(done)) ctx.say(refusalText(done, ctx.locale))
    const school = await schoolOrSay(office, schoolId, tx)
    if (school) await showSchool(office, school, tx)
  })
}

async function showSchool(
  { ctx }: Office,
  school: SchoolOfOffice,
  db: Transaction = ctx.house.database.prisma,
): Promise<void> {
  const { id, name, stage, items, waiting, secondRound, late, confirmedAt, paperReceivedAt } = school
  const contacts = contactLines((await contactsFor(db, id)).school.contacts, ctx.locale)
  const mark = (isLate: boolean) => (isLate ? ctx.text('schools-mark-late') : '')
  const at = (instant: Date | null) =>
    instant ? formatInstant(instant, ctx.locale) : ctx.label('schools-not-yet')
  const counts = declarationStates
    .filter((state) => items[state])
    .map((state) => ctx.text('schools-count', { stage: ctx.label(`state-${state}`), count: items[state]! }))
  const lines = [
    ctx.text('schools-card-head', {
      name,
      stage: ctx.label(`schools-stage-${stage}`),
      cycle: ctx.cycle.name[ctx.locale],
    }),
    publicityText(ctx, school) + mark(late.publicity),
    ctx.text('schools-card-confirmed', { at: at(confirmedAt) }) + mark(late.confirmation),
    ctx.text('schools-card-paper', { at: at(paperReceivedAt) }),
    '',
    ...(counts.length > 0 ? counts : [ctx.text('schools-card-no-items')]),
    ...(late.items > 0 ? [ctx.text('schools-card-late-items', { count: late.items })] : []),
    ...(secondRound > 0 ? [ctx.text('schools-card-second-round', { count: secondRound })] : []),
    ...(contacts ? ['', ctx.text('schools-card-contacts'), contacts] : []),
  ]
  const begin =
    waiting > 0
      ? [[ctx.button('review-button-begin-school', tapData(`${districtOffice.taps}.next`, id), { waiting })]]
      : []
  const paper =
    confirmedAt && !paperReceivedAt
      ? [[ctx.button('review-button-paper-received', tapData('schools.paper', id))]]
      : []
  ctx.show(lines.join('\n'), {
    buttons: [
      ...begin,
      ...paper,
      [
        ctx.button('review-button-items', tapData('schools.items', id)),
        ctx.button('review-button-pattern', tapData('patterns.school', id)),
      ],
      [ctx.button('review-button-schools', tapData('schools.stage', stage, 0))],
    ],
  })
}

function publicityText(ctx: BotContext, { publicity }: SchoolOfOffice): string {
  if (!publicity) return ctx.text('schools-card-no-publicity')
  return ctx.text('schools-card-publicity', {
    from: formatDate(civilDateOf(publicity.startsAt), ctx.locale),
    until: formatDate(civilDateOf(new Date(publicity.endsAt.getTime() - 1)), ctx.locale),
  })
}
