import type { BotContext } from '../dialogue/context.ts'
import { actingAs } from '../dialogue/desk.ts'

export { inRows, isId, pageOf } from '../dialogue/desk.ts'

/** A school administrator at work: the turn, the school they answer for, and who they are. */
export interface SchoolDesk {
  readonly ctx: BotContext
  readonly school: { readonly id: string; readonly name: string }
  readonly me: string
}

/** The desk of whoever asks, or nothing after having said that this is for others. */
export function deskOf(ctx: BotContext): SchoolDesk | undefined {
  const office = actingAs(ctx, 'SCHOOL_ADMIN')
  return office && { ctx, school: office.organisation, me: office.me }
}
