import { acceptInvite, lookAtInvite } from '../../../../core/people/invite.ts'
import { isRefusal } from '../../../../core/refusal.ts'
import { tapData } from '../../dialogue/buttons.ts'
import type { BotContext, Shown } from '../../dialogue/context.ts'
import { state } from '../../dialogue/state.ts'
import { askConsent, hasConsented } from './consent-step.ts'
import { sayIdentityRefusal } from './identity-step.ts'
import { welcome } from './welcome.ts'

/** The word of a link waits for the consent and for the last four of an ID number, or only for a tap. */
export const invited = state<Invited>('invite', { dealsWithIdNumbers: true })

interface Invited {
  readonly word: string
  /** A tap takes it, without the last four of an ID number. */
  readonly tap?: true
}

/**
 * Finds the word of a school's link in what was opened, pasted or typed: «invite-WORD» or the whole link
 * around it. The word alone counts only where nothing else is asked.
 */
export function readInviteWord(text: string, { bare = false } = {}): string | undefined {
  const marked = /(?:^|[=\s])invite-([\w-]{22})(?![\w-])/.exec(text)
  return marked?.[1] ?? (bare ? /^\s*([\w-]{22})\s*$/.exec(text)?.[1] : undefined)
}

/**
 * Checks whether the link can still be opened before anything is asked; the word waits in the focus for the
 * consent. Somebody who is bound already can only open a link to a role.
 */
export async function openInvite(ctx: BotContext, word: string): Promise<'gone' | undefined> {
  const { person } = ctx.session
  const invite = await lookAtInvite(ctx.house.database.prisma, word, ctx.now)
  if (person && (isRefusal(invite) ? invite.refused === 'invite-used' : !invite.role)) return 'gone'
  if (isRefusal(invite)) return void ctx.sayRefusal(invite, { buttons: person ? [] : [[otherWay(ctx)]] })
  const { organisationName: organisation, role, needsLastFour } = invite
  // Whoever is bound has shown who they are; so has nobody else, where a number on record can be asked for.
  const invitation: Invited = { word, ...((person || !needsLastFour) && { tap: true }) }
  ctx.place.enter(invited, invitation)
  ctx.say(
    role
      ? ctx.text('role-invite-opened', { organisation, role: ctx.label(`role-${role}`) })
      : ctx.text('invite-opened', { organisation }),
  )
  if (hasConsented(ctx)) ctx.say(...inviteQuestion(ctx, invitation))
  else askConsent(ctx)
}

/** Asks for what the link in hand still needs. */
export function askInvite(ctx: BotContext): void {
  ctx.say(...inviteQuestion(ctx, ctx.place.at(invited)!))
}

function inviteQuestion(ctx: BotContext, { tap }: Invited): [html: string, shown: Shown] {
  return tap
    ? [
        ctx.text('role-invite-ask'),
        { buttons: [[ctx.button('role-invite-button-take', tapData('invite.take'))]] },
      ]
    : [ctx.text('invite-ask-last-four'), { buttons: [[otherWay(ctx)]] }]
}

/** The link that waits in the focus is taken; without one the button is an old one. */
export async function takeInvite(ctx: BotContext): Promise<'gone' | undefined> {
  const invitation = ctx.place.at(invited)
  if (!invitation?.tap) return 'gone'
  if (!hasConsented(ctx)) return void askConsent(ctx)
  await accept(ctx, invitation.word)
}

/** The last four of the ID number; their message is deleted, right or wrong. */
export async function hearLastFour(ctx: BotContext, invitation: Invited): Promise<void> {
  if (invitation.tap) {
    if (!hasConsented(ctx)) return askConsent(ctx)
    return ctx.say(...inviteQuestion(ctx, invitation))
  }
  const lastFour = ctx.message?.text
  ctx.deleteTheirs()
  if (!hasConsented(ctx)) return askConsent(ctx)
  if (lastFour === undefined) {
    const [question, shown] = inviteQuestion(ctx, invitation)
    return ctx.say(`${ctx.text('identity-expects-text')}\n\n${question}`, shown)
  }
  await accept(ctx, invitation.word, lastFour)
}

async function accept(ctx: BotContext, word: string, lastFour?: string): Promise<void> {
  const { accountId } = ctx.session
  await ctx.turn.commit(async (tx) => {
    const given = { accountId, word, lastFour }
    const outcome = await acceptInvite(tx, given, { sealer: ctx.house.sealer, now: ctx.now })
    if (!isRefusal(outcome)) {
      await welcome(ctx, tx, outcome.bound)
      const { role, organisationName: organisation } = outcome
      if (role) ctx.say(ctx.text('role-invite-taken', { organisation, role: ctx.label(`role-${role}`) }))
      return
    }
    if (/^(invite|role)-/.test(outcome.refused)) ctx.place.leave()
    if (ctx.session.person) ctx.sayRefusal(outcome)
    else sayIdentityRefusal(ctx, outcome)
  })
}

const otherWay = (ctx: BotContext) =>
  ctx.button('identity-button-identify-instead', tapData('identity.restart'))
