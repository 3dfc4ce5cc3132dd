import { findOrganisations } from '../../../core/organisations/find-organisations.ts'
import { tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { type SideDialogue, sideDialogue, typedLine } from '../dialogue/side-dialogue.ts'

/** An organisation found by a part of its name, among those where the person may appoint somebody. */
const findOrganisationDialogue = sideDialogue('find-organisation', findOrganisation)

const maxNameChars = 30
const mostShown = 8

export async function askForOrganisation(ctx: BotContext): Promise<void> {
  ctx.say(ctx.text('roles-find-ask'), { replyHint: ctx.label('roles-find-hint') })
  await ctx.place.begin(findOrganisationDialogue, {})
}

async function findOrganisation(dialogue: SideDialogue): Promise<void> {
  for (;;) {
    const name = await typedLine(dialogue, maxNameChars)
    if (await dialogue.external((outer) => sayFound(outer, name))) return
  }
}

async function sayFound(ctx: BotContext, name: string): Promise<boolean> {
  const { found, more } = await findOrganisations(ctx.house.database.prisma, {
    typed: name,
    among: { appointedBy: ctx.session.roles },
    most: mostShown,
  })
  if (found.length === 0) {
    ctx.say(ctx.text('roles-find-none', { name }))
    return false
  }
  ctx.say(ctx.text(more ? 'roles-find-many' : 'roles-find-found'), {
    buttons: found.map(({ id, name: label }) => [{ label, data: tapData('roles.at', id) }]),
  })
  return !more
}
