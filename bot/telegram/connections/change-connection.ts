import { allowTypes, limitConnection } from '../../../core/connections/change-connection.ts'
import { peopleWithoutNumber } from '../../../core/connections/unnumbered-people.ts'
import { type Refusal, refuse } from '../../../core/refusal.ts'
import type { Transaction } from '../../../prisma/database.ts'
import { tapData } from '../dialogue/buttons.ts'
import { inRows, isId, type Office, pageOf } from '../dialogue/desk.ts'
import { paged } from '../dialogue/paged.ts'
import {
  maskOf,
  maskOfTypes,
  paces,
  sizeInWords,
  sizes,
  typeButtons,
  typesInWords,
  typesOf,
} from './in-words.ts'
import { backToAll, change, read, seenOf, toOne } from './one-connection.ts'

/** What a connection in use may do: its types, its limits, and by which numbers it names people. */
export const changeTaps = {
  'conn.allow': showTypes,
  'conn.allow-ask': askTypes,
  'conn.allow-sure': allow,
  'conn.limit': showLimits,
  'conn.pace': (office: Office, id?: string, version?: string, perMinute?: string) =>
    limit(office, id, version, { perMinute: Number(perMinute) }),
  'conn.size': (office: Office, id?: string, version?: string, kib?: string) =>
    limit(office, id, version, { maxBytes: Number(kib) * 1024 }),
  'conn.people': showPeople,
} as const

const maxPairedChars = 10
async function showTypes(office: Office, id?: string, version?: string, chosen?: string): Promise<void> {
  const { ctx } = office
  const one = await readAsSeen(office, id, version)
  if (!one) return
  const { kind } = one.organisation
  const mask = chosen === undefined ? maskOfTypes(kind, one.types) : maskOf(chosen)
  ctx.show(ctx.text('conn-ask-allow', { name: one.name }), {
    buttons: [
      ...typeButtons(ctx, kind, mask, (next) => tapData('conn.allow', one.id, one.version, next)),
      [ctx.button('conn-button-next', tapData('conn.allow-ask', one.id, one.version, mask))],
      [toOne(ctx, one.id)],
    ],
  })
}

/** What comes and what goes, before it does. */
async function askTypes(office: Office, id?: string, version?: string, chosen?: string): Promise<void> {
  const { ctx } = office
  const one = await readAsSeen(office, id, version)
  if (!one) return
  const mask = maskOf(chosen)
  const types = typesOf(one.organisation.kind, mask)
  ctx.show(ctx.text('conn-check-allow', { name: one.name, ...typesInWords(ctx, types) }), {
    buttons: [
      [ctx.button('conn-button-allow-sure', tapData('conn.allow-sure', one.id, one.version, mask))],
      [ctx.button('button-back', tapData('conn.allow', one.id, one.version, mask))],
    ],
  })
}

async function allow(office: Office, id?: string, version?: string, chosen?: string): Promise<void> {
  const one = await read(office, id)
  const types = one ? typesOf(one.organisation.kind, maskOf(chosen)) : []
  await change(
    office,
    id,
    (tx) => allowTypes(tx, { ...seenOf(office, id!, version), types }, office.ctx),
    'conn-allow-done',
  )
}

async function showLimits(office: Office, id?: string, version?: string): Promise<void> {
  const { ctx } = office
  const one = await readAsSeen(office, id, version)
  if (!one) return
  const { name, perMinute, maxBytes } = one
  ctx.show(ctx.text('conn-ask-limit', { name, pace: perMinute, size: sizeInWords(maxBytes) }), {
    buttons: [
      ...inRows(
        paces.map((pace) =>
          ctx.button('conn-button-pace-of', tapData('conn.pace', one.id, one.version, pace), { pace }),
        ),
        maxPairedChars,
      ),
      ...inRows(
        sizes.map((kib) =>
          ctx.button('conn-button-size-of', tapData('conn.size', one.id, one.version, kib), {
            size: sizeInWords(kib * 1024),
          }),
        ),
        maxPairedChars,
      ),
      [ctx.button('button-back', tapData('conn.at', one.id))],
    ],
  })
}

function limit(
  office: Office,
  id: string | undefined,
  version: string | undefined,
  limits: { perMinute?: number; maxBytes?: number },
): Promise<void> {
  const run = (tx: Transaction): Promise<object | Refusal> =>
    limitConnection(tx, { ...seenOf(office, id!, version), ...limits }, office.ctx)
  return change(office, id, run, 'conn-limit-done')
}

async function showPeople(office: Office, id?: string, asked?: string): Promise<void> {
  const { ctx } = office
  const one = await read(office, id)
  if (!one) return ctx.sayRefusal(refuse('connection-unknown'), { buttons: [[backToAll(ctx)]] })
  const people = await peopleWithoutNumber(ctx.house.database.prisma, one.id)
  const { shown, turning } = paged(ctx, people, pageOf(asked), (to) => tapData('conn.people', one.id, to))
  const lines = shown.map((person) =>
    ctx.text('conn-person', {
      name: person.name,
      organisation: person.organisation.name,
      roles:
        person.roles.map((role) => ctx.label(`role-${role}`)).join(ctx.label('list-comma')) ||
        ctx.label('conn-person-no-role'),
      number: person.id,
    }),
  )
  ctx.show(
    [
      ctx.text('conn-people-head', { name: one.name }),
      ...(lines.length > 0 ? lines : [ctx.text('conn-people-none')]),
    ].join('\n\n'),
    {
      buttons: [turning, [toOne(ctx, one.id)]],
    },
  )
}

/** The connection, if nobody has changed it since the button was shown; otherwise whoever tapped is told. */
async function readAsSeen(office: Office, id: string | undefined, version: string | undefined) {
  const { ctx } = office
  const one = await read(office, id)
  if (one && !one.withdrawnAt && String(one.version) === version) return one
  const code = one ? (one.withdrawnAt ? 'connection-withdrawn' : 'connection-changed') : 'connection-unknown'
  ctx.sayRefusal(refuse(code), { buttons: [isId(id) && one ? [toOne(ctx, id)] : [backToAll(ctx)]] })
  return undefined
}
