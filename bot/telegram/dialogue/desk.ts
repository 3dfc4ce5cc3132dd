import type { Composer } from 'grammy'
import type { Role } from '../../../core/terms.ts'
import type { BotContext } from './context.ts'
import { boundPerson } from './guards.ts'

/** Somebody at work in a role: the turn, the organisation they act for, and who they are. */
export interface Office<Held extends Role = Role> {
  readonly ctx: BotContext
  readonly role: Held
  readonly organisation: { readonly id: string; readonly name: string }
  readonly me: string
}

/**
 * For whom a person acts in one of these roles: their choice with /desk, else the first by the order of the
 * roles.
 */
export function heldAs<Held extends Role>(
  ctx: BotContext,
  ...roles: readonly Held[]
): Office<Held> | undefined {
  const { person, roles: grants, desk } = ctx.session
  if (!person) return undefined
  const held = roles.flatMap((role) =>
    grants
      .filter((grant) => grant.role === role)
      .map(({ organisationId: id, organisationName: name }) => ({ role, organisation: { id, name } })),
  )
  const chosen = held.find(({ organisation }) => organisation.id === desk) ?? held[0]
  return chosen && { ctx, ...chosen, me: person.id }
}

/** The same, or nothing after having said what to do first or that this is for others. */
export function actingAs<Held extends Role>(
  ctx: BotContext,
  ...roles: readonly Held[]
): Office<Held> | undefined {
  if (!boundPerson(ctx)) return undefined
  const office = heldAs(ctx, ...roles)
  if (!office) ctx.say(ctx.text('not-for-you'))
  return office
}

/** Who may give a command or tap a button: holders of these roles. */
export function as<Held extends Role>(...roles: readonly Held[]) {
  return (ctx: BotContext) => actingAs(ctx, ...roles)
}

/** A command, given as whoever `who` finds; it says itself when the command is for others. */
export function onCommand<Seat>(
  composer: Composer<BotContext>,
  who: (ctx: BotContext) => Seat | undefined,
  command: string,
  handler: (seat: Seat) => unknown,
): void {
  composer.command(command, async (ctx) => {
    const seat = who(ctx)
    if (seat) await handler(seat)
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
