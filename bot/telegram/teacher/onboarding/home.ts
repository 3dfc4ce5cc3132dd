import { formatDeadline } from '../../../../core/cycle/shanghai.ts'
import { closingOf, enterWindow } from '../../../../core/cycle/windows.ts'
import { categories, categoryLabels } from '../../../../core/cycle/words.ts'
import { readStatus } from '../../../../core/declarations/status.ts'
import { isProfileConfirmed } from '../../../../core/people/profile.ts'
import { isRefusal } from '../../../../core/refusal.ts'
import { type Button, tapData } from '../../dialogue/buttons.ts'
import { rolesOf } from '../../dialogue/command-menu.ts'
import type { BotContext } from '../../dialogue/context.ts'
import { askConsent, hasConsented } from './consent-step.ts'
import { askIdentity } from './identity-step.ts'
import { inviteQuestion } from './invite-step.ts'

/** Where everybody begins, and comes back to: the next thing that is still to be done before this account can go on. */
export async function start(ctx: BotContext): Promise<void> {
  const { person, focus } = ctx.standing
  if (!hasConsented(ctx)) {
    if (!person && focus?.at !== 'invite') ctx.say(ctx.text('who-we-are'))
    return askConsent(ctx)
  }
  if (person) return showHome(ctx, person)
  if (focus?.at === 'invite') return ctx.say(...inviteQuestion(ctx, focus))
  return askIdentity(ctx)
}

/** What comes next for a teacher. */
type NextStep = 'returned' | 'profile' | 'draft' | 'missing' | 'reached' | 'closed'

async function showHome(ctx: BotContext, person: { id: string; name: string; organisationId: string }) {
  const { prisma } = ctx.house.database
  const organisation = await prisma.organisation.findUniqueOrThrow({
    where: { id: person.organisationId },
    select: { name: true },
  })
  const params = { name: person.name, organisation: organisation.name, cycle: ctx.cycle.name[ctx.locale] }
  const lines = [ctx.text('home', params)]
  let step: NextStep = 'reached'
  if (rolesOf(ctx).includes('TEACHER')) {
    const next = await nextStepOf(ctx, person.id)
    step = next.step
    lines.push(next.html)
  }
  ctx.show(lines.join('\n\n'), { buttons: homeButtons(ctx, step) })
}

/** The buttons of each role; a teacher's first one is the next step. */
export function homeButtons(ctx: BotContext, step: NextStep): Button[][] {
  const held = rolesOf(ctx)
  const button = (key: string, action: string) => ctx.button(key, tapData(action))
  const declare = button(step === 'draft' ? 'home-button-continue-draft' : 'home-button-declare', 'declare')
  const status = button('home-button-status', 'status')
  const profile = button(step === 'profile' ? 'home-button-check-profile' : 'home-button-profile', 'profile')
  const teacher = step === 'profile' ? [[profile], [status]] : [[declare, status], [profile]]
  return [
    ...(held.includes('TEACHER') ? teacher : []),
    ...(held.includes('SCHOOL_ADMIN')
      ? [
          [button('home-button-queue', 'queue'), button('home-button-staff', 'staff')],
          [button('home-button-requests', 'requests')],
        ]
      : []),
    ...(held.includes('HR_OFFICER') ? [[button('home-button-sheets', 'sheets')]] : []),
  ]
}

async function nextStepOf(ctx: BotContext, personId: string): Promise<{ step: NextStep; html: string }> {
  const { cycle, now, locale } = ctx
  const { prisma } = ctx.house.database
  const [status, confirmed] = await Promise.all([
    readStatus(prisma, personId, cycle, now),
    isProfileConfirmed(prisma, personId, cycle.id),
  ])
  const deadline = formatDeadline(closingOf(cycle, 'declaration'), locale)
  const returned = status.items.filter(({ actions }) => actions.includes('correct')).length
  if (returned > 0) return { step: 'returned', html: ctx.text('home-returned', { count: returned }) }
  const { missing } = status.ledger
  const gaps = categories
    .filter((category) => missing[category] > 0)
    .map((category) =>
      ctx.text('home-gap', { of: categoryLabels[category][locale], hours: missing[category] }),
    )
  if (missing.total > 0) gaps.push(ctx.text('home-gap-total', { hours: missing.total }))
  const still = { gaps: { html: gaps.join(ctx.label('list-comma')) }, deadline }
  if (isRefusal(enterWindow(cycle, 'declaration', now))) {
    return { step: 'closed', html: ctx.text(gaps.length > 0 ? 'home-closed-missing' : 'home-closed', still) }
  }
  if (!confirmed) return { step: 'profile', html: ctx.text('home-profile', { deadline }) }
  const drafts = status.drafts.length
  if (drafts > 0) return { step: 'draft', html: ctx.text('home-draft', { count: drafts, deadline }) }
  if (gaps.length > 0) return { step: 'missing', html: ctx.text('home-missing', still) }
  return { step: 'reached', html: ctx.text('home-reached') }
}
