import { listComplaints } from '../../../core/complaints/lists.ts'
import type { Cycle } from '../../../core/cycle/cycle.ts'
import { closingOf, windowOf } from '../../../core/cycle/windows.ts'
import { contactsFor } from '../../../core/organisations/contacts.ts'
import {
  lastWithdrawnPublicity,
  type SchoolPublicity,
  standingPublicity,
} from '../../../core/publicity/publicity.ts'
import { contactsOf } from '../../../core/publicity/publicity-list.ts'
import { type Readiness, readinessOf } from '../../../core/publicity/start-publicity.ts'
import { stepsDone } from '../../../core/review/steps.ts'
import {
  civilDateOf,
  daysFromTo,
  formatDeadline,
  formatInstant,
  formatUntil,
} from '../../../core/time/shanghai.ts'
import type { Transaction } from '../../../prisma/database.ts'
import { contactLines } from '../contact-lines.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import { refusalText } from '../dialogue/refusal-text.ts'
import type { SchoolDesk } from './desk.ts'

/** How the school's publicity stands, and what its administrator may do about it now. */
export async function publicityCard(
  desk: SchoolDesk,
  tx: Transaction,
): Promise<{ html: string; buttons: Button[][] }> {
  const { ctx, school } = desk
  const publicity = await standingPublicity(tx, school.id, ctx.cycle.id, ctx.now)
  const { lines, buttons } = publicity
    ? await standing(desk, tx, publicity)
    : await notYet(desk, tx, await readinessOf(tx, school.id, { cycle: ctx.cycle, now: ctx.now }))
  const head = ctx.text('publicity-head', { school: school.name, cycle: ctx.cycle.name[ctx.locale] })
  return { html: [head, ...lines].join('\n\n'), buttons }
}

interface Body {
  readonly lines: readonly string[]
  readonly buttons: Button[][]
}

/** What blocks, each with the button that leads there; or the start. */
async function notYet({ ctx, school }: SchoolDesk, tx: Transaction, readiness: Readiness): Promise<Body> {
  const { blocks, warnings } = readiness
  const withdrawn = await lastWithdrawnPublicity(tx, school.id, ctx.cycle.id, ctx.now)
  const contacts = contactsOf(await contactsFor(tx, school.id))
  const blocked = blocks.map((block) => `· ${refusalText(block, ctx.locale)}`)
  const codes = new Set(blocks.map(({ refused }) => refused))
  const lines = [
    ...(withdrawn?.withdrawn
      ? [
          ctx.text('publicity-was-withdrawn', {
            ...withdrawn.withdrawn,
            at: formatInstant(withdrawn.withdrawn.at, ctx.locale),
          }),
        ]
      : []),
    blocks.length > 0
      ? [ctx.text('publicity-blocked'), ...blocked].join('\n')
      : ctx.text(readiness.wouldBeLate ? 'publicity-ready-late' : 'publicity-ready', {
          ...periodOf(ctx.cycle, readiness, ctx.locale),
        }),
    ...warningLines({ ctx }, warnings),
    ...(contacts.length > 0
      ? [`${ctx.text('publicity-contacts')}\n${contactLines(contacts, ctx.locale)}`]
      : []),
  ]
  const report = ctx.button('publicity-button-report', tapData('leaders-report'))
  const contactsButton = ctx.button('publicity-button-contacts', tapData('contacts'))
  return {
    lines,
    buttons: [
      blocks.length === 0 ? [ctx.button('publicity-button-ask', tapData('publicity.ask'))] : [],
      codes.has('publicity-items-waiting') ? [ctx.button('publicity-button-review', tapData('next'))] : [],
      codes.has('publicity-own-waiting') ? [ctx.button('school-button-hand-over', tapData('hand-over'))] : [],
      warnings.returned > 0
        ? [ctx.button('publicity-button-returned', tapData('staff.group', 'returned', 0))]
        : [],
      [ctx.button('school-button-staff', tapData('staff')), report],
      [contactsButton],
    ],
  }
}

function warningLines({ ctx }: Pick<SchoolDesk, 'ctx'>, warnings: Readiness['warnings']): string[] {
  const { returned, correcting, leadersNotTold, officeWithoutPhone } = warnings
  return [
    ...(returned > 0 ? [ctx.text('publicity-warn-returned', { returned, correcting })] : []),
    ...(leadersNotTold ? [ctx.text('publicity-warn-leaders')] : []),
    ...(officeWithoutPhone ? [ctx.text('publicity-warn-office')] : []),
  ]
}

/** What a start now would mean, in words. */
export function periodOf(
  cycle: Cycle,
  { wouldEndAt }: Readiness,
  locale: 'zh' | 'en',
): { until: string; days: number; latest: string } {
  const { closesAt, latestAt = closesAt } = windowOf(cycle, 'publicity')
  return {
    until: formatUntil(wouldEndAt, locale),
    days: cycle.publicityDays,
    latest: formatUntil(latestAt, locale),
  }
}

async function standing(
  { ctx, school, me }: SchoolDesk,
  tx: Transaction,
  publicity: SchoolPublicity,
): Promise<Body> {
  const { locale, cycle, now } = ctx
  const { startsAt, endsAt, late, list, startedBy, state, takenDown } = publicity
  const complaints = await listComplaints(
    tx,
    { handlerId: school.id, personId: me, shown: 'open' },
    { cycle, now },
  )
  const confirmed = (await stepsDone(tx, school.id, cycle.id)).find(({ step }) => step === 'confirmation')
  const period = { from: formatInstant(startsAt, locale), until: formatUntil(endsAt, locale) }
  const lastDay = civilDateOf(new Date(endsAt.getTime() - 1))
  const isRunning = state === 'running'
  const lines = [
    isRunning
      ? ctx.text('publicity-running', {
          ...period,
          days: daysFromTo(civilDateOf(now), lastDay) - 1,
          people: list.lines.length,
          by: startedBy,
        })
      : ctx.text(takenDown ? 'publicity-taken-down' : 'publicity-ended', {
          ...period,
          ...(takenDown && { by: takenDown.by, at: formatInstant(takenDown.at, locale) }),
        }),
    ...(late ? [ctx.text('publicity-late-mark')] : []),
    ctx.text('publicity-complaints', { open: complaints.open, settled: complaints.settled }),
    ...(isRunning
      ? [`${ctx.text('publicity-contacts')}\n${contactLines(contactsOf(list.contacts), locale)}`]
      : [
          confirmed
            ? ctx.text('publicity-confirmed', { at: formatInstant(confirmed.doneAt, locale) })
            : ctx.text('publicity-next-principal', {
                deadline: formatDeadline(closingOf(cycle, 'principal-confirmation'), locale),
              }),
        ]),
  ]
  const toComplaints = ctx.button('publicity-button-complaints', tapData('complaints'))
  if (!isRunning) {
    const tick = ctx.button('publicity-button-taken-down', tapData('publicity.take-down', publicity.id))
    return { lines, buttons: [takenDown ? [] : [tick], [toComplaints]] }
  }
  return {
    lines,
    buttons: [
      [
        ctx.button('publicity-button-xlsx', tapData('publicity.file', publicity.id, 'xlsx')),
        ctx.button('publicity-button-pdf', tapData('publicity.file', publicity.id, 'pdf')),
      ],
      [toComplaints],
      [ctx.button('publicity-button-withdraw', tapData('publicity.withdraw', publicity.id))],
    ],
  }
}
