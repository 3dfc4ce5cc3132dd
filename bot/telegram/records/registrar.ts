import { type RecordSource, recordSources, roleOfSource } from '../../../core/records/record-source.ts'
import type { BotContext } from '../dialogue/context.ts'
import { heldAs, type Office } from '../dialogue/desk.ts'
import { boundPerson } from '../dialogue/guards.ts'

/** Somebody who registers hour records: for which organisation, and as which source. */
export interface Registrar extends Office {
  readonly source: RecordSource
}

/** Who the person is when they register; undefined, without a word, for everybody else. */
export function registrarIn(ctx: BotContext): Registrar | undefined {
  const office = heldAs(ctx, ...recordSources.map((source) => roleOfSource[source]))
  const source = recordSources.find((one) => roleOfSource[one] === office?.role)
  return office && source && { ...office, source }
}

/** The same, after having said what to do first or that this is for others. */
export function registrarOf(ctx: BotContext): Registrar | undefined {
  if (!boundPerson(ctx)) return undefined
  const registrar = registrarIn(ctx)
  if (!registrar) ctx.say(ctx.text('records-not-for-you'))
  return registrar
}
