import { Composer } from 'grammy'
import { holdsIdNumber } from '../../../core/privacy/id-number.ts'
import type { BotContext } from './context.ts'
import { stateOf } from './state.ts'

/**
 * An ID number may be typed only where it is asked for. Anywhere else it would stay in a dialogue's memory, a
 * note or a list, so the message is deleted before any handler sees it. Whatever waits for an answer keeps
 * waiting (DOMAIN §9).
 */
export const idNumberGuard = new Composer<BotContext>()

idNumberGuard.on('message:text', (ctx, next) => {
  const { focus, conversation } = ctx.session
  const isHandled = conversation === undefined && stateOf(focus)?.dealsWithIdNumbers
  if (isHandled || !holdsIdNumber(ctx.message.text)) return next()
  ctx.deleteTheirs()
  ctx.say(ctx.text('id-number-not-here'))
})
