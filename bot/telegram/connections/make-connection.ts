import { createConversation } from '@grammyjs/conversations'
import type { Context } from 'grammy'
import { makeConnection, maxConnectionNameChars } from '../../../core/connections/connections.ts'
import { type EventTypeName, eventTypesFor } from '../../../core/connections/event-types.ts'
import type { OrganisationKind } from '../../../core/people/appointments.ts'
import { isRefusal, refuse } from '../../../core/refusal.ts'
import { tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { isOrganisationId, type Office, officeOf } from '../dialogue/desk.ts'
import {
  beginSideDialogue,
  notedAndConfirmed,
  type SideDialogue,
  typedLine,
} from '../dialogue/side-dialogue.ts'
import { withoutWildcards } from '../people/find-organisation.ts'
import { sayKey, typesInWords } from './in-words.ts'

/** A new connection: whose system it is, what it may send, what it is called. The choice travels in the buttons. */
export const makeTaps = {
  async 'conn.new'({ ctx }: Office) {
    ctx.say(ctx.text('conn-ask-place'), { replyHint: ctx.label('roles-find-hint') })
    await beginSideDialogue(ctx, 'connection-place', {})
  },
  'conn.types': chooseTypes,
  async 'conn.name'(office: Office, organisationId?: string, chosen?: string) {
    const place = await readPlace(office.ctx, organisationId)
    if (!place) return sayGone(office.ctx)
    const { ctx } = office
    ctx.say(ctx.text('conn-ask-name', { organisation: place.name }), {
      replyHint: ctx.label('conn-name-hint'),
    })
    await beginSideDialogue(ctx, 'connection-name', { organisationId: place.id, chosen: maskOf(chosen) })
  },
  // Its dialogue is over: the name that was typed is gone.
  'conn.make': chooseTypes,
} as const

const maxTypedChars = 30
const mostShown = 8

export const findPlaceDialogue = createConversation<BotContext, Context>(async (dialogue: SideDialogue) => {
  for (;;) {
    const name = await typedLine(dialogue, maxTypedChars)
    if (await dialogue.external((outer) => sayPlaces(outer, name))) return
  }
}, 'connection-place')

async function sayPlaces(ctx: BotContext, name: string): Promise<boolean> {
  // The role may have gone since the question.
  if (!officeOf(ctx, 'CITY_OPERATOR')) return true
  const found = await ctx.house.database.prisma.organisation.findMany({
    where: { name: { contains: withoutWildcards(name) } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: mostShown + 1,
  })
  if (found.length === 0) {
    ctx.say(ctx.text('roles-find-none', { name }))
    return false
  }
  ctx.say(ctx.text(found.length > mostShown ? 'roles-find-many' : 'conn-places-found'), {
    buttons: found
      .slice(0, mostShown)
      .map(({ id, name: label }) => [{ label, data: tapData('conn.types', id, 0) }]),
  })
  return found.length <= mostShown
}

async function chooseTypes({ ctx }: Office, organisationId?: string, chosen?: string): Promise<void> {
  const place = await readPlace(ctx, organisationId)
  if (!place) return sayGone(ctx)
  const mask = maskOf(chosen)
  const types = eventTypesFor(place.kind)
  const all = 2 ** types.length - 1
  ctx.show(ctx.text('conn-ask-types', { organisation: place.name }), {
    buttons: [
      ...types.map((type, at) => [
        {
          label: `${mask & (1 << at) ? '☑' : '☐'} ${typesInWords(ctx, [type])}`,
          data: tapData('conn.types', place.id, mask ^ (1 << at)),
        },
      ]),
      [
        ctx.button('conn-button-all-types', tapData('conn.types', place.id, mask === all ? 0 : all)),
        ctx.button('conn-button-next', tapData('conn.name', place.id, mask)),
      ],
      [ctx.button('button-cancel', tapData('conn'))],
    ],
  })
}

export const nameConnectionDialogue = createConversation<BotContext, Context>(
  async (
    dialogue: SideDialogue,
    _: Context,
    { organisationId, chosen }: { organisationId: string; chosen: number },
  ) => {
    const sure = tapData('conn.make', organisationId, chosen)
    await notedAndConfirmed(dialogue, {
      maxChars: maxConnectionNameChars,
      sure,
      async confirm(outer, name) {
        const place = await readPlace(outer, organisationId)
        const types = place ? typesOf(place.kind, chosen) : []
        return {
          html: outer.text('conn-check', {
            name,
            organisation: place?.name ?? '',
            types: typesInWords(outer, types),
          }),
          buttons: [
            [outer.button('conn-button-make', sure)],
            [outer.button('button-cancel', tapData('conn.types', organisationId, chosen))],
          ],
        }
      },
      done: (outer, name) => make(outer, name, organisationId, chosen),
    })
  },
  'connection-name',
)

async function make(ctx: BotContext, name: string, organisationId: string, chosen: number): Promise<void> {
  const office = officeOf(ctx, 'CITY_OPERATOR')
  if (!office) return
  const place = await readPlace(ctx, organisationId)
  if (!place) return sayGone(ctx)
  const { house, now } = ctx
  await ctx.turn.commit(async (tx) => {
    const made = await makeConnection(
      tx,
      { name, organisationId, types: typesOf(place.kind, chosen), actor: { personId: office.me } },
      { sealer: house.sealer, now },
    )
    const again = [[ctx.button('button-back', tapData('conn.types', organisationId, chosen))]]
    if (isRefusal(made)) return ctx.sayRefusal(made, { buttons: again })
    ctx.show(ctx.text('conn-made', { name, organisation: place.name }), {
      buttons: [[ctx.button('conn-button-one', tapData('conn.at', made.connectionId))]],
    })
    sayKey(ctx, made)
  })
}

function readPlace(ctx: BotContext, organisationId: string | undefined) {
  const id = isOrganisationId(organisationId) ? organisationId : ''
  return ctx.house.database.prisma.organisation.findUnique({
    where: { id },
    select: { id: true, name: true, kind: true },
  })
}

function sayGone(ctx: BotContext): void {
  ctx.sayRefusal(refuse('organisation-unknown'), {
    buttons: [[ctx.button('conn-button-all', tapData('conn'))]],
  })
}

/** Which types are chosen, as one number: the first is 1, the second 2, the third 4 … */
function maskOf(arg: string | undefined): number {
  const mask = Number(arg)
  return Number.isInteger(mask) && mask > 0 && mask < 2 ** 20 ? mask : 0
}

function typesOf(kind: OrganisationKind, mask: number): EventTypeName[] {
  return eventTypesFor(kind).filter((_, at) => mask & (1 << at))
}
