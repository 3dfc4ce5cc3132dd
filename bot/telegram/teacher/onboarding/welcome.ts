import { rolesOf } from '../../../../core/authority/grants.ts'
import type { BoundPerson } from '../../../../core/people/bind-account.ts'
import type { Transaction } from '../../../../prisma/database.ts'
import type { BotContext } from '../../dialogue/context.ts'
import { whatNext } from './home.ts'

/** Greets whoever was just bound, with the next step and the commands that are theirs from now on. */
export async function welcome(ctx: BotContext, tx: Transaction, bound: BoundPerson): Promise<void> {
  const { personId, name, organisationId, organisationName } = bound
  ctx.session = {
    ...ctx.session,
    focus: null,
    person: { id: personId, name, organisationId },
    roles: await rolesOf(tx, personId),
  }
  ctx.place.leave()
  const hello = ctx.text('welcome', {
    name,
    organisation: organisationName,
    cycle: ctx.cycle.name[ctx.locale],
  })
  const next = await whatNext(ctx, personId, tx)
  ctx.say([hello, ...next.lines].join('\n\n'), { buttons: next.buttons })
}
