import { currentConsentVersion } from '../../../core/people/consent.ts'
import type { Role } from '../../../core/terms.ts'
import type { BotContext } from './context.ts'

/** The person behind the account, or nobody after having said what to do first. */
export function boundPerson(ctx: BotContext): NonNullable<BotContext['standing']['person']> | undefined {
  const { person, consentVersion } = ctx.standing
  if (person && consentVersion === currentConsentVersion) return person
  ctx.say(ctx.text('begin-first'))
  return undefined
}

/** Where this person holds the role, or nothing after having said that the command is for others. */
export function organisationAs(ctx: BotContext, role: Role): { id: string; name: string } | undefined {
  if (!boundPerson(ctx)) return undefined
  const grants = ctx.standing.roles.filter((grant) => grant.role === role)
  // Whoever holds the role in several organisations acts for the one they chose with /desk.
  const held = grants.find(({ organisationId }) => organisationId === ctx.standing.desk) ?? grants[0]
  if (held) return { id: held.organisationId, name: held.organisationName }
  ctx.say(ctx.text('not-for-you'))
  return undefined
}
