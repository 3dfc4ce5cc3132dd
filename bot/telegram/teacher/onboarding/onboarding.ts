import { Composer } from 'grammy'
import type { BotContext } from '../../dialogue/context.ts'
import { anybody, taps } from '../../dialogue/taps.ts'
import {
  askForOwnNumber,
  askForSchool,
  askToRegister,
  explainRegistration,
  fileAtSchool,
  fileRebind,
  hearRegistration,
  hearSchoolSearch,
  registering,
  searchingSchool,
} from './ask-school.ts'
import { giveConsentByTap, hasConsented, refuseConsent } from './consent-step.ts'
import { askIdentity, hearIdentity, identifying } from './identity-step.ts'
import { hearLastFour, invited, openInvite, readInviteWord, takeInvite } from './invite-step.ts'
import { start } from './steps.ts'

/**
 * From «nobody» to a bound account: consent, then who it is by three details or by the school's link (DOMAIN
 * §5.1–5.2).
 */
export const onboarding = new Composer<BotContext>()

onboarding.command('start', (ctx) => {
  const word = readInviteWord(ctx.match)
  return word ? orStart(openInvite)(ctx, word) : start(ctx)
})

onboarding.on('message', async (ctx, next) => {
  const { place, session } = ctx
  const text = ctx.message.text
  // Whoever is bound has nothing to do here, and a command is never an answer.
  if (session.person || text?.startsWith('/')) return next()
  const word = text && readInviteWord(text, { bare: place.isNowhere })
  if (word) return orStart(openInvite)(ctx, word)
  const given = place.at(identifying)
  if (given) return hearIdentity(ctx, given)
  const invitation = place.at(invited)
  if (invitation) return hearLastFour(ctx, invitation)
  const search = place.at(searchingSchool)
  if (search) return hearSchoolSearch(ctx, search)
  const registration = place.at(registering)
  if (registration) return orStart(hearRegistration)(ctx, registration)
  return next()
})

taps(anybody, {
  'consent.give': (ctx, version) => giveConsentByTap(ctx, version, start),
  'consent.refuse': refuseConsent,
  home: start,
  'invite.take': orStart(takeInvite),
  'identity.restart': whileNobody(askIdentity),
  'identity.no-number': explainRegistration,
  'identity.ask-school': whileNobody(askForSchool),
  'identity.register': whileNobody(askToRegister),
  'register.me': askForOwnNumber,
  'identity.school': orStart(fileAtSchool),
  'identity.rebind': orStart(fileRebind),
})

/** Buttons for whoever has consented and is not known yet; anybody else is led to what is next for them. */
function whileNobody(ask: (ctx: BotContext) => void) {
  return (ctx: BotContext) => (ctx.session.person || !hasConsented(ctx) ? start(ctx) : ask(ctx))
}

/** A button or a link of what is over leads to what is next. */
function orStart<Asked>(use: (ctx: BotContext, asked: Asked) => Promise<'gone' | undefined>) {
  return async (ctx: BotContext, asked: Asked) => {
    if ((await use(ctx, asked)) !== 'gone') return
    ctx.answerTap(ctx.label('card-old'))
    await start(ctx)
  }
}
