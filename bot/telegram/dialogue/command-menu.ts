import type { Api } from 'grammy'
import type { Role } from '../../../core/terms.ts'
import type { Outgoing } from '../exchange/outgoing.ts'
import { putOutMenu } from '../exchange/put-out.ts'
import { hasCyclesToChoose } from './choose-cycle.ts'
import { hasDesksToChoose } from './choose-desk.ts'
import type { BotContext } from './context.ts'
import { locales, plainTextOf } from './texts.ts'

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
  CITY_SUPERVISOR: ['complaints', 'progress', 'late', 'statistics', 'confirm', 'notpassed', 'roles'],
  PROVIDER: ['records', 'disputes', 'roles'],
  CITY_OPERATOR: [
    'records',
    'disputes',
    'progress',
    'late',
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

/**
 * Each role once, in the order of the table and not in the order of the grants. So nobody's menu or help
 * changes its order.
 */
export function rolesOf(ctx: BotContext): Role[] {
  const held = new Set<string>(ctx.session.roles.map(({ role }) => role))
  return (Object.keys(commandsOfRole) as Role[]).filter((role) => held.has(role))
}

/**
 * The messenger's own command menu of this chat, by role and language. It is checked after every turn and set
 * only when it differs, so a role handed over or a new language shows by itself. A program update makes
 * everybody's menu due at once, so menus go out among the reminders, at their pace, and hold up no answer.
 */
export async function keepCommandMenu(ctx: BotContext): Promise<void> {
  const names = menuOf(rolesOf(ctx), choicesOf(ctx))
  const menu = keptMenu(ctx.locale, names)
  if (menu === ctx.session.menu) return
  const chat_id = ctx.session.accountId
  const body: Outgoing = {
    call: 'setMyCommands',
    payload: { commands: commandsIn(ctx.locale, names), scope: { type: 'chat', chat_id } },
    mayDisturb: true,
  }
  await putOutMenu(ctx.house.database, chat_id, { menu, body })
}

/** The commands in the menu of somebody with these roles and choices. */
export function menuOf(roles: readonly Role[], choices: readonly string[]): string[] {
  const own = roles.flatMap((role) => commandsOfRole[role] ?? [])
  const around = own.length === 0 ? commandsToLookAround : []
  return [...new Set([...own, ...choices, ...around, ...commandsOfRole.ANYONE!])]
}

/** What an account keeps of the menu it was given last. */
export function keptMenu(locale: string, names: readonly string[]): string {
  return `${locale}:${names.join(',')}`
}

/** Commands that always work, and stand in the menu of those to whom they make a difference. */
export function choicesOf(ctx: BotContext): string[] {
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
    const commands = commandsIn(locale, [...commandsToLookAround, ...commandsOfRole.ANYONE!])
    // Chinese is the default; whose app speaks English gets English.
    await api.setMyCommands(commands, locale === 'zh' ? {} : { language_code: locale })
  }
}

function commandsIn(locale: string, names: readonly string[]) {
  return names.map((command) => ({ command, description: plainTextOf(locale, `command-${command}`) }))
}
