import { currentConsentVersion, giveConsent } from '../../../../core/people/consent.ts'
import { tapData } from '../../dialogue/buttons.ts'
import type { BotContext } from '../../dialogue/context.ts'

/**
 * The consent is a message of its own, before anything personal is asked (DOMAIN §5.1; PIPL art. 14, 29, 39).
 */
export function askConsent(ctx: BotContext): void {
  ctx.say(consentText(ctx), {
    buttons: [
      [
        ctx.button('consent-button-agree', tapData('consent.give', currentConsentVersion)),
        ctx.button('consent-button-disagree', tapData('consent.refuse')),
      ],
    ],
  })
}

export function hasConsented({ session }: BotContext): boolean {
  return session.consentVersion === currentConsentVersion
}

/**
 * Keeps the consent and asks at once what comes next. A button under an older text agrees to nothing.
 *
 * @param next asks whoever has consented and is nobody yet
 */
export async function giveConsentByTap(
  ctx: BotContext,
  version: string | undefined,
  next: (ctx: BotContext) => Promise<void>,
): Promise<void> {
  if (Number(version) !== currentConsentVersion) {
    ctx.answerTap(ctx.label('card-old'))
    return askConsent(ctx)
  }
  ctx.show(`${consentText(ctx)}

${ctx.text('consent-given')}`)
  if (hasConsented(ctx)) return
  ctx.session = { ...ctx.session, consentVersion: currentConsentVersion }
  if (!ctx.session.person) await next(ctx)
  else
    ctx.say(ctx.text('consent-renewed'), { buttons: [[ctx.button('consent-button-home', tapData('home'))]] })
  await ctx.turn.commit((tx) => giveConsent(tx, ctx.session.accountId, ctx.now))
}

export function refuseConsent(ctx: BotContext): void {
  // Whoever has agreed takes it back where the consequences are told.
  if (!hasConsented(ctx)) ctx.place.leave()
  ctx.show(ctx.text(hasConsented(ctx) ? 'consent-withdraw-elsewhere' : 'consent-refused'))
}

function consentText(ctx: BotContext): string {
  return ctx.text('consent-ask', {
    version: String(currentConsentVersion),
    years: ctx.house.evidenceKeptYears,
  })
}
