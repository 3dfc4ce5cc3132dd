import { Composer } from 'grammy'
import {
  type ConnectionShown,
  listConnections,
  rotateKey,
  withdrawConnection,
  withdrawOlderKey,
} from '../../../core/connections/connections.ts'
import { isRefusal, refuse } from '../../../core/refusal.ts'
import { formatInstant } from '../../../core/time/shanghai.ts'
import { subscriptionsButton } from '../city/subscriptions.ts'
import { tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { as, isId, type Office, onCommand, pageOf } from '../dialogue/desk.ts'
import { paged } from '../dialogue/paged.ts'
import { taps } from '../dialogue/taps.ts'
import { changeTaps } from './change-connection.ts'
import { sayKey, sizeInWords, typesInWords } from './in-words.ts'
import { makeTaps } from './make-connection.ts'
import { backToAll, change, read, seenOf, toOne } from './one-connection.ts'

/** /connections: other systems that take part, made and ended by the operator of the city. */
export const connections = new Composer<BotContext>()

onCommand(connections, as('CITY_OPERATOR'), 'connections', (office) => showAll(office, 0))

taps(as('CITY_OPERATOR'), {
  conn: (office, page) => showAll(office, pageOf(page)),
  'conn.at': (office, id) => showOne(office, id),
  'conn.rotate': (office, id, version) => ask(office, id, version, 'rotate'),
  'conn.rotate-sure': rotate,
  'conn.older': (office, id, version) => ask(office, id, version, 'older'),
  'conn.older-sure': (office, id, version) =>
    change(
      office,
      id,
      (tx) => withdrawOlderKey(tx, seenOf(office, id!, version), office.ctx),
      'conn-older-done',
    ),
  'conn.end': (office, id, version) => ask(office, id, version, 'end'),
  'conn.end-sure': (office, id, version) =>
    change(
      office,
      id,
      (tx) => withdrawConnection(tx, seenOf(office, id!, version), office.ctx),
      'conn-end-done',
    ),
  // The message with the key goes from the chat; where the messenger no longer lets it, it stays.
  'conn.kept': ({ ctx }) => {
    const message = ctx.callbackQuery?.message
    if (!message) return
    const payload = { chat_id: ctx.session.accountId, message_id: message.message_id }
    ctx.turn.send({ call: 'deleteMessage', payload })
  },
  ...changeTaps,
  ...makeTaps,
})

async function showAll({ ctx }: Office, asked: number): Promise<void> {
  const all = await listConnections(ctx.house.database.prisma)
  const { shown, turning } = paged(ctx, all, asked, (to) => tapData('conn', to))
  ctx.show(
    [
      ctx.text('conn-head'),
      all.length === 0 ? ctx.text('conn-none') : ctx.text('conn-count', { count: all.length }),
    ].join('\n\n'),
    {
      buttons: [
        ...shown.map(({ id, name, organisation }) => [
          {
            label: ctx.label('conn-entry', { name, organisation: organisation.name }),
            data: tapData('conn.at', id),
          },
        ]),
        turning,
        [ctx.button('conn-button-new', tapData('conn.new'))],
      ],
    },
  )
}

/** How a connection stands now, with what may be done about it; `said` stands above it. */
async function showOne(office: Office, id: string | undefined, said?: string): Promise<void> {
  const { ctx } = office
  const one = await read(office, id)
  if (!one) return ctx.sayRefusal(refuse('connection-unknown'), { buttons: [[backToAll(ctx)]] })
  ctx.show([...(said ? [said] : []), cardOf(ctx, one)].join('\n\n'), {
    buttons: one.withdrawnAt
      ? [[backToAll(ctx)]]
      : [
          [ctx.button('conn-button-rotate', tapData('conn.rotate', one.id, one.version))],
          one.keysMadeAt.length > 1
            ? [ctx.button('conn-button-older', tapData('conn.older', one.id, one.version))]
            : [],
          [
            ctx.button('conn-button-allow', tapData('conn.allow', one.id, one.version)),
            ctx.button('conn-button-limit', tapData('conn.limit', one.id, one.version)),
          ],
          [
            subscriptionsButton(ctx, one.id),
            ...(one.types.some((type) => type.startsWith('role.'))
              ? [ctx.button('conn-button-people', tapData('conn.people', one.id))]
              : []),
          ],
          [ctx.button('conn-button-end', tapData('conn.end', one.id, one.version))],
          [backToAll(ctx)],
        ],
  })
}

function cardOf(ctx: BotContext, one: ConnectionShown): string {
  const instant = (at: Date) => formatInstant(at, ctx.locale)
  return [
    ctx.text('conn-card', {
      name: one.name,
      organisation: one.organisation.name,
      id: one.id,
      made: instant(one.madeAt),
      pace: one.perMinute,
      size: sizeInWords(one.maxBytes),
      last: one.lastMessageAt ? instant(one.lastMessageAt) : ctx.label('conn-never'),
      keys: one.keysMadeAt.map(instant).join(ctx.label('list-comma')) || '–',
      ...typesInWords(ctx, one.types),
    }),
    ...(one.refusedLately > 0 ? [ctx.text('conn-refused-lately', { count: one.refusedLately })] : []),
    ...(one.withdrawnAt ? [ctx.text('conn-withdrawn', { at: instant(one.withdrawnAt) })] : []),
  ].join('\n')
}

/** What cannot be taken back is asked once more. */
async function ask(
  office: Office,
  id: string | undefined,
  version: string | undefined,
  what: 'rotate' | 'older' | 'end',
): Promise<void> {
  const { ctx } = office
  const one = await read(office, id)
  if (!one || one.withdrawnAt || String(one.version) !== version) return showOne(office, id)
  ctx.show(ctx.text(`conn-ask-${what}`, { name: one.name, keys: one.keysMadeAt.length }), {
    buttons: [
      [ctx.button(`conn-button-${what}-sure`, tapData(`conn.${what}-sure`, one.id, one.version))],
      [ctx.button('button-back', tapData('conn.at', one.id))],
    ],
  })
}

async function rotate(office: Office, id?: string, version?: string): Promise<void> {
  const { ctx } = office
  if (!isId(id)) return showOne(office, id)
  const { house, now } = ctx
  await ctx.turn.commit(async (tx) => {
    const made = await rotateKey(tx, seenOf(office, id, version), { sealer: house.sealer, now })
    if (isRefusal(made)) return ctx.sayRefusal(made, { buttons: [[toOne(ctx, id)]] })
    ctx.show(ctx.text('conn-rotate-done'), { buttons: [[toOne(ctx, id)]] })
    sayKey(ctx, made)
  })
}
