import { Composer } from 'grammy'
import { chooseLanguage, keepAccount, markReachable, markUnreachable } from '../../../core/people/account.ts'
import { holdsIdNumber } from '../../../core/privacy/id-number.ts'
import { tapData } from './buttons.ts'
import { choicesOf, commandsOfRole, keepCommandMenu, rolesOf } from './command-menu.ts'
import type { BotContext } from './context.ts'
import { anybody, asideTaps } from './taps.ts'
import { locales, plainTextOf, toLocale } from './texts.ts'

/**
 * What holds everywhere: who is listened to at all, the commands that always work, and what is said when
 * nothing fits.
 */
export const everywhere = { beforeAll: new Composer<BotContext>(), commands: new Composer<BotContext>() }
const { beforeAll, commands } = everywhere

beforeAll.use(async (ctx, next) => {
  // Other bots, channels and groups are not served. In a group, whoever calls on us gets one word without
  // personal data; otherwise we stay silent.
  if (ctx.from?.is_bot) return
  if (ctx.chat && ctx.chat.type !== 'private') {
    const called = ctx.message?.text?.startsWith('/') ?? false
    if (called)
      ctx.turn.send(
        { call: 'sendMessage', payload: { chat_id: ctx.chat.id, text: ctx.label('only-private') } },
        { chatId: ctx.chat.id },
      )
    return
  }
  if (!ctx.from) return
  if (!ctx.session.known) {
    await keepAccount(ctx.house.database, ctx.from.id, toLocale(ctx.from.language_code))
  }
  if (ctx.session.unreachable) await markReachable(ctx.house.database, ctx.from.id)
  if (ctx.myChatMember) {
    if (ctx.myChatMember.new_chat_member.status === 'kicked') {
      await markUnreachable(ctx.house.database, ctx.from.id)
    }
    return
  }
  ctx.turn.afterwards(() => keepCommandMenu(ctx))
  if (ctx.editedMessage) {
    if (holdsIdNumber(ctx.editedMessage.text ?? ctx.editedMessage.caption ?? '')) ctx.deleteTheirs()
    return ctx.say(ctx.text('edited-ignored'))
  }
  await next()
})

commands.command('cancel', (ctx) => {
  const { draft, person } = ctx.session
  ctx.place.leave()
  if (ctx.place.isNowhere) ctx.say(ctx.text('nothing-to-cancel'))
  else if (draft) ctx.say(ctx.text('cancelled-draft'))
  else ctx.say(ctx.text(person ? 'cancelled' : 'cancelled-before-identity'))
})

commands.command('help', async (ctx) => {
  ctx.say(helpOf(ctx))
})

commands.command('language', async (ctx) => {
  ctx.say(ctx.text('language-ask'), {
    buttons: [
      locales.map((locale) => ({
        label: plainTextOf(locale, 'language-name'),
        data: tapData('language', locale),
      })),
    ],
  })
})

asideTaps(anybody, {
  async language(ctx, chosen) {
    const locale = toLocale(chosen)
    await chooseLanguage(ctx.house.database, ctx.session.accountId, locale)
    ctx.locale = locale
    ctx.show(plainTextOf(locale, 'language-set'))
  },
})

function helpOf(ctx: BotContext): string {
  const parts = rolesOf(ctx)
    .filter((role) => commandsOfRole[role])
    .map((role) => ctx.text(`help-${role.toLowerCase().replace('_', '-')}`))
  const choices = choicesOf(ctx).map((command) => `/${command} ${ctx.text(`command-${command}`)}`)
  return [[ctx.text('help-anyone'), ...choices].join('\n'), ...new Set(parts)].join('\n\n')
}

/** Another command or button: what a state does not wait through is over, or pauses. */
export const turningAway = new Composer<BotContext>()

turningAway.use(async (ctx, next) => {
  if (ctx.tap || ctx.message?.text?.startsWith('/')) ctx.place.turnAway()
  await next()
})

/** Nothing else answered: never silence, never a stuck person. */
export const lastResort = new Composer<BotContext>()

lastResort.on('callback_query', (ctx) => {
  ctx.answerTap(ctx.label('card-old'))
  ctx.say(helpOf(ctx))
})
lastResort.on('message', (ctx) => {
  const command = /^\/(\w+)(?!\S)/.exec(ctx.message.text ?? '')?.[1]
  const isSomebodys = Object.values(commandsOfRole).some((commands) => commands.includes(command ?? ''))
  if (!ctx.session.person) ctx.say(ctx.text('not-understood-before-identity'))
  else ctx.say(ctx.text(isSomebodys ? 'not-for-you' : 'not-understood'))
})
