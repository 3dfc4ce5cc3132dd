import type { MadeConnection } from '../../../core/connections/connections.ts'
import { isEventType } from '../../../core/connections/event-types.ts'
import { tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'

/** The one message with the key, which can be removed from the chat when the key has been handed on. */
export function sayKey(ctx: BotContext, { connectionId, key }: MadeConnection): void {
  ctx.say(ctx.text('conn-key', { id: connectionId, key }), {
    buttons: [[ctx.button('conn-button-kept', tapData('conn.kept'))]],
  })
}

export function typesInWords(ctx: BotContext, types: readonly string[]): string {
  const known = types.filter(isEventType)
  return (
    known.map((type) => ctx.label(`conn-type-${type.replace('.', '-')}`)).join(ctx.label('list-comma')) ||
    ctx.label('conn-no-types')
  )
}
