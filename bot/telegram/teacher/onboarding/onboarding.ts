import { Composer } from 'grammy'
import type { BotContext } from '../../dialogue/context.ts'
import {
  askForOwnNumber,
  askForSchool,
  askToRegister,
  explainRegistration,
  fileAtSchool,
  fileRebind,
  hearRegistration,
  hearSchoolSearch,
} from './ask-school.ts'
import { giveConsentByTap, refuseConsent } from './consent-step.ts'
import { start } from './home.ts'
import { askIdentity, hearIdentity } from './identity-step.ts'
import { hearLastFour, openInvite, readInviteWord, takeInvite } from './invite-step.ts'

/** From «nobody» to a bound account: consent, then who it is by three details or by the school's link (domain §5.1–5.2). */
export const onboarding = new Composer<BotContext>()

onboarding.command('start', async (ctx) => {
  await ctx.conversation.exitAll()
  const word = readInviteWord(ctx.match)
  return word ? openInvite(ctx, word) : start(ctx)
})

onboarding.on('callback_query:data', async (ctx, next) => {
  const handle = ctx.tap && taps.get(ctx.tap.action)
  return handle && ctx.tap ? handle(ctx, ctx.tap.args) : next()
})

onboarding.on('message', async (ctx, next) => {
  const { focus, person } = ctx.standing
  const text = ctx.message.text
  // Whoever is bound has nothing to do here, and a command is never an answer.
  if (person || text?.startsWith('/')) return next()
  const word = text && readInviteWord(text, { bare: focus === null })
  if (word) return openInvite(ctx, word)
  switch (focus?.at) {
    case 'identity':
      return hearIdentity(ctx, focus)
    case 'invite':
      return hearLastFour(ctx, focus)
    case 'school-search':
      return hearSchoolSearch(ctx, focus)
    case 'register-teacher':
      return hearRegistration(ctx, focus)
    default:
      return next()
  }
})

const taps = new Map<string, (ctx: BotContext, args: readonly string[]) => unknown>([
  ['consent.give', giveConsentByTap],
  ['consent.refuse', refuseConsent],
  ['home', start],
  ['invite.take', takeInvite],
  ['identity.restart', askIdentity],
  ['identity.no-number', explainRegistration],
  ['identity.ask-school', askForSchool],
  ['identity.register', askToRegister],
  ['register.me', askForOwnNumber],
  ['identity.school', fileAtSchool],
  ['identity.rebind', fileRebind],
])
