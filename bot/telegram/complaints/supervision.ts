import { cityOf } from '../../../core/authority/tree.ts'
import { complaintsDueAt } from '../../../core/complaints/complaint.ts'
import {
  type ComplaintNumbers,
  complaintsBelow,
  complaintsOfCity,
  superviseComplaints,
} from '../../../core/complaints/supervise.ts'
import { closingOf } from '../../../core/cycle/windows.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { refuseStep, stepsDone } from '../../../core/review/steps.ts'
import { formatDeadline, formatInstant } from '../../../core/time/shanghai.ts'
import { tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { inRows, pageOf } from '../dialogue/desk.ts'
import { paged } from '../dialogue/paged.ts'
import { backToComplaints } from './card.ts'
import type { ComplaintOffice } from './office.ts'

/** 投诉督查 (S059): how many complaints each office and school has, settled or late; never what they say. */

const maxPairedChars = 9

export const supervisionTaps = {
  'cmp.below': (office: ComplaintOffice, page?: string) =>
    office.role === 'DISTRICT_REVIEWER'
      ? showBelow(office, office.organisation.id, page)
      : showSupervision(office),
  'cmp.office': (office: ComplaintOffice, officeId?: string, page?: string) =>
    isSupervisor(office) && showBelow(office, officeId ?? '', page),
  'cmp.supervise': (office: ComplaintOffice) => isSupervisor(office) && askWhetherSupervised(office),
  'cmp.supervised': (office: ComplaintOffice) => isSupervisor(office) && supervise(office),
}

function isSupervisor({ ctx, role }: ComplaintOffice): boolean {
  if (role !== 'CITY_SUPERVISOR') ctx.say(ctx.text('not-for-you'))
  return role === 'CITY_SUPERVISOR'
}

export async function showSupervision(office: ComplaintOffice): Promise<void> {
  const { ctx } = office
  const { prisma } = ctx.house.database
  const rows = await complaintsOfCity(prisma, { cycle: ctx.cycle, now: ctx.now })
  const step = 'complaint-supervision'
  const organisationId = (await cityOf(prisma)) ?? office.organisation.id
  const steps = await stepsDone(prisma, organisationId, ctx.cycle.id)
  const done = steps.find((one) => one.step === step)
  const notYet = done ? undefined : await refuseStep(prisma, { step, organisationId }, ctx)
  const lines = [
    ctx.text('supervision-head', {
      cycle: ctx.cycle.name[ctx.locale],
      deadline: formatDeadline(complaintsDueAt(ctx.cycle), ctx.locale),
    }),
    ...rows.map((row) => numbersText(ctx, row)),
    done
      ? ctx.text('supervision-done', { at: formatInstant(done.doneAt, ctx.locale) })
      : ctx.text('supervision-due', {
          deadline: formatDeadline(closingOf(ctx.cycle, 'city-confirmation'), ctx.locale),
        }),
    ...(notYet ? [ctx.whyNot(notYet)] : []),
  ]
  ctx.show(lines.join('\n'), {
    buttons: [
      ...inRows(
        rows
          .filter(({ accepted }) => accepted > 0)
          .map(({ organisationId, name }) => ({ label: name, data: tapData('cmp.office', organisationId) })),
        maxPairedChars,
      ),
      ...(done || notYet ? [] : [[ctx.button('supervision-button-done', tapData('cmp.supervise'))]]),
    ],
  })
}

async function showBelow({ ctx, role }: ComplaintOffice, officeId: string, pageText?: string): Promise<void> {
  const rows = await complaintsBelow(ctx.house.database.prisma, officeId, { cycle: ctx.cycle, now: ctx.now })
  const { shown, turning } = paged(ctx, rows, pageOf(pageText), (to) =>
    role === 'CITY_SUPERVISOR' ? tapData('cmp.office', officeId, to) : tapData('cmp.below', to),
  )
  const lines = [
    ctx.text(rows.length > 0 ? 'supervision-below' : 'supervision-below-none'),
    ...shown.map((row) => numbersText(ctx, row)),
  ]
  ctx.show(lines.join('\n'), { buttons: [turning, [backToComplaints(ctx)]] })
}

function numbersText(ctx: BotContext, { name, organisationId: _, ...numbers }: ComplaintNumbers): string {
  return ctx.text('supervision-row', { name, ...numbers })
}

async function askWhetherSupervised({ ctx }: ComplaintOffice): Promise<void> {
  const rows = await complaintsOfCity(ctx.house.database.prisma, { cycle: ctx.cycle, now: ctx.now })
  const open = rows.reduce((total, row) => total + row.open, 0)
  ctx.show(ctx.text('supervision-sure', { open, cycle: ctx.cycle.name[ctx.locale] }), {
    buttons: [
      [
        ctx.button('supervision-button-sure', tapData('cmp.supervised')),
        ctx.button('button-back', tapData('complaints')),
      ],
    ],
  })
}

async function supervise({ ctx, organisation, me }: ComplaintOffice): Promise<void> {
  await ctx.turn.commit(async (tx) => {
    const actor = { personId: me }
    const outcome = await superviseComplaints(
      tx,
      { organisationId: organisation.id, actor },
      { cycle: ctx.cycle, now: ctx.now },
    )
    ctx.show(
      isRefusal(outcome)
        ? ctx.whyNot(outcome)
        : ctx.text(outcome.late ? 'supervision-registered-late' : 'supervision-registered', {
            cycle: ctx.cycle.name[ctx.locale],
          }),
      { buttons: [[backToComplaints(ctx)]] },
    )
  })
}
