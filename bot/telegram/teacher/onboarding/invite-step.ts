import { acceptInvite, lookAtInvite } from '../../../../core/people/invite.ts'
import { isRefusal } from '../../../../core/refusal.ts'
import { tapData } from '../../dialogue/buttons.ts'
import type { BotContext, Shown } from '../../dialogue/context.ts'
import { askConsent, hasConsented } from './consent-step.ts'
import { start } from './home.ts'
import { sayIdentityRefusal } from './identity-step.ts'
import { welcome } from './welcome.ts'

/**
 * The word of a school's link in what was opened, pasted or typed: «invite-WORD», the whole link around it, or where nothing else is asked
 * the word alone.
 */
export function readInviteWord(text: string, { bare = false } = {}): string | undefined {
  const marked = /(?:^|[=\s])invite-([\w-]{22})(?![\w-])/.exec(text)
  return marked?.[1] ?? (bare ? /^\s*([\w-]{22})\s*$/.exec(text)?.[1] : undefined)
}

/** Looks whether the link can still be opened before anything is asked; the word waits in the focus for the consent. */
export async function openInvite(ctx: BotContext, word: string): Promise<void> {
  if (ctx.standing.person) return start(ctx)
  const invite = await lookAtInvite(ctx.house.database.prisma, word, ctx.now)
  if (isRefusal(invite)) {
    return ctx.sayRefusal(invite, { buttons: [[otherWay(ctx)]] })
  }
  ctx.turn.setFocus({ at: 'invite', word })
  ctx.say(ctx.text('invite-opened', { organisation: invite.organisationName }))
  if (hasConsented(ctx)) ctx.say(...inviteQuestion(ctx))
  else askConsent(ctx)
}

export function inviteQuestion(ctx: BotContext): [html: string, shown: Shown] {
  return [ctx.text('invite-ask-last-four'), { buttons: [[otherWay(ctx)]] }]
}

/** The last four of the ID number; their message is deleted, right or wrong. */
export async function hearLastFour(ctx: BotContext, word: string): Promise<void> {
  const lastFour = ctx.message?.text
  ctx.deleteTheirs()
  if (!hasConsented(ctx)) return askConsent(ctx)
  if (lastFour === undefined) {
    const [question, shown] = inviteQuestion(ctx)
    return ctx.say(`${ctx.text('identity-expects-text')}\n\n${question}`, shown)
  }
  const { accountId } = ctx.standing
  await ctx.turn.commit(async (tx) => {
    const given = { accountId, word, lastFour }
    const outcome = await acceptInvite(tx, given, { sealer: ctx.house.sealer, now: ctx.now })
    if (!isRefusal(outcome)) return welcome(ctx, tx, outcome.bound)
    if (outcome.refused.startsWith('invite-')) ctx.turn.setFocus(null)
    sayIdentityRefusal(ctx, outcome)
  })
}

const otherWay = (ctx: BotContext) =>
  ctx.button('identity-button-identify-instead', tapData('identity.restart'))
