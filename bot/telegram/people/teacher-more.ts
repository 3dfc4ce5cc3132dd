import { freezesAt, windowOf } from '../../../core/cycle/windows.ts'
import { readColleague } from '../../../core/people/colleagues.ts'
import { exemptionReasonsOf, lastExemptionOf, requestExemption } from '../../../core/people/exemptions.ts'
import { type LeaveReason, leave, leaveReasons, onLeave, returnToDuty } from '../../../core/people/leave.ts'
import { isRefusal, type Refusal, refuse } from '../../../core/refusal.ts'
import { formatInstant, formatUntil } from '../../../core/time/shanghai.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { notedAndConfirmed, sideDialogue } from '../dialogue/side-dialogue.ts'
import type { TapName } from '../dialogue/tap-names.ts'
import { taps } from '../dialogue/taps.ts'
import { deskOf, isId, type SchoolDesk } from '../school/desk.ts'

/** 调动, 离岗 and 免验 of one teacher, behind «更多» on their card (ruling 14). */
taps(deskOf, {
  'teacher.more': async (desk, personId) => {
    const teacher = await teacherOrSay(desk, personId)
    if (teacher) await showMore(desk, teacher)
  },
  'teacher.move': async (desk, personId) => {
    const teacher = await teacherOrSay(desk, personId)
    if (!teacher) return
    const { ctx } = desk
    const words = { name: teacher.name, number: teacher.certificateNumber ?? '' }
    ctx.show(ctx.text('teacher-move-how', words), {
      buttons: [[ctx.button('transfers-button-back', tapData('transfers'))], [backToMore(ctx, teacher)]],
    })
  },
  'teacher.leave': async (desk, personId) => {
    const teacher = await teacherOrSay(desk, personId)
    if (!teacher) return
    const { ctx } = desk
    ctx.show(ctx.text('leave-ask', { name: teacher.name }), {
      buttons: [
        ...leaveReasons.map((reason, index) => [
          ctx.button(`leave-reason-${reason}`, tapData('teacher.left', teacher.id, index)),
        ]),
        [backToMore(ctx, teacher)],
      ],
    })
  },
  'teacher.left': async (desk, personId, index) => {
    const teacher = await teacherOrSay(desk, personId)
    const reason = leaveReasons[Number(index)]
    if (!teacher) return
    if (!reason) return showMore(desk, teacher)
    const { ctx } = desk
    const words = { name: teacher.name, reason: ctx.label(`leave-reason-${reason}`) }
    const sure = (...when: string[]) => tapData('teacher.left-sure', teacher.id, index!, ...when)
    // Somebody who was gone when declaring ended does not count, even if the school enters it only afterwards
    // (ruling 14).
    const { closesAt } = windowOf(ctx.cycle, 'declaration')
    const isLate = ctx.now >= closesAt && ctx.now < freezesAt(ctx.cycle)
    const until = formatUntil(closesAt, ctx.locale)
    ctx.show(ctx.text(isLate ? 'leave-when' : 'leave-sure', { ...words, until }), {
      buttons: [
        ...(isLate
          ? [
              [ctx.button('leave-button-before', sure('before'), { until })],
              [ctx.button('leave-button-after', sure(), { until })],
            ]
          : [[ctx.button('leave-button-sure', sure())]]),
        [backToMore(ctx, teacher)],
      ],
    })
  },
  'teacher.left-sure': async (desk, personId, index, when) => {
    const teacher = await teacherOrSay(desk, personId)
    const reason = leaveReasons[Number(index)]
    if (!teacher) return
    await (reason ? enterLeave(desk, teacher, reason, when) : showMore(desk, teacher))
  },
  'teacher.back': (desk, personId) => bringBack(desk, personId, false),
  'teacher.undo': (desk, personId) => bringBack(desk, personId, true),
  'teacher.exempt': async (desk, personId) => {
    const teacher = await teacherOrSay(desk, personId)
    if (teacher) askForReason(desk, teacher)
  },
  'exempt.why': async (desk, personId, index) => {
    const teacher = await teacherOrSay(desk, personId)
    // An id of a person and one of a reason do not go into one button.
    const reason = exemptionReasonsOf(desk.ctx.cycle)[Number(index)]
    if (!teacher) return
    if (!reason) return showMore(desk, teacher)
    const { ctx } = desk
    ctx.say(ctx.text('exempt-ask-note', { reason: reason.label[ctx.locale] }))
    const asked: ExemptAsked = { personId: teacher.id, name: teacher.name, reasonId: reason.id }
    await ctx.place.begin(exemptNoteDialogue, asked)
  },
  // Its dialogue is over: what was typed is gone, and the teacher stands as before.
  'exempt.sure': async (desk, personId) => {
    const teacher = await teacherOrSay(desk, personId)
    if (teacher) await showMore(desk, teacher)
  },
})

interface ExemptAsked {
  readonly personId: string
  readonly name: string
  readonly reasonId: string
}

