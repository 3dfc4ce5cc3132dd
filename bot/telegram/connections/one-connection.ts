import { type ConnectionShown, listConnections } from '../../../core/connections/connections.ts'
import { isRefusal, type Refusal, refuse } from '../../../core/refusal.ts'
import type { Transaction } from '../../../prisma/database.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { isId, type Office } from '../dialogue/desk.ts'

/** What every button of one connection does first and last. */

export async function read({ ctx }: Office, id: string | undefined): Promise<ConnectionShown | undefined> {
  if (!isId(id)) return undefined
  const [one] = await listConnections(ctx.house.database.prisma, { id, withdrawn: true })
  return one
}

export function seenOf({ me }: Office, connectionId: string, version: string | undefined) {
  return { connectionId, version: Number(version), actor: { personId: me } }
}

/** Does it, and says so; or says why not. */
export async function change(
  { ctx }: Office,
  id: string | undefined,
  run: (tx: Transaction) => Promise<object | Refusal>,
  done: string,
): Promise<void> {
  if (!isId(id)) return ctx.sayRefusal(refuse('connection-unknown'), { buttons: [[backToAll(ctx)]] })
  await ctx.turn.commit(async (tx) => {
    const outcome = await run(tx)
    if (isRefusal(outcome)) return ctx.sayRefusal(outcome, { buttons: [[toOne(ctx, id)]] })
    ctx.show(ctx.text(done), { buttons: [[toOne(ctx, id)], [backToAll(ctx)]] })
  })
}

export function toOne(ctx: BotContext, id: string): Button {
  return ctx.button('conn-button-one', tapData('conn.at', id))
}

export function backToAll(ctx: BotContext): Button {
  return ctx.button('conn-button-all', tapData('conn'))
}
