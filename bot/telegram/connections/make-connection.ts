import { usualMaxBytes, usualPerMinute } from '../../../core/connections/connection-limits.ts'
import { makeConnection, maxConnectionNameChars } from '../../../core/connections/connections.ts'
import { findOrganisations } from '../../../core/organisations/find-organisations.ts'
import { readOrganisation } from '../../../core/organisations/organisation.ts'
import { isRefusal, refuse } from '../../../core/refusal.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { actingAs, inRows, isOrganisationId, type Office } from '../dialogue/desk.ts'
import { notedAndConfirmed, sideDialogue, typedLine } from '../dialogue/side-dialogue.ts'
import { maskOf, paces, sayKey, sizeInWords, sizes, typeButtons, typesInWords, typesOf } from './in-words.ts'

/**
 * A new connection: whose system it is, what it may send and download, how much, and its name. The choice
 * travels in the buttons.
 */
export const makeTaps = {
  async 'conn.new'({ ctx }: Office) {
    ctx.say(ctx.text('conn-ask-place'), { replyHint: ctx.label('roles-find-hint') })
    await ctx.place.begin(findPlaceDialogue, {})
  },
  'conn.types': chooseTypes,
  'conn.most': chooseLimits,
  async 'conn.name'(office: Office, organisationId?: string, ...args: string[]) {
    const place = await readPlace(office.ctx, organisationId)
    if (!place) return sayGone(office.ctx)
    const { ctx } = office
    ctx.say(ctx.text('conn-ask-name', { organisation: place.name }), {
      replyHint: ctx.label('conn-name-hint'),
    })
    await ctx.place.begin(nameConnectionDialogue, { organisationId: place.id, ...chosenOf(args) })
  },
  // Its dialogue is over: the name that was typed is gone.
  'conn.make': chooseTypes,
} as const

const maxTypedChars = 30
const mostShown = 8
const maxPairedChars = 10

const findPlaceDialogue = sideDialogue('connection-place', async (dialogue) => {
  for (;;) {
    const name = await typedLine(dialogue, maxTypedChars)
    if (await dialogue.external((outer) => sayPlaces(outer, name))) return
  }
})

async function sayPlaces(ctx: BotContext, name: string): Promise<boolean> {
  // The role may have gone since the question.
  if (!actingAs(ctx, 'CITY_OPERATOR')) return true
  const { found, more } = await findOrganisations(ctx.house.database.prisma, {
    typed: name,
    among: 'everything',
    most: mostShown,
  })
  if (found.length === 0) {
    ctx.say(ctx.text('roles-find-none', { name }))
    return false
  }
  ctx.say(ctx.text(more ? 'roles-find-many' : 'conn-places-found'), {
    buttons: found.map(({ id, name: label }) => [{ label, data: tapData('conn.types', id, 0) }]),
  })
  return !more
}

async function chooseTypes({ ctx }: Office, organisationId?: string, chosen?: string): Promise<void> {
  const place = await readPlace(ctx, organisationId)
  if (!place) return sayGone(ctx)
  const mask = maskOf(chosen)
  ctx.show(ctx.text('conn-ask-types', { organisation: place.name }), {
    buttons: [
      ...typeButtons(ctx, place.kind, mask, (next) => tapData('conn.types', place.id, next)),
      [ctx.button('conn-button-next', tapData('conn.most', place.id, mask))],
      [ctx.button('button-cancel', tapData('conn'))],
    ],
  })
}

