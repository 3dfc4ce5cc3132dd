import { Composer } from 'grammy'
import { type ComplaintLine, listComplaints } from '../../../core/complaints/lists.ts'
import { formatDeadline, formatInstant } from '../../../core/time/shanghai.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { onCommand, pageOf } from '../dialogue/desk.ts'
import { linesPerPage, pageOfMany } from '../dialogue/paged.ts'
import { taps } from '../dialogue/taps.ts'
import { backToComplaints } from './card.ts'
import { beginEntering } from './complain.ts'
import { type ComplaintOffice, complaintOfficeOf } from './office.ts'
import { showSupervision, supervisionTaps } from './supervision.ts'

/** /complaints: what has to be settled, oldest first, with its age and the days that are left (S045). */
export const complaintList = new Composer<BotContext>()

onCommand(complaintList, complaintOfficeOf, 'complaints', (office) => showComplaints(office))

taps(complaintOfficeOf, {
  complaints: (office, shown, page) =>
    showComplaints(office, shown === 'settled' ? 'settled' : 'open', pageOf(page)),
  'cmp.enter': ({ ctx }) =>
    ctx.show(ctx.text('complaint-enter-channel'), {
      buttons: [
        (['PHONE', 'WEB'] as const).map((channel) =>
          ctx.button(`complaint-channel-${channel}`, tapData('cmp.channel', channel)),
        ),
        [backToComplaints(ctx)],
      ],
    }),
  'cmp.channel': (office, channel) => {
    const { ctx, role, organisation } = office
    // 指导中心 looks on; whoever turns to it is sent to the office that handles complaints.
    if (role === 'CITY_SUPERVISOR') return showSupervision(office)
    return beginEntering(ctx, {
      channel: channel === 'WEB' ? 'WEB' : 'PHONE',
      ...(role === 'SCHOOL_ADMIN' && { schoolId: organisation.id }),
    })
  },
  ...supervisionTaps,
})

async function showComplaints(
  office: ComplaintOffice,
  shown: 'open' | 'settled' = 'open',
  page = 0,
): Promise<void> {
  const { ctx, organisation, me, role } = office
  if (role === 'CITY_SUPERVISOR') return showSupervision(office)
  const list = await listComplaints(
    ctx.house.database.prisma,
    { handlerId: organisation.id, personId: me, shown },
    { cycle: ctx.cycle, now: ctx.now, skip: page * linesPerPage, take: linesPerPage },
  )
  const deadline = formatDeadline(list.due, ctx.locale)
  const head = ctx.text('complaints-head', {
    organisation: organisation.name,
    cycle: ctx.cycle.name[ctx.locale],
  })
  const state = () => {
    if (shown === 'settled') return ctx.text('complaints-settled', { count: list.settled })
    if (list.open === 0) return ctx.text('complaints-none')
    return list.overdue > 0
      ? ctx.text('complaints-overdue', { count: list.open, deadline })
      : ctx.text('complaints-open', { count: list.open, deadline, days: list.daysLeft })
  }
  const count = shown === 'settled' ? list.settled : list.open
  const { turning } = pageOfMany(ctx, count, page, (to) => tapData('complaints', shown, to))
  const lines = list.lines.map((line) => lineText(ctx, line))
  ctx.show([head, state(), ...lines].join('\n'), {
    buttons: [
      ...list.lines.map(({ id, number, state }) => [
        ctx.button('complaints-button-one', tapData('cmp.open', id), {
          number,
          state: ctx.label(`complaint-state-${state}`),
        }),
      ]),
      turning,
      [ctx.button('complaints-button-enter', tapData('cmp.enter')), otherList(ctx, shown, list.settled)],
      ...(role === 'DISTRICT_REVIEWER'
        ? [[ctx.button('complaints-button-below', tapData('cmp.below'))]]
        : []),
    ],
  })
}

function otherList(ctx: BotContext, shown: 'open' | 'settled', settled: number): Button {
  return shown === 'settled'
    ? ctx.button('complaints-button-open', tapData('complaints'))
    : ctx.button('complaints-button-settled', tapData('complaints', 'settled'), { count: settled })
}

function lineText(ctx: BotContext, line: ComplaintLine): string {
  const { number, schoolName, registeredAt, ageDays, upheld, state } = line
  const outcome = state === 'SETTLED' ? (upheld ? 'UPHELD' : 'NOT_UPHELD') : state
  return ctx.text(line.late ? 'complaints-line-late' : 'complaints-line', {
    number,
    school: schoolName,
    at: formatInstant(registeredAt, ctx.locale),
    days: ageDays,
    state: ctx.label(`complaint-outcome-${outcome}`),
  })
}
