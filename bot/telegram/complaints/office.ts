import type { BotContext } from '../dialogue/context.ts'
import { boundPerson } from '../dialogue/guards.ts'

/** Who works on complaints: a school, the office above it; and 指导中心, which looks on. */
export interface ComplaintOffice {
  readonly ctx: BotContext
  readonly role: 'SCHOOL_ADMIN' | 'DISTRICT_REVIEWER' | 'CITY_SUPERVISOR'
  readonly organisation: { readonly id: string; readonly name: string }
  readonly me: string
}

const rolesInOrder = ['SCHOOL_ADMIN', 'DISTRICT_REVIEWER', 'CITY_SUPERVISOR'] as const

/** The desk of whoever asks, at the organisation they chose with /desk; or nothing after having said that this is for others. */
export function complaintOfficeOf(
  ctx: BotContext,
  roles: readonly ComplaintOffice['role'][] = rolesInOrder,
): ComplaintOffice | undefined {
  const person = boundPerson(ctx)
  if (!person) return undefined
  const held = ctx.standing.roles.flatMap(({ role, organisationId, organisationName }) => {
    const one = roles.find((wanted) => wanted === role)
    return one ? [{ role: one, organisation: { id: organisationId, name: organisationName } }] : []
  })
  const inOrder = held.sort((a, b) => rolesInOrder.indexOf(a.role) - rolesInOrder.indexOf(b.role))
  const chosen = inOrder.find(({ organisation }) => organisation.id === ctx.standing.desk) ?? inOrder[0]
  if (chosen) return { ctx, me: person.id, ...chosen }
  ctx.say(ctx.text('not-for-you'))
  return undefined
}
