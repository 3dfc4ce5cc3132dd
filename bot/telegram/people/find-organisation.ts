import { placesOf } from '../../../core/people/appointments.ts'
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
  const found = await ctx.house.database.prisma.organisation.findMany({
    where: { AND: [placesOf(ctx.standing.roles), { name: { contains: withoutWildcards(name) } }] },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: mostShown + 1,
  })
  if (found.length === 0) {
    ctx.say(ctx.text('roles-find-none', { name }))
    return false
  }
  ctx.say(ctx.text(found.length > mostShown ? 'roles-find-many' : 'roles-find-found'), {
    buttons: found
      .slice(0, mostShown)
      .map(({ id, name: label }) => [{ label, data: tapData('roles.at', id) }]),
  })
  return found.length <= mostShown
}

/** Without what the database would read as one. */
export function withoutWildcards(name: string): string {
  return name.normalize('NFKC').replace(/[\s%_\\]/g, '')
}