const exemptNoteDialogue = sideDialogue(
  'exempt-note',
  async (dialogue, { personId, name, reasonId }: ExemptAsked) => {
    const sure = tapData('exempt.sure', personId)
    await notedAndConfirmed(dialogue, {
      maxChars: 200,
      sure,
      confirm: (outer, note) => {
        const reason = exemptionReasonsOf(outer.cycle).find(({ id }) => id === reasonId)
        return {
          html: outer.text('exempt-confirm', {
            name,
            note,
            reason: reason?.label[outer.locale] ?? reasonId,
          }),
          buttons: [
            [
              outer.button('exempt-button-sure', sure),
              outer.button('button-cancel', tapData('teacher.more', personId)),
            ],
          ],
        }
      },
      done: async (outer, note) => {
        const desk = deskOf(outer)
        if (!desk) return
        await outer.turn.commit(async (tx) => {
          const asked = { personId, reasonId, note, actor: { personId: desk.me } }
          const outcome = await requestExemption(tx, asked, { cycle: outer.cycle, now: outer.now })
          showOutcome(outer, personId, outcome, () => outer.text('exempt-done', { name }))
        })
      },
    })
  },
)

interface Teacher {
  readonly id: string
  readonly name: string
  readonly certificateNumber: string | null
}

async function teacherOrSay(
  { ctx, school, me }: SchoolDesk,
  personId?: string,
): Promise<Teacher | undefined> {
  const teacher = isId(personId)
    ? await readColleague(ctx.house.database.prisma, personId, school.id)
    : undefined
  const back = { buttons: [[ctx.button('school-button-staff', tapData('staff'))]] }
  if (!teacher) ctx.say(ctx.text('teacher-unknown'), back)
  else if (teacher.id === me) ctx.sayRefusal(refuse('own-item'), back)
  else return teacher
  return undefined
}

async function showMore({ ctx, school }: SchoolDesk, teacher: Teacher): Promise<void> {
  const { prisma } = ctx.house.database
  const [left, exemption] = await Promise.all([
    onLeave(prisma, teacher.id, school.id),
    lastExemptionOf(prisma, teacher.id, ctx.cycle.id),
  ])
  const reason = exemptionReasonsOf(ctx.cycle).find(({ id }) => id === exemption?.reasonId)
  const lines = [
    ctx.text('teacher-more-head', { name: teacher.name }),
    ...(left
      ? [
          ctx.text('teacher-more-on-leave', {
            reason: ctx.label(`leave-reason-${left.reason}`),
            since: formatInstant(left.since, ctx.locale),
          }),
        ]
      : []),
    ...(exemption
      ? [
          ctx.text('teacher-more-exemption', {
            reason: reason?.label[ctx.locale] ?? exemption.reasonId,
            state: ctx.label(`exemption-state-${exemption.state}`),
          }),
          ...(exemption.revokedWhy ? [ctx.text('notice-people-note', { note: exemption.revokedWhy })] : []),
        ]
      : []),
  ]
  const button = (key: string, action: TapName) => ctx.button(key, tapData(action, teacher.id))
  ctx.show(lines.join('\n'), {
    buttons: [
      ...(left
        ? [
            [button('school-button-return', 'teacher.back')],
            [button('school-button-leave-mistaken', 'teacher.undo')],
          ]
        : [
            [
              button('school-button-move', 'teacher.move'),
              button('school-button-leave', 'teacher.leave'),
              button('school-button-exempt', 'teacher.exempt'),
            ],
          ]),
      [button('button-back', 'teacher')],
    ],
  })
}

async function enterLeave(
  { ctx, me }: SchoolDesk,
  { id, name }: Teacher,
  reason: LeaveReason,
  when?: string,
): Promise<void> {
  await ctx.turn.commit(async (tx) => {
    const leaving = { personId: id, reason, actor: { personId: me } }
    const outcome = await leave(
      tx,
      { ...leaving, ...(when === 'before' && { leftBefore: ctx.cycle }) },
      ctx.now,
    )
    showOutcome(ctx, id, outcome, () =>
      ctx.text('leave-done', { name, reason: ctx.label(`leave-reason-${reason}`) }),
    )
  })
}

async function bringBack(desk: SchoolDesk, personId: string | undefined, mistaken: boolean): Promise<void> {
  const teacher = await teacherOrSay(desk, personId)
  if (!teacher) return
  const { ctx, me } = desk
  await ctx.turn.commit(async (tx) => {
    const back = { personId: teacher.id, mistaken, actor: { personId: me } }
    const outcome = await returnToDuty(tx, back, { cycles: ctx.house.cycles.all(), now: ctx.now })
    showOutcome(ctx, teacher.id, outcome, () => ctx.text('return-done', { name: teacher.name }))
  })
}

function askForReason({ ctx }: SchoolDesk, teacher: Teacher): void {
  const reasons = exemptionReasonsOf(ctx.cycle)
  const words = { name: teacher.name, cycle: ctx.cycle.name[ctx.locale] }
  ctx.show(ctx.text(reasons.length > 0 ? 'exempt-ask' : 'exempt-none', words), {
    buttons: [
      ...reasons.map(({ label }, index) => [
        { label: label[ctx.locale], data: tapData('exempt.why', teacher.id, index) },
      ]),
      [backToMore(ctx, teacher)],
    ],
  })
}

function showOutcome(ctx: BotContext, personId: string, outcome: object | Refusal, done: () => string): void {
  ctx.show(isRefusal(outcome) ? ctx.whyNot(outcome) : done(), {
    buttons: [[ctx.button('button-back', tapData('teacher', personId))]],
  })
}

function backToMore(ctx: BotContext, { id }: { id: string }): Button {
  return ctx.button('button-back', tapData('teacher.more', id))
}
