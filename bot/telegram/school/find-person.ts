import { findColleagues } from '../../../core/people/colleagues.ts'
import type { Params } from '../../../core/refusal.ts'
import type { Role } from '../../../core/terms.ts'
import { tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { type SideDialogue, sideDialogue, typedLine } from '../dialogue/side-dialogue.ts'
import type { TapName } from '../dialogue/tap-names.ts'

/** A colleague found by a part of the name, for whatever is to be done about them. */
const findPersonDialogue = sideDialogue('find-person', findPerson)

/** What a tap on a name leads to: an action and what stands before the person in its data. */
interface Search {
  readonly schoolId: string
  /** Who may search there: administrators of the school, where nothing else is said. */
  readonly role?: Role
  readonly action: TapName
  readonly args: readonly (string | number)[]
}

const maxNameChars = 20
const mostFound = 10
const nobody = { found: [], more: false }

/** @param questionKey the text that asks for the name */
export async function askForPerson(
  ctx: BotContext,
  questionKey: string,
  search: Search,
  params?: Params,
): Promise<void> {
  ctx.say(ctx.text(questionKey, params), { replyHint: ctx.label('find-hint') })
  await ctx.place.begin(findPersonDialogue, search)
}

async function findPerson(dialogue: SideDialogue, search: Search): Promise<void> {
  for (;;) {
    const name = await typedLine(dialogue, maxNameChars)
    const found = await dialogue.external((outer) => sayFound(outer, name, search))
    if (found) return
  }
}

async function sayFound(
  ctx: BotContext,
  name: string,
  { schoolId, role = 'SCHOOL_ADMIN', action, args }: Search,
): Promise<boolean> {
  // The role may have gone since the question; nobody's name is told then.
  const stillThere = ctx.session.roles.some((held) => held.role === role && held.organisationId === schoolId)
  const { found, more } = stillThere
    ? await findColleagues(ctx.house.database.prisma, {
        typed: name,
        organisationId: schoolId,
        most: mostFound,
      })
    : nobody
  if (found.length === 0) {
    ctx.say(ctx.text('find-nobody', { name }))
    return false
  }
  ctx.say(ctx.text(more ? 'find-too-many' : 'find-found', { name, most: mostFound }), {
    buttons: found.map((person) => [
      {
        label: person.subject ? `${person.name}（${person.subject}）` : person.name,
        data: tapData(action, ...args, person.id),
      },
    ]),
  })
  return true
}
