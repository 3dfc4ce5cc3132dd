import { identify, normaliseCertificateNumber } from '../../../../core/people/identity.ts'
import { readField } from '../../../../core/people/profile-fields.ts'
import { holdsIdNumber } from '../../../../core/privacy/id-number.ts'
import { isRefusal, type Refusal, refuse } from '../../../../core/refusal.ts'
import { civilDateOf } from '../../../../core/time/shanghai.ts'
import { type Button, tapData } from '../../dialogue/buttons.ts'
import type { BotContext, Shown } from '../../dialogue/context.ts'
import { refusalText } from '../../dialogue/refusal-text.ts'
import { state } from '../../dialogue/state.ts'
import { welcome } from './welcome.ts'

/**
 * 继续教育证号, 姓名 and ID number, asked one after another (DOMAIN §5.2). The first two wait in the
 * state; the number is used in the turn in which it comes, and its message is deleted.
 */
export const identifying = state<IdentityGiven>('identity', { dealsWithIdNumbers: true })

interface IdentityGiven {
  readonly certificateNumber?: string
  readonly name?: string
}

/** Verified, but bound elsewhere: for this person, and no other, the school may be asked. */
export const boundElsewhere = state<{ readonly personId: string }>('bound-elsewhere')

const maxCertificateNumberChars = 30

/** Begins with the first question, from wherever the person is. */
export function askIdentity(ctx: BotContext): void {
  const { lockedUntil } = ctx.session
  if (lockedUntil && lockedUntil > ctx.now) {
    sayIdentityRefusal(ctx, refuse('identity-locked', { until: lockedUntil.toISOString() }))
    return
  }
  goOn(ctx, {})
}

/** What is asked of whoever has answered so much. */
function identityQuestion(ctx: BotContext, given: IdentityGiven): [html: string, shown: Shown] {
  if (given.certificateNumber === undefined) {
    return [ctx.text('identity-ask-certificate'), { buttons: [[noNumber(ctx)]] }]
  }
  if (given.name === undefined) return [ctx.text('identity-ask-name'), { buttons: [[restart(ctx)]] }]
  return [ctx.text('identity-ask-id-number'), { buttons: [[restart(ctx)]] }]
}

export async function hearIdentity(ctx: BotContext, given: IdentityGiven): Promise<void> {
  const text = ctx.message?.text
  const isLast = given.certificateNumber !== undefined && given.name !== undefined
  // Whatever comes instead of the number may show it as well, as a photo of the card does.
  if (isLast || (text !== undefined && holdsIdNumber(text))) ctx.deleteTheirs()
  if (text === undefined) return askAgain(ctx, given, ctx.text('identity-expects-text'))
  if (isLast) return tryIdentity(ctx, given as Required<IdentityGiven>, text)
  if (holdsIdNumber(text)) return askAgain(ctx, given, ctx.text('identity-one-at-a-time'))

  if (given.certificateNumber === undefined) {
    const certificateNumber = normaliseCertificateNumber(text)
    const isNumber = /\d/.test(certificateNumber) && certificateNumber.length <= maxCertificateNumberChars
    if (!isNumber) return askAgain(ctx, given, ctx.text('identity-certificate-unreadable'))
    return goOn(ctx, { ...given, certificateNumber })
  }
  const name = readField('name', text, civilDateOf(ctx.now))
  if (isRefusal(name)) return askAgain(ctx, given, refusalText(name, ctx.locale))
  return goOn(ctx, { ...given, name })
}

/** An expected no on the way to being bound, each with the way on: nobody is left without one. */
export function sayIdentityRefusal(ctx: BotContext, refusal: Refusal, given?: Required<IdentityGiven>): void {
  if (refusal.refused === 'already-bound') {
    ctx.place.enter(boundElsewhere, { personId: String(refusal.params.personId) })
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

async function tryIdentity(ctx: BotContext, given: Required<IdentityGiven>, idNumber: string): Promise<void> {
  const { sealer } = ctx.house
  const { certificateNumber, name } = given
  await ctx.turn.commit(async (tx) => {
    const claimed = { accountId: ctx.session.accountId, certificateNumber, name, idNumber }
    const outcome = await identify(tx, claimed, { sealer, now: ctx.now })
    if (isRefusal(outcome)) sayIdentityRefusal(ctx, outcome, given)
    else await welcome(ctx, tx, outcome.bound)
  })
}

function goOn(ctx: BotContext, given: IdentityGiven): void {
  ctx.place.enter(identifying, given)
  ctx.say(...identityQuestion(ctx, given))
}

function askAgain(ctx: BotContext, given: IdentityGiven, why: string): void {
  const [question, shown] = identityQuestion(ctx, given)
  ctx.say(`${why}\n\n${question}`, shown)
}

const restart = (ctx: BotContext): Button =>
  ctx.button('identity-button-fill-in-again', tapData('identity.restart'))
const noNumber = (ctx: BotContext): Button =>
  ctx.button('identity-button-no-number', tapData('identity.no-number'))
const askSchool = (ctx: BotContext): Button =>
  ctx.button('identity-button-ask-school-to-check', tapData('identity.ask-school'))
