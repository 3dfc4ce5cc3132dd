import { currentConsentVersion } from '../../../core/people/consent.ts'
import type { BotContext } from './context.ts'

/** The person behind the account, or nobody after having said what to do first. */
export function boundPerson(ctx: BotContext): NonNullable<BotContext['session']['person']> | undefined {
  const { person, consentVersion } = ctx.session
  if (person && consentVersion === currentConsentVersion) return person
  ctx.say(ctx.text('begin-first'))
  return undefined
}
