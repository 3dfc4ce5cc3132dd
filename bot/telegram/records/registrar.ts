import { type RecordSource, recordSources, roleOfSource } from '../../../core/records/record-source.ts'
import type { BotContext } from '../dialogue/context.ts'
import { boundPerson } from '../dialogue/guards.ts'

/** Somebody who registers hour records: for which organisation, and as which source. */
export interface Registrar {
  readonly ctx: BotContext
  readonly source: RecordSource
  readonly organisation: { readonly id: string; readonly name: string }
  readonly me: string
}

/** Who the person is when they register; undefined, without a word, for everybody else. */
export function registrarIn(ctx: BotContext): Registrar | undefined {
  const { person, roles, desk } = ctx.standing
  if (!person) return undefined
  const held = roles.flatMap((grant) => {
    const source = recordSources.find((one) => roleOfSource[one] === grant.role)
    return source
      ? [{ source, organisation: { id: grant.organisationId, name: grant.organisationName } }]
      : []
  })
  // Whoever holds such roles in several organisations acts for the one they chose with /desk.
  const chosen = held.find(({ organisation }) => organisation.id === desk) ?? held[0]
  return chosen && { ctx, ...chosen, me: person.id }
}

/** The same, after having said what to do first or that this is for others. */
export function registrarOf(ctx: BotContext): Registrar | undefined {
  if (!boundPerson(ctx)) return undefined
  const registrar = registrarIn(ctx)
  if (!registrar) ctx.say(ctx.text('records-not-for-you'))
  return registrar
}
