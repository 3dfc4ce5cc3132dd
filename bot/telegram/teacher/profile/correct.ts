import { enterWindow } from '../../../../core/cycle/windows.ts'
import { correctField, readProfile } from '../../../../core/people/profile.ts'
import {
  type ProfileField,
  profileField,
  profileFields,
  readField,
} from '../../../../core/people/profile-fields.ts'
import { fileRequest, type NewRequest } from '../../../../core/people/requests.ts'
import { isRefusal, type Refusal } from '../../../../core/refusal.ts'
import type { ProfileFieldId } from '../../../../core/terms.ts'
import { civilDateOf } from '../../../../core/time/shanghai.ts'
import { type Button, tapData } from '../../dialogue/buttons.ts'
import type { BotContext } from '../../dialogue/context.ts'
import { boundPerson } from '../../dialogue/guards.ts'
import { leave, sideDialogue } from '../../dialogue/side-dialogue.ts'
import { state } from '../../dialogue/state.ts'
import { profileCard, showProfile, valueInWords } from './card.ts'

/**
 * Corrects one field: choices by buttons, everything else by typing. What the school answers for (name, kind
 * and number of the ID) becomes a request to the school.
 */

/** The fields that can be changed, as buttons; what comes with the roster is not among them. */
export async function offerFields(ctx: BotContext): Promise<void> {
  const person = boundPerson(ctx)
  if (!person) return
  const { profile } = await readProfile(ctx.house.database.prisma, person.id, ctx.house.sealer)
  const offered = profileFields.filter(
    ({ editable, applies }) => editable !== 'fixed' && (applies?.(profile) ?? true),
  )
  const buttons = offered.map((field) => fieldButton(ctx, field))
  const pairs = buttons.flatMap((button, at) =>
    at % 2 === 0 ? [[button, ...buttons.slice(at + 1, at + 2)]] : [],
  )
  ctx.show(ctx.text('profile-choose-field'), { buttons: [...pairs, [backToProfile(ctx)]] })
}

export function fieldButton(ctx: BotContext, { id, label }: ProfileField): Button {
  return { label: label[ctx.locale], data: tapData('profile.field', id) }
}

/** Asks for the new value, as the field is read. */
export async function askField(ctx: BotContext, id: string | undefined): Promise<void> {
  const person = boundPerson(ctx)
  const field = profileFields.find((field) => field.id === id)
  if (!person || !field) return showProfile(ctx)
  const entered = enterWindow(ctx.cycle, 'declaration', ctx.now)
  if (isRefusal(entered)) return ctx.sayRefusal(entered)
  const { profile, version } = await readProfile(ctx.house.database.prisma, person.id, ctx.house.sealer)
  const params = {
    field: field.label[ctx.locale],
    value: valueInWords(profile, field.id, ctx.locale) || ctx.label('profile-empty'),
  }
  const asked = `${ctx.text('profile-field-now', params)}\n${ctx.text(questionOf(field), params)}`
  const html = field.editable === 'school-request' ? `${asked}\n\n${ctx.text('profile-needs-school')}` : asked
  if (field.reading.as === 'choice') {
    const options = field.reading.options.map((option) => [
      { label: option.label[ctx.locale], data: tapData('profile.set', field.id, option.id, version) },
    ])
    return ctx.show(html, { buttons: [...options, [backToProfile(ctx)]] })
  }
  ctx.say(html, { buttons: [[backToProfile(ctx)]] })
  // A declaration that is being filled in waits, complete, for /declare.
  if (field.id === 'idNumber') return ctx.place.enter(newIdNumber, {})
  await ctx.place.begin(correcting, { fieldId: field.id, version })
}

/** An option of a choice was tapped. */
export async function setByTap(ctx: BotContext, [id, option, version]: readonly string[]): Promise<void> {
  const field = profileFields.find((field) => field.id === id)
  if (field?.reading.as !== 'choice' || option === undefined) return showProfile(ctx)
  await keepValue(ctx, field, option, Number(version))
}

/** The school is asked for another ID number. */
export const newIdNumber = state('new-id-number', { dealsWithIdNumbers: true, turnedAway: () => null })

interface Corrected {
  readonly fieldId: ProfileFieldId
  readonly version: number
}

