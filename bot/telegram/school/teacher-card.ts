import { nudge, refuseTooLate } from '../../../core/broadcasts/nudge.ts'
import { readStatus, type StatusItem } from '../../../core/declarations/status.ts'
import { readStaffCard, staffOf, type StaffCard as Teacher } from '../../../core/duties/staff.ts'
import { unbind } from '../../../core/people/bind.ts'
import { makeInvite } from '../../../core/people/invite.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { categories, categoryLabels } from '../../../core/terms.ts'
import { formatInstant } from '../../../core/time/shanghai.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { taps } from '../dialogue/taps.ts'
import { deskOf, isId, type SchoolDesk } from './desk.ts'

/** One teacher: the three sums, the items, the account, and what the school can do about them. */

const mostItemsShown = 12
const mostItemButtons = 4

taps(deskOf, {
  teacher: async (desk, personId) => {
    const teacher = await teacherOrSay(desk, personId)
    if (teacher) await showTeacher(desk, teacher)
  },
  'teacher.nudge': async (desk, personId) => {
    const teacher = await teacherOrSay(desk, personId)
    if (teacher) await nudgeOne(desk, teacher)
  },
  'teacher.invite': async (desk, personId) => {
    const teacher = await teacherOrSay(desk, personId)
    if (teacher) await invite(desk, teacher)
  },
  'teacher.unbind': async (desk, personId) => {
    const teacher = await teacherOrSay(desk, personId)
    if (teacher) askBeforeUnbinding(desk, teacher)
  },
  'teacher.unbind-sure': async (desk, personId) => {
    const teacher = await teacherOrSay(desk, personId)
    if (teacher) await takeAccountOff(desk, teacher)
  },
})

async function teacherOrSay(desk: SchoolDesk, personId?: string): Promise<Teacher | undefined> {
  const { database } = desk.ctx.house
  const asked = { schoolId: desk.school.id, cycleId: desk.ctx.cycle.id }
  const teacher = isId(personId) ? await readStaffCard(database.prisma, { personId, ...asked }) : undefined
  if (teacher) return teacher
  desk.ctx.say(desk.ctx.text('teacher-unknown'), { buttons: [[backToStaff(desk.ctx)]] })
  return undefined
}

async function showTeacher(desk: SchoolDesk, teacher: Teacher): Promise<void> {
  const { ctx, school, me } = desk
  const { prisma } = ctx.house.database
  const [status, everybody] = await Promise.all([
    readStatus(prisma, teacher.id, ctx.cycle, ctx.now),
    staffOf(prisma, school.id, ctx),
  ])
  const member = everybody.find(({ personId }) => personId === teacher.id)
  const { counted, underReview, missing } = status.ledger
  const sums = [...categories, 'total' as const].map((sum) =>
    ctx.text('teacher-sum', {
      name: sum === 'total' ? ctx.label('item-total') : categoryLabels[sum][ctx.locale],
      counted: counted[sum],
      underReview: underReview[sum],
      missing: missing[sum],
    }),
  )
  const lines = [
    ctx.text('teacher-head', {
      name: teacher.name,
      subject: teacher.subject ?? ctx.label('item-no-subject'),
      group: member ? ctx.label(`staff-group-${member.group}`) : ctx.label('teacher-no-group'),
    }),
    ctx.text(`teacher-account-${teacher.account}`),
    teacher.confirmedAt
      ? ctx.text('teacher-profile-confirmed', { at: formatInstant(teacher.confirmedAt, ctx.locale) })
      : ctx.text('teacher-profile-open'),
    ctx.text(teacher.sheetSignedAt ? 'teacher-sheet-there' : 'teacher-sheet-missing'),
    '',
    ctx.text('teacher-sums', { sums: { html: sums.join('\n') } }),
    '',
    ctx.text('teacher-items', { count: status.items.length }),
    ...status.items.slice(-mostItemsShown).map((item) => itemLine(ctx, item)),
  ]
  const canNudge =
    member && member.group !== 'done' && teacher.account === 'bound' && !refuseTooLate(member.group, ctx)
  ctx.show(lines.join('\n'), {
    buttons: [
      ...(teacher.id === me ? [] : reviewButtons(ctx, status.items)),
      canNudge ? [ctx.button('school-button-nudge-one', tapData('teacher.nudge', teacher.id))] : [],
      teacher.id === me
        ? []
        : [
            accountButton(ctx, teacher),
            ctx.button('school-button-more', tapData('teacher.more', teacher.id)),
          ],
      [backToStaff(ctx)],
    ],
  })
}

