import { Composer } from 'grammy'
import { holdsIdNumber } from '../../../core/privacy/id-number.ts'
import type { Focus } from '../exchange/standing.ts'
import type { BotContext } from './context.ts'

/**
 * An ID number is typed only where it is asked for. Anywhere else it would stay in what a dialogue remembers, in a note or in a list, so
 * the message is deleted before anybody hears it; whatever waits for an answer waits on (domain section 9).
 */
export const idNumberGuard = new Composer<BotContext>()

idNumberGuard.on('message:text', (ctx, next) => {
  const { focus, conversation } = ctx.standing
  const isHandled = focus !== null && dealsWithIdNumbers.has(focus.at)
  if ((isHandled && conversation === undefined) || !holdsIdNumber(ctx.message.text)) return next()
  ctx.deleteTheirs()
  ctx.say(ctx.text('id-number-not-here'))
})

/** They ask for one, or say in words of their own why it does not belong there. */
const dealsWithIdNumbers: ReadonlySet<Focus['at']> = new Set([
  'identity',
  'school-search',
  'register-teacher',
  'new-id-number',
  'invite',
  'complaint',
])
