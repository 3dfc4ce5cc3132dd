import type { Composer } from 'grammy'
import type { BotContext } from '../dialogue/context.ts'
import { officeOf, onOfficeTaps } from '../dialogue/desk.ts'

export { inRows, isId, pageOf } from '../dialogue/desk.ts'

/** A school administrator at work: the turn, the school they answer for, and who they are. */
export interface Desk {
  readonly ctx: BotContext
  readonly school: { readonly id: string; readonly name: string }
  readonly me: string
}

type Handler = (desk: Desk, ...args: string[]) => Promise<unknown> | unknown

/** The desk of whoever asks, or nothing after having said that this is for others. */
export function deskOf(ctx: BotContext): Desk | undefined {
  const office = officeOf(ctx, 'SCHOOL_ADMIN')
  return office && { ctx, school: office.organisation, me: office.me }
}

/** Routes what administrators tap: one table of actions and what each does. Whoever is none is told so. */
export function onTaps(composer: Composer<BotContext>, handlers: Readonly<Record<string, Handler>>): void {
  const asDesk = Object.entries(handlers).map(
    ([action, handler]) =>
      [
        action,
        (
          { ctx, organisation, me }: { ctx: BotContext; organisation: Desk['school']; me: string },
          ...args: string[]
        ) => handler({ ctx, school: organisation, me }, ...args),
      ] as const,
  )
  onOfficeTaps(composer, 'SCHOOL_ADMIN', Object.fromEntries(asDesk))
}