async function nudgeOne({ ctx, school, me }: SchoolDesk, teacher: Teacher): Promise<void> {
  const back = backTo(ctx, teacher)
  await ctx.turn.commit(async (tx) => {
    const outcome = await nudge(
      tx,
      { actor: { personId: me }, schoolId: school.id, personId: teacher.id },
      { cycle: ctx.cycle, now: ctx.now },
    )
    if (isRefusal(outcome)) return ctx.sayRefusal(outcome, back)
    const key =
      outcome.told > 0
        ? 'nudge-one-told'
        : outcome.notBound > 0
          ? 'nudge-one-not-bound'
          : outcome.muted > 0
            ? 'nudge-one-muted'
            : 'nudge-one-unreachable'
    ctx.show(ctx.text(key, { name: teacher.name }), back)
  })
}

/** Two messages: what the administrator reads, and what they forward. */
async function invite({ ctx, school, me }: SchoolDesk, teacher: Teacher): Promise<void> {
  const back = backTo(ctx, teacher)
  await ctx.turn.commit(async (tx) => {
    const outcome = await makeInvite(tx, { personId: teacher.id, actor: { personId: me } }, ctx.now)
    if (isRefusal(outcome)) return ctx.sayRefusal(outcome, back)
    const until = formatInstant(outcome.expiresAt, ctx.locale)
    ctx.show(ctx.text('invite-made', { name: teacher.name, until }), back)
    const link = `https://t.me/${ctx.house.botName}?start=invite-${outcome.word}`
    ctx.say(ctx.text('invite-to-forward', { name: teacher.name, school: school.name, link, until }))
  })
}

function askBeforeUnbinding({ ctx }: SchoolDesk, teacher: Teacher): void {
  ctx.show(ctx.text('unbind-sure', { name: teacher.name }), {
    buttons: [
      [ctx.button('school-button-unbind-sure', tapData('teacher.unbind-sure', teacher.id))],
      [ctx.button('button-back', tapData('teacher', teacher.id))],
    ],
  })
}

async function takeAccountOff({ ctx, me }: SchoolDesk, teacher: Teacher): Promise<void> {
  await ctx.turn.commit(async (tx) => {
    const outcome = await unbind(tx, { personId: teacher.id, actor: { personId: me } }, ctx.now)
    if (isRefusal(outcome)) return ctx.sayRefusal(outcome, backTo(ctx, teacher))
    ctx.show(ctx.text('unbind-done', { name: teacher.name }), {
      buttons: [
        [ctx.button('school-button-invite', tapData('teacher.invite', teacher.id))],
        [ctx.button('button-back', tapData('teacher', teacher.id))],
      ],
    })
  })
}

function accountButton(ctx: BotContext, teacher: Teacher): Button {
  return teacher.account !== 'none'
    ? ctx.button('school-button-unbind', tapData('teacher.unbind', teacher.id))
    : ctx.button('school-button-invite', tapData('teacher.invite', teacher.id))
}

function reviewButtons(ctx: BotContext, items: readonly StatusItem[]): Button[][] {
  return items
    .filter(({ state }) => state === 'SUBMITTED')
    .slice(0, mostItemButtons)
    .map(({ id, number }) => [ctx.button('school-button-review-item', tapData('item.open', id), { number })])
}

function itemLine(ctx: BotContext, { number, courseName, hours, state }: StatusItem): string {
  return ctx.text('teacher-item', {
    number,
    course: courseName,
    hours,
    state: ctx.label(`state-${state}`),
  })
}

function backTo(ctx: BotContext, { id }: Teacher): { buttons: Button[][] } {
  return { buttons: [[ctx.button('button-back', tapData('teacher', id)), backToStaff(ctx)]] }
}

function backToStaff(ctx: BotContext): Button {
  return ctx.button('school-button-staff', tapData('staff'))
}
