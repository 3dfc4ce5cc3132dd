import { Composer } from 'grammy'
import type { BotContext } from '../../dialogue/context.ts'
import { anybody, bound, taps } from '../../dialogue/taps.ts'
import { showProfile } from './card.ts'
import { confirm, sendSheetAgain } from './confirm.ts'
import { askField, hearNewIdNumber, newIdNumber, offerFields, setByTap } from './correct.ts'
import { askWithdrawal, showMyData, withdraw } from './my-data.ts'

/**
 * The profile: shown, corrected and confirmed for the cycle (DOMAIN §5.3, S019–S021), and what is held about
 * a person (DOMAIN §9).
 */
export const profile = new Composer<BotContext>()

profile.command('profile', (ctx) => showProfile(ctx))
profile.command('mydata', showMyData)

profile.on('message', async (ctx, next) => {
  if (!ctx.place.at(newIdNumber) || ctx.message.text?.startsWith('/')) return next()
  return hearNewIdNumber(ctx)
})

taps(bound, {
  profile: ({ ctx }) => showProfile(ctx),
  'profile.correct': ({ ctx }) => offerFields(ctx),
  'profile.field': ({ ctx }, id) => askField(ctx, id),
  'profile.set': ({ ctx }, ...chosen) => setByTap(ctx, chosen),
  'profile.confirm': ({ ctx }, ...args) => confirm(ctx, args),
  'profile.sheet': ({ ctx }) => sendSheetAgain(ctx),
})

taps(anybody, {
  mydata: showMyData,
  'mydata.withdraw': askWithdrawal,
  'mydata.withdraw-now': withdraw,
})