/** Waits for the typed value; a command or a tap elsewhere ends the question. */
const correcting = sideDialogue('correcting', async (dialogue, { fieldId, version }: Corrected) => {
  for (;;) {
    const { message } = await dialogue.wait()
    if (!message || message.text?.startsWith('/')) await leave(dialogue)
    if (await dialogue.external((outer) => hearValue(outer, profileField(fieldId), version))) return
  }
})

/** The new ID number: used in this turn, kept sealed with the request alone, and its message is deleted. */
export async function hearNewIdNumber(ctx: BotContext): Promise<void> {
  ctx.deleteTheirs()
  const person = boundPerson(ctx)
  if (!person) return ctx.place.leave()
  const idNumber = ctx.message?.text
  if (idNumber === undefined) {
    return ctx.say(ctx.text('profile-expects-text'), { buttons: [[backToProfile(ctx)]] })
  }
  await fileWithSchool(ctx, { kind: 'CORRECT_ID_NUMBER', idNumber })
}

/** @returns whether the question is settled */
async function hearValue(ctx: BotContext, field: ProfileField, version: number): Promise<boolean> {
  const text = ctx.message?.text
  const buttons = [[backToProfile(ctx)]]
  if (text === undefined) {
    ctx.say(ctx.text('profile-expects-text'), { buttons })
    return false
  }
  const value = readField(field.id, text, civilDateOf(ctx.now))
  if (isRefusal(value)) {
    ctx.sayRefusal(value, { buttons })
    return false
  }
  ctx.place.leave()
  await keepValue(ctx, field, value, version)
  return true
}

async function keepValue(
  ctx: BotContext,
  field: ProfileField,
  value: string,
  version: number,
): Promise<void> {
  const person = boundPerson(ctx)
  if (!person) return
  if (field.id === 'name') return fileWithSchool(ctx, { kind: 'CORRECT_NAME', details: { value } })
  if (field.editable === 'school-request') {
    return fileWithSchool(ctx, { kind: 'CORRECT_FIELD', details: { field: field.id, value } })
  }
  const { cycle, now } = ctx
  await ctx.turn.commit(async (tx) => {
    const correction = { personId: person.id, fieldId: field.id, value, version }
    const outcome = await correctField(tx, correction, { cycle, sealer: ctx.house.sealer, now })
    if (isRefusal(outcome)) return sayCorrectionRefused(ctx, outcome)
    const done = ctx.text(outcome.confirmAgain ? 'profile-corrected-confirm-again' : 'profile-corrected', {
      field: field.label[ctx.locale],
      value: valueInWords(outcome.profile, field.id, ctx.locale),
    })
    const card = await profileCard(ctx, tx, person.id, done)
    ctx.show(card.html, { buttons: card.buttons })
  })
}

async function fileWithSchool(ctx: BotContext, request: Omit<NewRequest, 'accountId'>): Promise<void> {
  const { sealer } = ctx.house
  const { accountId } = ctx.session
  await ctx.turn.commit(async (tx) => {
    const outcome = await fileRequest(tx, { ...request, accountId }, { sealer, now: ctx.now })
    if (isRefusal(outcome)) return sayCorrectionRefused(ctx, outcome)
    ctx.place.leave()
    ctx.show(ctx.text('profile-request-sent'), { buttons: [[backToProfile(ctx)]] })
  })
}

function sayCorrectionRefused(ctx: BotContext, refusal: Refusal): void {
  // A number that was only mistyped is asked for again; everything else ends the question.
  if (!refusal.refused.startsWith('id-number-') && ctx.place.at(newIdNumber)) ctx.place.leave()
  ctx.sayRefusal(refusal, { buttons: [[backToProfile(ctx)]] })
}

function questionOf({ id, reading }: ProfileField): string {
  if (id === 'name') return 'profile-ask-name'
  switch (reading.as) {
    case 'choice':
      return 'profile-ask-choice'
    case 'date':
      return 'profile-ask-date'
    case 'phone':
      return 'profile-ask-phone'
    case 'id-number':
      return 'profile-ask-id-number'
    case 'text':
      return 'profile-ask-text'
  }
}

const backToProfile = (ctx: BotContext): Button => ctx.button('profile-button-back', tapData('profile'))
