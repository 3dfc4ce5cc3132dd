import type { Composer } from 'grammy'
import type { Role } from '../../../core/terms.ts'
import type { BotContext } from '../dialogue/context.ts'
import { type Office, officeOf } from '../dialogue/desk.ts'

/** Commands and taps that several roles share, each for their own organisation. */

export const cityRoles = ['CITY_OPERATOR', 'CITY_SUPERVISOR'] as const satisfies readonly Role[]

type Handler = (office: Office, ...args: string[]) => Promise<unknown> | unknown

/** Whoever holds none of the roles may find the command elsewhere, as a principal finds theirs. */
export function onCommandOf(
  composer: Composer<BotContext>,
  roles: readonly Role[],
  command: string,
  handler: (office: Office) => Promise<unknown> | unknown,
): void {
  composer.command(command, async (ctx, next) => {
    const role = roleAmong(ctx, roles)
    if (!role) return next()
    const office = officeOf(ctx, role)
    if (office) await handler(office)
  })
}

/** Taps of these names belong to these roles alone: whoever holds none of them is told so. */
export function onTapsOf(
  composer: Composer<BotContext>,
  roles: readonly Role[],
  handlers: Readonly<Record<string, Handler>>,
): void {
  composer.on('callback_query:data', async (ctx, next) => {
    const { action, args } = ctx.tap!
    const handler = Object.hasOwn(handlers, action) ? handlers[action] : undefined
    if (!handler) return next()
    const office = officeOf(ctx, roleAmong(ctx, roles) ?? roles[0]!)
    if (office) await handler(office, ...args)
  })
}

/** The role in the organisation that was chosen with /desk, else the first that is held. */
function roleAmong({ standing }: BotContext, roles: readonly Role[]): Role | undefined {
  const holds = (role: Role, desk?: string) =>
    standing.roles.some((held) => held.role === role && (desk === undefined || held.organisationId === desk))
  const { desk } = standing
  return (desk && roles.find((role) => holds(role, desk))) || roles.find((role) => holds(role))
}
