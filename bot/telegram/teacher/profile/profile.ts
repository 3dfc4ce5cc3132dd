import { Composer } from 'grammy'
import type { BotContext } from '../../dialogue/context.ts'
import { boundPerson } from '../../dialogue/guards.ts'
import { showProfile } from './card.ts'
import { confirm, sendSheetAgain } from './confirm.ts'
import { askField, hearNewIdNumber, newIdNumber, offerFields, setByTap } from './correct.ts'
import { askWithdrawal, showMyData, withdraw } from './my-data.ts'

/** The profile: shown, corrected and confirmed for the cycle (domain §5.3, S019–S021), and what is held about a person (§9). */
export const profile = new Composer<BotContext>()

profile.command('profile', (ctx) => showProfile(ctx))
profile.command('mydata', showMyData)

profile.on('callback_query:data', async (ctx, next) => {
  const handle = ctx.tap && taps.get(ctx.tap.action)
  if (!handle || !ctx.tap) return next()
  if (ctx.tap.action.startsWith('profile') && !boundPerson(ctx)) return
  return handle(ctx, ctx.tap.args)
})

profile.on('message', async (ctx, next) => {
  if (!ctx.place.at(newIdNumber) || ctx.message.text?.startsWith('/')) return next()
  return hearNewIdNumber(ctx)
})

const taps = new Map<string, (ctx: BotContext, args: readonly string[]) => unknown>([
  ['profile', (ctx) => showProfile(ctx)],
  ['profile.correct', offerFields],
  ['profile.field', askField],
  ['profile.set', setByTap],
  ['profile.confirm', confirm],
  ['profile.sheet', sendSheetAgain],
  ['mydata', showMyData],
  ['mydata.withdraw', askWithdrawal],
  ['mydata.withdraw-now', withdraw],
])
