import { Composer } from 'grammy'
import type { BotContext } from './context.ts'
import { boundPerson } from './guards.ts'
import { type TapName, tapNames } from './tap-names.ts'

type Handlers<Seat, Name extends TapName> = Readonly<Record<Name, (seat: Seat, ...args: string[]) => unknown>>

/**
 * Wires what buttons do. `who` finds the role in which somebody taps, or says itself that the button is for
 * others; the handlers authorise again through their use cases. A name that is wired twice stops the start.
 */
export function taps<Seat, Name extends TapName>(
  who: (ctx: BotContext) => Seat | undefined,
  handlers: Handlers<Seat, Name>,
): void {
  wire(others, who, handlers)
}

/** The same for what leaves a person where they are, as choosing a language in the middle of anything. */
export function asideTaps<Seat, Name extends TapName>(
  who: (ctx: BotContext) => Seat | undefined,
  handlers: Handlers<Seat, Name>,
): void {
  wire(aside, who, handlers)
}

type Wired = Map<string, (ctx: BotContext, args: readonly string[]) => unknown>
const aside: Wired = new Map()
const others: Wired = new Map()

function wire<Seat, Name extends TapName>(
  wired: Wired,
  who: (ctx: BotContext) => Seat | undefined,
  handlers: Handlers<Seat, Name>,
): void {
  for (const name of Object.keys(handlers) as Name[]) {
    if (aside.has(name) || others.has(name)) throw new Error(`The button «${name}» is wired twice.`)
    wired.set(name, (ctx, args) => {
      const seat = who(ctx)
      return seat && handlers[name](seat, ...args)
    })
  }
}

export const anybody = (ctx: BotContext) => ctx

/** Whoever is known by name, whatever their roles. */
export interface Bound {
  readonly ctx: BotContext
  readonly me: string
}

export function bound(ctx: BotContext): Bound | undefined {
  const person = boundPerson(ctx)
  return person && { ctx, me: person.id }
}

export const asideTapped = dispatch(aside)
export const tapped = dispatch(others)

/** What nobody knows goes on: a card of another version of the program, or forged data. */
function dispatch(wired: Wired): Composer<BotContext> {
  const composer = new Composer<BotContext>()
  composer.on('callback_query:data', async (ctx, next) => {
    const { action, args } = ctx.tap!
    const handle = wired.get(action)
    if (!handle) return next()
    await handle(ctx, args)
  })
  return composer
}

/** A name without a handler ends the start, so that nobody taps a button in vain. */
export function checkTaps(): void {
  const missing = tapNames.filter((name) => !aside.has(name) && !others.has(name))
  if (missing.length > 0) throw new Error(`Buttons without a handler: ${missing.join(', ')}`)
}