/** Both limits on one screen, the usual ones marked already. */
async function chooseLimits({ ctx }: Office, organisationId?: string, ...args: string[]): Promise<void> {
  const place = await readPlace(ctx, organisationId)
  if (!place) return sayGone(ctx)
  const { mask, pace, size } = chosenOf(args)
  const mark = (isChosen: boolean, button: Button) => ({
    ...button,
    label: `${isChosen ? '◉' : '○'} ${button.label}`,
  })
  const at = (nextPace: number, nextSize: number) => tapData('conn.most', place.id, mask, nextPace, nextSize)
  ctx.show(ctx.text('conn-ask-limits', { organisation: place.name }), {
    buttons: [
      ...inRows(
        paces.map((one) =>
          mark(one === pace, ctx.button('conn-button-pace-of', at(one, size), { pace: one })),
        ),
        maxPairedChars,
      ),
      ...inRows(
        sizes.map((one) =>
          mark(
            one === size,
            ctx.button('conn-button-size-of', at(pace, one), { size: sizeInWords(one * 1024) }),
          ),
        ),
        maxPairedChars,
      ),
      [ctx.button('conn-button-next', tapData('conn.name', place.id, mask, pace, size))],
      [ctx.button('button-back', tapData('conn.types', place.id, mask))],
    ],
  })
}

/**
 * What was chosen on the way to the name, as the buttons carry it. A forged choice falls back to what is
 * usual.
 */
interface Chosen {
  readonly mask: number
  readonly pace: number
  /** In KiB. */
  readonly size: number
}

function chosenOf([mask, pace, size]: readonly (string | undefined)[]): Chosen {
  return {
    mask: maskOf(mask),
    pace: paces.find((one) => String(one) === pace) ?? usualPerMinute,
    size: sizes.find((one) => String(one) === size) ?? usualMaxBytes / 1024,
  }
}

const nameConnectionDialogue = sideDialogue(
  'connection-name',
  async (dialogue, { organisationId, ...chosen }: Chosen & { organisationId: string }) => {
    const { mask, pace, size } = chosen
    const sure = tapData('conn.make', organisationId, mask, pace, size)
    await notedAndConfirmed(dialogue, {
      maxChars: maxConnectionNameChars,
      sure,
      async confirm(outer, name) {
        const place = await readPlace(outer, organisationId)
        const types = place ? typesOf(place.kind, mask) : []
        return {
          html: outer.text('conn-check', {
            name,
            organisation: place?.name ?? '',
            ...typesInWords(outer, types),
            pace,
            size: sizeInWords(size * 1024),
          }),
          buttons: [
            [outer.button('conn-button-make', sure)],
            [outer.button('button-cancel', tapData('conn.types', organisationId, mask))],
          ],
        }
      },
      done: (outer, name) => make(outer, name, organisationId, chosen),
    })
  },
)

async function make(
  ctx: BotContext,
  name: string,
  organisationId: string,
  { mask, pace, size }: Chosen,
): Promise<void> {
  const office = actingAs(ctx, 'CITY_OPERATOR')
  if (!office) return
  const place = await readPlace(ctx, organisationId)
  if (!place) return sayGone(ctx)
  const { house, now } = ctx
  await ctx.turn.commit(async (tx) => {
    const types = typesOf(place.kind, mask)
    const limits = { perMinute: pace, maxBytes: size * 1024 }
    const made = await makeConnection(
      tx,
      { name, organisationId, types, ...limits, actor: { personId: office.me } },
      { sealer: house.sealer, now },
    )
    const again = [[ctx.button('button-back', tapData('conn.types', organisationId, mask))]]
    if (isRefusal(made)) return ctx.sayRefusal(made, { buttons: again })
    ctx.show(ctx.text('conn-made', { name, organisation: place.name }), {
      buttons: [[ctx.button('conn-button-one', tapData('conn.at', made.connectionId))]],
    })
    sayKey(ctx, made)
  })
}

function readPlace(ctx: BotContext, organisationId: string | undefined) {
  const id = isOrganisationId(organisationId) ? organisationId : ''
  return readOrganisation(ctx.house.database.prisma, id)
}

function sayGone(ctx: BotContext): void {
  ctx.sayRefusal(refuse('organisation-unknown'), {
    buttons: [[ctx.button('conn-button-all', tapData('conn'))]],
  })
}
