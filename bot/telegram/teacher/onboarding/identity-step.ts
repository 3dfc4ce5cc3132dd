import { identify, normaliseCertificateNumber } from '../../../../core/people/identity.ts'
import { readField } from '../../../../core/people/profile-fields.ts'
import { holdsIdNumber } from '../../../../core/privacy/id-number.ts'
import { isRefusal, type Refusal, refuse } from '../../../../core/refusal.ts'
import { civilDateOf } from '../../../../core/time/shanghai.ts'
import { type Button, tapData } from '../../dialogue/buttons.ts'
import type { BotContext, Shown } from '../../dialogue/context.ts'
import { refusalText } from '../../dialogue/refusal-text.ts'
import type { Focus } from '../../exchange/standing.ts'
import { hasConsented } from './consent-step.ts'
import { start } from './home.ts'
import { welcome } from './welcome.ts'

/**
 * 继续教育证号, 姓名 and ID number, asked one after another (domain §5.2). The first two wait in the focus; the number is
 * used in the turn in which it comes, kept nowhere by the dialogue, and its message is deleted.
 */
export type IdentityFocus = Extract<Focus, { at: 'identity' }>

const maxCertificateNumberChars = 30

/** Begins with the first question, from wherever the person is. */
export async function askIdentity(ctx: BotContext): Promise<void> {
  const { person, lockedUntil } = ctx.standing
  if (person || !hasConsented(ctx)) return start(ctx)
  if (lockedUntil && lockedUntil > ctx.now) {
    sayIdentityRefusal(ctx, refuse('identity-locked', { until: lockedUntil.toISOString() }))
    return
  }
  ctx.turn.setFocus({ at: 'identity' })
  ctx.say(...identityQuestion(ctx, { at: 'identity' }))
}

/** What is asked of whoever has answered so much. */
export function identityQuestion(ctx: BotContext, focus: IdentityFocus): [html: string, shown: Shown] {
  if (focus.certificateNumber === undefined) {
    return [ctx.text('identity-ask-certificate'), { buttons: [[noNumber(ctx)]] }]
  }
  if (focus.name === undefined) return [ctx.text('identity-ask-name'), { buttons: [[restart(ctx)]] }]
  return [ctx.text('identity-ask-id-number'), { buttons: [[restart(ctx)]] }]
}

export async function hearIdentity(ctx: BotContext, focus: IdentityFocus): Promise<void> {
  const text = ctx.message?.text
  const isLast = focus.certificateNumber !== undefined && focus.name !== undefined
  // Whatever comes instead of the number may show it as well, as a photo of the card does.
  if (isLast || (text !== undefined && holdsIdNumber(text))) ctx.deleteTheirs()
  if (text === undefined) return askAgain(ctx, focus, ctx.text('identity-expects-text'))
  if (isLast) return tryIdentity(ctx, focus as Required<IdentityFocus>, text)
  if (holdsIdNumber(text)) return askAgain(ctx, focus, ctx.text('identity-one-at-a-time'))

  if (focus.certificateNumber === undefined) {
    const certificateNumber = normaliseCertificateNumber(text)
    const isNumber = /\d/.test(certificateNumber) && certificateNumber.length <= maxCertificateNumberChars
    if (!isNumber) return askAgain(ctx, focus, ctx.text('identity-certificate-unreadable'))
    return goOn(ctx, { ...focus, certificateNumber })
  }
  const name = readField('name', text, civilDateOf(ctx.now))
  if (isRefusal(name)) return askAgain(ctx, focus, refusalText(name, ctx.locale))
  return goOn(ctx, { ...focus, name })
}

/** An expected no on the way to being bound, each with the way on: nobody is left without one. */
export function sayIdentityRefusal(ctx: BotContext, refusal: Refusal, given?: Required<IdentityFocus>): void {
  if (refusal.refused === 'already-bound') {
    ctx.turn.setFocus({ at: 'bound-elsewhere', personId: String(refusal.params.personId) })
  }
  const text = ctx.whyNot(refusal)
  const typed = refusal.refused === 'identity-not-found' && given
  ctx.say(typed ? `${text}\n\n${ctx.text('identity-given', typed)}` : text, {
    buttons: waysOn(ctx, refusal).map((button) => [button]),
  })
}

function waysOn(ctx: BotContext, { refused, params }: Refusal): Button[] {
  switch (refused) {
    case 'identity-not-found':
      return [restart(ctx), askSchool(ctx)]
    case 'identity-locked':
      return [askSchool(ctx)]
    case 'already-bound':
      return [
        ctx.button('identity-button-ask-school-to-rebind', tapData('identity.rebind', params.personId!)),
      ]
    default:
      return [restart(ctx)]
  }
}

async function tryIdentity(ctx: BotContext, focus: Required<IdentityFocus>, idNumber: string): Promise<void> {
  const { sealer } = ctx.house
  const { certificateNumber, name } = focus
  await ctx.turn.commit(async (tx) => {
    const given = { accountId: ctx.standing.accountId, certificateNumber, name, idNumber }
    const outcome = await identify(tx, given, { sealer, now: ctx.now })
    if (isRefusal(outcome)) sayIdentityRefusal(ctx, outcome, focus)
    else await welcome(ctx, tx, outcome.bound)
  })
}

function goOn(ctx: BotContext, focus: IdentityFocus): void {
  ctx.turn.setFocus(focus)
  ctx.say(...identityQuestion(ctx, focus))
}

function askAgain(ctx: BotContext, focus: IdentityFocus, why: string): void {
  const [question, shown] = identityQuestion(ctx, focus)
  ctx.say(`${why}\n\n${question}`, shown)
}

const restart = (ctx: BotContext): Button =>
  ctx.button('identity-button-fill-in-again', tapData('identity.restart'))
const noNumber = (ctx: BotContext): Button =>
  ctx.button('identity-button-no-number', tapData('identity.no-number'))
const askSchool = (ctx: BotContext): Button =>
  ctx.button('identity-button-ask-school-to-check', tapData('identity.ask-school'))
