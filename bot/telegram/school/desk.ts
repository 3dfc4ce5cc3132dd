import type { Composer } from 'grammy'
import type { BotContext } from '../dialogue/context.ts'
import { organisationAs } from '../dialogue/guards.ts'

/** A school administrator at work: the turn, the school they answer for, and who they are. */
export interface Desk {
  readonly ctx: BotContext
  readonly school: { readonly id: string; readonly name: string }
  readonly me: string
}

type Handler = (desk: Desk, ...args: string[]) => Promise<unknown> | unknown

/** The desk of whoever asks, or nothing after having said that this is for others. */
export function deskOf(ctx: BotContext): Desk | undefined {
  const school = organisationAs(ctx, 'SCHOOL_ADMIN')
  return school && { ctx, school, me: ctx.standing.person!.id }
}

/** Routes what administrators tap: one table of actions and what each does. Whoever is none is told so. */
export function onTaps(composer: Composer<BotContext>, handlers: Readonly<Record<string, Handler>>): void {
  composer.on('callback_query:data', async (ctx, next) => {
    const { action, args } = ctx.tap!
    const handler = Object.hasOwn(handlers, action) ? handlers[action] : undefined
    if (!handler) return next()
    const desk = deskOf(ctx)
    if (desk) await handler(desk, ...args)
  })
}

/** A button can be forged: what is no id must not reach the database as one. */
export function isId(arg: string | undefined): arg is string {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(arg ?? '')
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
