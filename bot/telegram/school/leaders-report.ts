import { Composer } from 'grammy'
import { peopleWithRole } from '../../../core/authority/grants.ts'
import { nameOfPerson } from '../../../core/people/colleagues.ts'
import {
  handOutLeadersReport,
  leadersReportOf,
  reportToLeaders,
} from '../../../core/publicity/leaders-report.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { stepsDone } from '../../../core/review/steps.ts'
import { formatInstant } from '../../../core/time/shanghai.ts'
import type { Transaction } from '../../../prisma/database.ts'
import { tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { as, type Office, onCommand } from '../dialogue/desk.ts'
import { taps } from '../dialogue/taps.ts'
import { deskOf, type SchoolDesk } from './desk.ts'

/**
 * /report: the hours of all teachers for the school's leaders (S033), as a file and as a step that is noted.
 */
export const leadersReport = new Composer<BotContext>()

onCommand(leadersReport, deskOf, 'report', showReport)

taps(deskOf, {
  'leaders-report': (desk) => showReport(desk),
  'leaders-report.send': (desk, cycleId) => send(desk, cycleId),
})

// The file is for the administrator, and for the principal to whom it was reported.
taps(as('SCHOOL_ADMIN', 'PRINCIPAL'), { 'leaders-report.file': sendFile })

async function sendFile(
  { ctx, role, organisation, me }: Office<'SCHOOL_ADMIN' | 'PRINCIPAL'>,
  cycleId?: string,
  asked?: string,
) {
  if (!ctx.house.cycles.has(Number(cycleId))) return ctx.answerTap(ctx.label('card-old'))
  const cycle = ctx.house.cycles.get(Number(cycleId))
  const format = asked === 'pdf' ? 'pdf' : 'xlsx'
  await ctx.turn.commit(async (tx) => {
    const request = { schoolId: organisation.id, actor: { personId: me }, role, format } as const
    const refused = await handOutLeadersReport(tx, request, { cycle, now: ctx.now })
    if (refused) return ctx.sayRefusal(refused)
    ctx.sendFile(
      { document: 'leaders-report', organisationId: organisation.id, cycleId: cycle.id, format },
      ctx.text('report-caption', {
        cycle: cycle.name[ctx.locale],
        at: formatInstant(ctx.now, ctx.locale),
      }),
    )
  })
}

async function showReport(
  { ctx, school }: SchoolDesk,
  db: Transaction = ctx.house.database.prisma,
  headline?: string,
): Promise<void> {
  const { cycle, locale, now } = ctx
  const { totals, final } = await leadersReportOf(db, school.id, { cycle, now })
  const done = (await stepsDone(db, school.id, cycle.id)).find(({ step }) => step === 'leaders-report')
  const by = done?.doneById ? await nameOfPerson(db, done.doneById) : ''
  const hasPrincipal = (await peopleWithRole(db, 'PRINCIPAL', school.id)).length > 0
  const lines = [
    ...(headline ? [headline] : []),
    ctx.text('report-head', { school: school.name, cycle: cycle.name[locale] }),
    ctx.text('report-totals', {
      people: totals.people,
      mark: final ? '' : ctx.label('report-provisional'),
      passed: totals.passed,
      notPassed: totals.notPassed,
      exempt: totals.exempt,
      notStarted: totals.groups['not-started'],
      notSent: totals.groups['not-sent'],
      returned: totals.groups.returned,
    }),
    ctx.text('report-what'),
    done
      ? ctx.text('report-done', { by, at: formatInstant(done.doneAt, locale) })
      : ctx.text(hasPrincipal ? 'report-not-done' : 'report-no-principal'),
  ]
  const file = (format: 'xlsx' | 'pdf') =>
    ctx.button(`publicity-button-${format}`, tapData('leaders-report.file', cycle.id, format))
  ctx.show(lines.join('\n\n'), {
    buttons: [
      [file('xlsx'), file('pdf')],
      done ? [] : [ctx.button('report-button-send', tapData('leaders-report.send', cycle.id))],
      [
        ctx.button('school-button-staff', tapData('staff')),
        ctx.button('publicity-button-card', tapData('publicity')),
      ],
    ],
  })
}

async function send(desk: SchoolDesk, cycleId: string | undefined): Promise<void> {
  const { ctx, school, me } = desk
  if (Number(cycleId) !== ctx.cycle.id) return showReport(desk)
  await ctx.turn.commit(async (tx) => {
    const outcome = await reportToLeaders(
      tx,
      { schoolId: school.id, actor: { personId: me } },
      { cycle: ctx.cycle, now: ctx.now },
    )
    await showReport(desk, tx, isRefusal(outcome) ? ctx.whyNot(outcome) : ctx.text('report-sent'))
  })
}
