import { Composer } from 'grammy'
import { type Nudged, nudge, refuseTooLate } from '../../../core/broadcasts/nudge.ts'
import { type StaffMember, staffGroups, staffOf } from '../../../core/duties/staff.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { readSchoolStrip } from '../../../core/reports/school-strip-facts.ts'
import { schoolStripAsText } from '../../../core/reports/school-strip-words.ts'
import { type NudgeGroup, nudgeGroups } from '../../../core/terms.ts'
import { showCard } from '../broadcasts/card.ts'
import { tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { onCommand } from '../dialogue/desk.ts'
import { paged } from '../dialogue/paged.ts'
import { taps } from '../dialogue/taps.ts'
import { sayIn } from '../dialogue/texts.ts'
import { deskOf, inRows, pageOf, type SchoolDesk } from './desk.ts'
import { askForPerson } from './find-person.ts'

/**
 * The school's teachers at a glance: who has not started, not sent, been returned, and one tap to remind each
 * group.
 */
export const staff = new Composer<BotContext>()

/** The groups of what is still to do, and beside them who cannot be told. */
const shownGroups = {
  'not-started': inGroup('not-started'),
  'not-sent': inGroup('not-sent'),
  returned: inGroup('returned'),
  done: inGroup('done'),
  'not-bound': ({ bound }: StaffMember) => !bound,
  unreachable: ({ bound, unreachable }: StaffMember) => bound && unreachable,
}
type ShownGroup = keyof typeof shownGroups

const maxPairedChars = 10

onCommand(staff, deskOf, 'staff', showSummary)

taps(deskOf, {
  staff: showSummary,
  'staff.picture': sendPicture,
  'staff.group': async (desk, group, page) => {
    if (isShownGroup(group)) await showGroup(desk, group, pageOf(page))
    else await showSummary(desk)
  },
  'staff.find': ({ ctx, school }) =>
    askForPerson(ctx, 'find-teacher-ask', { schoolId: school.id, action: 'teacher', args: [] }),
  'staff.nudge': async (desk, group) => {
    if (isNudgeGroup(group)) await askBeforeNudge(desk, group)
  },
  'staff.nudge-sure': async (desk, group) => {
    if (isNudgeGroup(group)) await nudgeGroup(desk, group)
  },
})

async function showSummary({ ctx, school }: SchoolDesk): Promise<void> {
  const everybody = await readStaff(ctx, school.id)
  const counts = Object.entries(shownGroups).map(([group, belongs]) => ({
    group,
    count: everybody.filter(belongs).length,
  }))
  // They lack no hours, but have not confirmed the profile.
  const enough = everybody.filter((member) => shownGroups['not-started'](member) && member.passed).length
  const lines = counts
    .filter(({ group, count }) => count > 0 || isStaffGroup(group))
    .map(({ group, count }) =>
      [
        ctx.text('staff-count', { group: ctx.label(`staff-group-${group}`), count }),
        ...(group === 'not-started' && enough > 0 ? [ctx.text('staff-count-enough', { count: enough })] : []),
      ].join(''),
    )
  const head = ctx.text('staff-head', {
    school: school.name,
    cycle: ctx.cycle.name[ctx.locale],
    count: everybody.length,
  })
  ctx.show([head, ...lines].join('\n'), {
    buttons: [
      ...inRows(
        counts
          .filter(({ count }) => count > 0)
          .map(({ group, count }) => ({
            label: ctx.label('staff-group-button', { group: ctx.label(`staff-group-${group}`), count }),
            data: tapData('staff.group', group, 0),
          })),
        maxPairedChars,
      ),
      [ctx.button('picture-button-school', tapData('staff.picture'))],
      [
        ctx.button('school-button-find', tapData('staff.find')),
        ctx.button('school-button-requests', tapData('requests')),
      ],
      [
        ctx.button('school-button-queue', tapData('queue')),
        ctx.button('school-button-hand-over', tapData('hand-over')),
      ],
    ],
  })
}

/** The whole school in one picture, without a name. */
async function sendPicture({ ctx, school }: SchoolDesk): Promise<void> {
  const facts = await readSchoolStrip(ctx.house.database.prisma, school.id, ctx)
  if (!facts) return ctx.answerTap(ctx.label('card-old'))
  ctx.sendPhotos([
    {
      file: { document: 'school-strip', schoolId: school.id, cycleId: ctx.cycle.id },
      caption: schoolStripAsText(facts, sayIn(ctx.locale)),
    },
  ])
}

async function showGroup({ ctx, school }: SchoolDesk, group: ShownGroup, asked: number): Promise<void> {
  const members = (await readStaff(ctx, school.id)).filter(shownGroups[group])
  const { shown, at, pages, turning } = paged(ctx, members, asked, (to) => tapData('staff.group', group, to))
  const names = shown.map((member) => ({
    label: member.name + reachMark(ctx, member),
    data: tapData('teacher', member.personId),
  }))
  const reach = reachOf(members)
  const remind =
    isNudgeGroup(group) && reach.reached > 0 && !refuseTooLate(group, ctx)
      ? [[ctx.button('school-button-nudge-group', tapData('staff.nudge', group), { count: reach.reached })]]
      : []
  const inVain = isNudgeGroup(group) && reach.reached === 0 ? notReached(ctx, reach) : []
  const html = ctx.text('staff-group-head', {
    group: ctx.label(`staff-group-${group}`),
    count: members.length,
    page: at + 1,
    pages,
  })
  ctx.show([html, ctx.text(`staff-group-means-${group}`), ...inVain].join('\n'), {
    buttons: [
      ...inRows(names, maxPairedChars),
      turning,
      ...remind,
      [ctx.button('school-button-staff', tapData('staff'))],
    ],
  })
}

async function askBeforeNudge({ ctx, school }: SchoolDesk, group: NudgeGroup): Promise<void> {
  const members = (await readStaff(ctx, school.id)).filter(shownGroups[group])
  const reach = reachOf(members)
  const count = reach.reached
  const lines = [
    ctx.text('nudge-sure', { group: ctx.label(`staff-group-${group}`), count }),
    ...notReached(ctx, reach),
  ]
  ctx.show(lines.join('\n'), {
    buttons: [
      [ctx.button('school-button-nudge-sure', tapData('staff.nudge-sure', group), { count })],
      [ctx.button('button-back', tapData('staff.group', group, 0))],
    ],
  })
}

async function nudgeGroup({ ctx, school, me }: SchoolDesk, group: NudgeGroup): Promise<void> {
  const back = { buttons: [[ctx.button('school-button-staff', tapData('staff'))]] }
  await ctx.turn.commit(async (tx) => {
    const outcome = await nudge(
      tx,
      { actor: { personId: me }, schoolId: school.id, group },
      { cycle: ctx.cycle, now: ctx.now },
    )
    if (isRefusal(outcome)) return ctx.sayRefusal(outcome, back)
    const { broadcastId } = outcome
    if (broadcastId) await showCard(ctx, tx, broadcastId)
    const lines = [ctx.text('nudge-told', { told: outcome.told }), ...notReached(ctx, outcome)]
    if (broadcastId) ctx.say(lines.join('\n'), back)
    else ctx.show(lines.join('\n'), back)
  })
}

function readStaff({ house, cycle, now }: BotContext, schoolId: string): Promise<StaffMember[]> {
  return staffOf(house.database.prisma, schoolId, { cycle, now })
}

type NotReached = Pick<Nudged, 'notBound' | 'unreachable' | 'muted'>

/** How many a reminder reaches, and how many not and why. */
function reachOf(members: readonly StaffMember[]): NotReached & { reached: number } {
  const bound = members.filter((member) => member.bound)
  const reachable = bound.filter((member) => !member.unreachable)
  const muted = reachable.filter((member) => member.muted).length
  return {
    reached: reachable.length - muted,
    notBound: members.length - bound.length,
    unreachable: bound.length - reachable.length,
    muted,
  }
}

function notReached(ctx: BotContext, count: NotReached): string[] {
  return [
    ...(count.notBound > 0 ? [ctx.text('nudge-not-bound', { count: count.notBound })] : []),
    ...(count.unreachable > 0 ? [ctx.text('nudge-unreachable', { count: count.unreachable })] : []),
    ...(count.muted > 0 ? [ctx.text('nudge-muted', { count: count.muted })] : []),
  ]
}

function reachMark(ctx: BotContext, { bound, unreachable }: StaffMember): string {
  if (!bound) return ctx.label('staff-mark-not-bound')
  return unreachable ? ctx.label('staff-mark-unreachable') : ''
}

function inGroup(group: StaffMember['group']) {
  return (member: StaffMember) => member.group === group
}

function isShownGroup(group: string | undefined): group is ShownGroup {
  return group !== undefined && Object.hasOwn(shownGroups, group)
}

function isStaffGroup(group: string): boolean {
  return staffGroups.some((one) => one === group)
}

function isNudgeGroup(group: string | undefined): group is NudgeGroup {
  return nudgeGroups.some((one) => one === group)
}
