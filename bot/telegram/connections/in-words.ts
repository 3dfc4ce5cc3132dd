import {
  type AllowedType,
  allowedTypeNames,
  allowedTypesFor,
} from '../../../core/connections/allowed-types.ts'
import { mostPerMinute } from '../../../core/connections/connection-limits.ts'
import type { MadeConnection } from '../../../core/connections/connections.ts'
import { isDownloadType } from '../../../core/connections/download-types.ts'
import { isEventType } from '../../../core/connections/event-types.ts'
import type { OrganisationKind } from '../../../core/people/appointments.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'

/** The one message with the key, which can be removed from the chat when the key has been handed on. */
export function sayKey(ctx: BotContext, { connectionId, key }: MadeConnection): void {
  ctx.say(ctx.text('conn-key', { id: connectionId, key }), {
    buttons: [[ctx.button('conn-button-kept', tapData('conn.kept'))]],
  })
}

/** What it may send and what it may download, each in a line's words. */
export function typesInWords(
  ctx: BotContext,
  types: readonly string[],
): { sends: string; downloads: string } {
  const of = (wanted: (type: string) => boolean) =>
    allowedTypeNames
      .filter((type) => types.includes(type) && wanted(type))
      .map((type) => ctx.label(typeLabel(type)))
      .join(ctx.label('list-comma')) || ctx.label('conn-no-types')
  return { sends: of(isEventType), downloads: of(isDownloadType) }
}

export function typeLabel(type: AllowedType): string {
  return `conn-type-${type.replace('.', '-')}`
}

/** The chosen types as one number that a button carries: the first type is 1, the second 2, the third 4 … */
export function maskOf(arg: string | number | undefined): number {
  const mask = Number(arg)
  return Number.isInteger(mask) && mask > 0 && mask < 2 ** 20 ? mask : 0
}

export function typesOf(kind: OrganisationKind, mask: number): AllowedType[] {
  return allowedTypesFor(kind).filter((_, at) => mask & (1 << at))
}

export function maskOfTypes(kind: OrganisationKind, types: readonly string[]): number {
  return allowedTypesFor(kind).reduce((mask, type, at) => (types.includes(type) ? mask | (1 << at) : mask), 0)
}

/** A button for each type that goes on or off, and one for all of them. */
export function typeButtons(
  ctx: BotContext,
  kind: OrganisationKind,
  mask: number,
  dataOf: (mask: number) => string,
): Button[][] {
  const types = allowedTypesFor(kind)
  const all = 2 ** types.length - 1
  return [
    ...types.map((type, at) => [
      {
        label: `${mask & (1 << at) ? '☑' : '☐'} ${ctx.label(isDownloadType(type) ? 'conn-button-download' : 'conn-button-send', { type: ctx.label(typeLabel(type)) })}`,
        data: dataOf(mask ^ (1 << at)),
      },
    ]),
    [ctx.button('conn-button-all-types', dataOf(mask === all ? 0 : all))],
  ]
}

/** The sizes that a button offers, in KiB: what is offered in one version is understood by the next. */
export const sizes = [64, 256, 1_024, 4_096, 16_384] as const
export const paces = [60, 300, 1_200, mostPerMinute] as const

/** As 64 KB or 1 MB; the command line sets what is none of them. */
export function sizeInWords(bytes: number): string {
  const kib = Math.floor(bytes / 1024)
  return kib >= 1024 && kib % 1024 === 0 ? `${kib / 1024} MB` : `${kib} KB`
}
