import { type Api, Composer } from 'grammy'
import type { Role } from '../../../core/cycle/words.ts'
import { holdsIdNumber } from '../../../core/people/id-number.ts'
import { tapData } from './buttons.ts'
import { hasCyclesToChoose } from './choose-cycle.ts'
import { hasDesksToChoose } from './choose-desk.ts'
import type { BotContext } from './context.ts'
import { locales, plainTextOf, toLocale } from './texts.ts'

/** What holds everywhere: who is listened to at all, the commands that always work, and what is said when nothing fits. */
export const everywhere = { beforeAll: new Composer<BotContext>(), commands: new Composer<BotContext>() }
const { beforeAll, commands } = everywhere

beforeAll.use(async (ctx, next) => {
  // Other bots, channels and groups: in a group one word to whoever calls on us, no personal data, and silence else.
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
  if (!ctx.standing.known) {
    const locale = toLocale(ctx.from.language_code)
    await ctx.house.database.pool.query(
      'insert into account (id, locale) values ($1, $2) on conflict (id) do nothing',
      [ctx.from.id, locale],
    )
  }
  if (ctx.standing.unreachable) {
    await ctx.house.database.pool.query('update account set unreachable_at = null where id = $1', [
      ctx.from.id,
    ])
  }
  if (ctx.myChatMember) {
    if (ctx.myChatMember.new_chat_member.status === 'kicked') {
      await ctx.house.database.pool.query('update account set unreachable_at = now() where id = $1', [
        ctx.from.id,
      ])
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

commands.command('cancel', async (ctx) => {
  const busy = ctx.standing.focus !== null || Object.keys(ctx.conversation.active()).length > 0
  await ctx.conversation.exitAll()
  ctx.turn.setFocus(null)
  ctx.say(ctx.text(busy ? 'cancelled' : 'nothing-to-cancel'))
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

commands.on('callback_query:data', async (ctx, next) => {
  if (ctx.tap?.action !== 'language') return next()
  const locale = toLocale(ctx.tap.args[0])
  await ctx.house.database.pool.query('update account set locale = $2 where id = $1', [
    ctx.standing.accountId,
    locale,
  ])
  ctx.locale = locale
  ctx.show(plainTextOf(locale, 'language-set'))
})

/** The commands of each role, in the order of the menu: /help, the menu and the tests read this table. */
export const commandsOfRole: Readonly<Partial<Record<Role | 'ANYONE', readonly string[]>>> = {
  TEACHER: ['declare', 'status', 'profile', 'mydata', 'complain'],
  SCHOOL_ADMIN: [
    'queue',
    'batch',
    'staff',
    'requests',
    'report',
    'publicity',
    'contacts',
    'school',
    'complaints',
    'records',
    'disputes',
    'roles',
    'transfers',
    'register',
    'announce',
  ],
  HR_OFFICER: ['sheets', 'notpassed', 'roles'],
  PRINCIPAL: ['school', 'notpassed', 'roles'],
  DISTRICT_REVIEWER: [
    'review',
    'schools',
    'batch',
    'late',
    'patterns',
    'complaints',
    'statistics',
    'notpassed',
    'roles',
    'registrations',
    'transfers',
    'exemptions',
    'announce',
  ],
  CITY_SUPERVISOR: ['complaints', 'progress', 'statistics', 'confirm', 'notpassed', 'roles'],
  PROVIDER: ['records', 'disputes', 'roles'],
  CITY_OPERATOR: [
    'records',
    'disputes',
    'progress',
    'statistics',
    'export',
    'notpassed',
    'roles',
    'announce',
    'connections',
  ],
  ANYONE: ['start', 'help', 'cancel', 'language'],
}

/** For anybody too: /help says them to everybody, the menu only to whoever has no other commands there. */
const commandsToLookAround = ['directory', 'flow'] as const

export function rolesOf(ctx: BotContext): Role[] {
  return ctx.standing.roles.map(({ role }) => role)
}

/**
 * The messenger's own command menu of this chat, by role and language. It is looked at after every turn and set only
 * when another is due, so that a role handed over or a new language shows by itself.
 */
async function keepCommandMenu(ctx: BotContext): Promise<void> {
  const own = rolesOf(ctx).flatMap((role) => commandsOfRole[role] ?? [])
  const around = own.length === 0 ? commandsToLookAround : []
  const names = [...new Set([...own, ...choicesOf(ctx), ...around, ...commandsOfRole.ANYONE!])]
  const menu = `${ctx.locale}:${names.join(',')}`
  if (menu === ctx.standing.menu) return
  const chat_id = ctx.standing.accountId
  await ctx.api.setMyCommands(
    names.map((command) => ({ command, description: plainTextOf(ctx.locale, `command-${command}`) })),
    { scope: { type: 'chat', chat_id } },
  )
  await ctx.house.database.pool.query('update account set menu = $2 where id = $1', [chat_id, menu])
}

/** Commands that always work, and stand in the menu of those to whom they make a difference. */
function choicesOf(ctx: BotContext): string[] {
  const reviews = rolesOf(ctx).some((role) => role !== 'TEACHER')
  const bound = rolesOf(ctx).length > 0
  return [
    ...(bound ? ['reminders'] : []),
    ...(reviews && hasCyclesToChoose(ctx) ? ['cycle'] : []),
    ...(hasDesksToChoose(ctx) ? ['desk'] : []),
  ]
}

/** The menu of whoever has not spoken yet, in both languages. */
export async function setDefaultCommandMenu(api: Api): Promise<void> {
  for (const locale of locales) {
    const commands = [...commandsToLookAround, ...commandsOfRole.ANYONE!].map((command) => ({
      command,
      description: plainTextOf(locale, `command-${command}`),
    }))
    // Chinese is the default; whose app speaks English gets English.
    await api.setMyCommands(commands, locale === 'zh' ? {} : { language_code: locale })
  }
}

function helpOf(ctx: BotContext): string {
  const parts = rolesOf(ctx)
    .filter((role) => commandsOfRole[role])
    .map((role) => ctx.text(`help-${role.toLowerCase().replace('_', '-')}`))
  const choices = choicesOf(ctx).map((command) => `/${command} ${ctx.text(`command-${command}`)}`)
  return [ctx.text('help-anyone'), ...new Set(parts), choices.join('\n')].filter(Boolean).join('\n\n')
}

/** Nothing else answered: never silence, never a stuck person. */
export const lastResort = new Composer<BotContext>()

lastResort.on('callback_query', (ctx) => {
  ctx.answerTap(ctx.label('card-old'))
  ctx.say(helpOf(ctx))
})
lastResort.on('message', (ctx) => {
  ctx.say(ctx.text('not-understood'))
})
