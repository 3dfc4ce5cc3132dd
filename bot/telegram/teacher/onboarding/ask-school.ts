import { cleanLine } from '../../../../core/cycle/typed-text.ts'
import { findOrganisations } from '../../../../core/organisations/find-organisations.ts'
import { organisationOf, readSchool } from '../../../../core/organisations/organisation.ts'
import { readField } from '../../../../core/people/profile-fields.ts'
import { fileRequest, type NewRequest } from '../../../../core/people/requests.ts'
import { holdsIdNumber } from '../../../../core/privacy/id-number.ts'
import { isRefusal, refuse } from '../../../../core/refusal.ts'
import { civilDateOf } from '../../../../core/time/shanghai.ts'
import { tapData } from '../../dialogue/buttons.ts'
import type { BotContext } from '../../dialogue/context.ts'
import { boundPerson } from '../../dialogue/guards.ts'
import { state } from '../../dialogue/state.ts'
import { hasConsented } from './consent-step.ts'
import { boundElsewhere, identifying } from './identity-step.ts'

/** What is left for whoever the roster does not know: the school settles it (DOMAIN §5.2, ruling 15). */

export const searchingSchool = state<SchoolSearch>('school-search', { dealsWithIdNumbers: true })
export const registering = state<Registration>('register-teacher', { dealsWithIdNumbers: true })

interface SchoolSearch {
  readonly certificateNumber?: string
  readonly name?: string
  /** Whoever has no 继续教育证号 asks for one (ruling 15). */
  readonly register?: true
}

interface Registration {
  readonly name: string
  readonly organisationId: string
}

const mostSchoolsShown = 8
/** Of what was searched for in vain; a message of Telegram has an end. */
const maxShownChars = 30

/** Ruling 15: without a 继续教育证号 there is a way to one, and somebody to turn to. */
export function explainRegistration(ctx: BotContext): void {
  const contacts = ctx.cycle.contacts.map(({ office, phone }) => `${office[ctx.locale]} ${phone}`)
  ctx.show(ctx.text('identity-no-number', { contacts: contacts.join('\n') }), {
    buttons: [
      [ctx.button('identity-button-have-number', tapData('identity.restart'))],
      [ctx.button('identity-button-register', tapData('identity.register'))],
      [ctx.button('identity-button-ask-school-to-check', tapData('identity.ask-school'))],
    ],
  })
}

/** Asks for whatever the request still needs: the name, and then the school. */
export function askForSchool(ctx: BotContext): void {
  goOn(ctx, ctx.place.at(identifying) ?? {})
}

/** Ruling 15: name, school and ID number, and the school confirms that this is a teacher of theirs. */
export function askToRegister(ctx: BotContext): void {
  goOn(ctx, { register: true })
}

function goOn(ctx: BotContext, { certificateNumber, name, register }: SchoolSearch): void {
  const search = { certificateNumber, name, register }
  ctx.place.enter(searchingSchool, search)
  ctx.say(searchQuestion(ctx, search))
}

/** The name and then the school, as a step of the registration or for the school to look. */
function searchQuestion(ctx: BotContext, { name, register }: SchoolSearch): string {
  if (register) return ctx.text(name === undefined ? 'register-ask-name' : 'register-ask-school')
  return ctx.text(name === undefined ? 'school-check-ask-name' : 'school-ask')
}

/** The ID number for the registration; its message is deleted, right or wrong. */
export async function hearRegistration(
  ctx: BotContext,
  { name, organisationId }: Registration,
): Promise<'gone' | undefined> {
  const idNumber = ctx.message?.text
  ctx.deleteTheirs()
  if (!hasConsented(ctx)) return 'gone'
  if (idNumber === undefined) {
    return void ctx.say(`${ctx.text('identity-expects-text')}\n\n${ctx.text('register-ask-id-number')}`)
  }
  await file(ctx, { kind: 'REGISTER_TEACHER', organisationId, details: { name }, idNumber })
}

/** Whoever is on the roster without a number asks their school for one. */
export async function askForOwnNumber(ctx: BotContext): Promise<void> {
  if (boundPerson(ctx)) await file(ctx, { kind: 'REGISTER_TEACHER' })
}

export async function hearSchoolSearch(ctx: BotContext, search: SchoolSearch): Promise<void> {
  const text = ctx.message?.text
  const question = searchQuestion(ctx, search)
  if (text === undefined) return ctx.say(`${ctx.text('identity-expects-text')}\n\n${question}`)
  if (holdsIdNumber(text)) {
    ctx.deleteTheirs()
    return ctx.say(`${ctx.text('identity-one-at-a-time')}\n\n${question}`)
  }
  if (search.name !== undefined) return offerSchools(ctx, text)
  const name = readField('name', text, civilDateOf(ctx.now))
  if (isRefusal(name)) return ctx.sayRefusal(name)
  goOn(ctx, { ...search, name })
}

/** Files the request with the chosen school. */
export async function fileAtSchool(ctx: BotContext, organisationId: string): Promise<'gone' | undefined> {
  const { name, certificateNumber, register } = ctx.place.at(searchingSchool) ?? {}
  if (ctx.session.person || !name) return 'gone'
  if (register) {
    const school = await readSchool(ctx.house.database.prisma, organisationId ?? '')
    if (!school) return void ctx.sayRefusal(refuse('school-unknown'))
    ctx.place.enter(registering, { name, organisationId: school.id })
    return void ctx.say(ctx.text('register-ask-id-number'))
  }
  await file(ctx, { kind: 'NOT_ON_ROSTER', organisationId, details: { name, certificateNumber } })
}

/** Files the request to have the account bound that was verified as theirs; the school looks who it is. */
export async function fileRebind(ctx: BotContext, personId: string): Promise<'gone' | undefined> {
  if (!personId || ctx.place.at(boundElsewhere)?.personId !== personId) return 'gone'
  await file(ctx, { kind: 'REBIND', personId })
}

async function file(ctx: BotContext, request: Omit<NewRequest, 'accountId'>): Promise<void> {
  const { sealer } = ctx.house
  const { accountId } = ctx.session
  await ctx.turn.commit(async (tx) => {
    const outcome = await fileRequest(tx, { ...request, accountId }, { sealer, now: ctx.now })
    if (isRefusal(outcome)) {
      // A number that cannot be one is typed again; whatever else is refused is over.
      if (!outcome.refused.startsWith('id-number')) ctx.place.leave()
      return ctx.sayRefusal(outcome)
    }
    ctx.place.leave()
    const organisation = await organisationOf(tx, outcome.organisationId)
    const registers = request.kind === 'REGISTER_TEACHER'
    const key = organisation.code ? 'register-sent' : 'register-sent-no-code'
    ctx.show(ctx.text(registers ? key : 'request-sent-to-school', { organisation: organisation.name }))
  })
}

async function offerSchools(ctx: BotContext, text: string): Promise<void> {
  const { found, more } = await findOrganisations(ctx.house.database.prisma, {
    typed: text,
    among: 'schools',
    most: mostSchoolsShown,
  })
  if (found.length === 0) {
    const name = [...cleanLine(text)].slice(0, maxShownChars).join('')
    return ctx.say(ctx.text('school-not-found', { name }))
  }
  ctx.say(ctx.text(more ? 'school-choose-of-many' : 'school-choose'), {
    buttons: found.map(({ id, name: label }) => [{ label, data: tapData('identity.school', id) }]),
  })
}
