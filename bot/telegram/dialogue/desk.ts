import type { Composer } from 'grammy'
import type { Role } from '../../../core/terms.ts'
import type { BotContext } from './context.ts'
import { organisationAs } from './guards.ts'

/** Somebody at work in a role: the turn, the organisation they act for, and who they are. */
export interface Office {
  readonly ctx: BotContext
  readonly role: Role
  readonly organisation: { readonly id: string; readonly name: string }
  readonly me: string
}

type Handler = (office: Office, ...args: string[]) => Promise<unknown> | unknown

/** The desk of whoever asks, or nothing after having said that this is for others. */
export function officeOf(ctx: BotContext, role: Role): Office | undefined {
  const organisation = organisationAs(ctx, role)
  return organisation && { ctx, role, organisation, me: ctx.standing.person!.id }
}

/** A command of one role. Whoever does not hold it is told so. */
export function onCommand(
  composer: Composer<BotContext>,
  role: Role,
  command: string,
  handler: (office: Office) => Promise<unknown> | unknown,
): void {
  composer.command(command, async (ctx) => {
    const office = officeOf(ctx, role)
    if (office) await handler(office)
  })
}

/** Routes what holders of a role tap: one table of actions and what each does. Whoever holds it not is told so. */
export function onOfficeTaps(
  composer: Composer<BotContext>,
  role: Role,
  handlers: Readonly<Record<string, Handler>>,
): void {
  composer.on('callback_query:data', async (ctx, next) => {
    const { action, args } = ctx.tap!
    const handler = Object.hasOwn(handlers, action) ? handlers[action] : undefined
    if (!handler) return next()
    const office = officeOf(ctx, role)
    if (office) await handler(office, ...args)
  })
}

/** A button can be forged: what is no id must not reach the database as one. */
export function isId(arg: string | undefined): arg is string {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(arg ?? '')
}

/** Ids of organisations are short words of whoever runs the city. */
export function isOrganisationId(arg: string | undefined): arg is string {
  return /^[\w-]{1,50}$/.test(arg ?? '')
}

export function pageOf(arg: string | undefined): number {
  const page = Number(arg)
  return Number.isSafeInteger(page) && page > 0 ? page : 0
}

/** Buttons side by side where they are short, one below the other where they are long. */
export function inRows<Item extends { label: string }>(
  buttons: readonly Item[],
  maxPairedChars: number,
): Item[][] {
  const rows: Item[][] = []
  for (const button of buttons) {
    const last = rows.at(-1)
    const short = widthOf(button.label) <= maxPairedChars
    if (short && last?.length === 1 && widthOf(last[0]!.label) <= maxPairedChars) last.push(button)
    else rows.push([button])
  }
  return rows
}

/** 汉字 are twice as wide as letters. */
function widthOf(label: string): number {
  return [...label].reduce((width, char) => width + (char > '\u2e7f' ? 1 : 0.5), 0)
}
