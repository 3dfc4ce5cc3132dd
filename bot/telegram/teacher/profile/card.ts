import type { Cycle } from '../../../../core/cycle/cycle.ts'
import { closingOf, enterWindow } from '../../../../core/cycle/windows.ts'
import { type KeptProfile, readConfirmation, readProfile } from '../../../../core/people/profile.ts'
import { missingFields, type Profile, profileField } from '../../../../core/people/profile-fields.ts'
import { fieldsAsked } from '../../../../core/people/requests.ts'
import { isRefusal } from '../../../../core/refusal.ts'
import type { Locale, ProfileFieldId } from '../../../../core/terms.ts'
import { formatDate, formatDeadline, formatInstant } from '../../../../core/time/shanghai.ts'
import type { Database, Transaction } from '../../../../prisma/database.ts'
import { type Button, tapData } from '../../dialogue/buttons.ts'
import type { BotContext } from '../../dialogue/context.ts'
import { boundPerson } from '../../dialogue/guards.ts'

/**
 * The profile on one card: what is missing first, then the fields in groups, and what can be done with them.
 */
export async function showProfile(ctx: BotContext, headline?: string): Promise<void> {
  const person = boundPerson(ctx)
  if (!person) return
  const card = await profileCard(ctx, ctx.house.database.prisma, person.id, headline)
  ctx.show(card.html, { buttons: card.buttons })
}

/** @param headline what was just done, above the card; HTML */
export async function profileCard(
  ctx: BotContext,
  db: Database['prisma'] | Transaction,
  personId: string,
  headline?: string,
): Promise<{ html: string; buttons: Button[][] }> {
  const { cycle, locale } = ctx
  const kept = await readProfile(db, personId, ctx.house.sealer)
  const confirmation = await readConfirmation(db, { personId, cycleId: cycle.id }, ctx.house.sealer)
  const closed = isRefusal(enterWindow(cycle, 'declaration', ctx.now))
  const deadline = formatDeadline(closingOf(cycle, 'declaration'), locale)
  const missing = missingFields(kept.profile, cycle)
  const asked = await fieldsAsked(db, personId)
  const standing = confirmation
    ? ctx.text('profile-confirmed-at', { at: formatInstant(confirmation.confirmedAt, locale) })
    : ctx.text(closed ? 'profile-closed' : 'profile-to-confirm', { deadline })
  const parts = [
    headline,
    `${ctx.text('profile-title', { cycle: cycle.name[locale] })}\n${standing}`,
    missing.length > 0 ? ctx.text('profile-missing', { fields: labelsOf(missing, ctx) }) : undefined,
    asked.length > 0 ? ctx.text('profile-asked', { fields: labelsOf(asked, ctx) }) : undefined,
    ...groups.map(({ key, fields }) =>
      [ctx.text(key), ...fields.flatMap((field) => lineOf(ctx, kept.profile, field))].join('\n'),
    ),
    ctx.text('profile-own-risk'),
  ]
  return {
    html: parts.filter((part) => part !== undefined).join('\n\n'),
    buttons: buttonsFor(ctx, kept, { isConfirmed: confirmation !== undefined, closed }),
  }
}

/** The names of fields as a list in the person's language. */
export function labelsOf(fieldIds: readonly ProfileFieldId[], ctx: BotContext): string {
  return fieldIds.map((id) => profileField(id).label[ctx.locale]).join(ctx.label('list-comma'))
}

/** A value as people read it. */
export function valueInWords(profile: Profile, fieldId: ProfileFieldId, locale: Locale): string {
  const value = profile[fieldId]?.trim() ?? ''
  const { reading } = profileField(fieldId)
  if (reading.as === 'choice') return reading.options.find(({ id }) => id === value)?.label[locale] ?? value
  return reading.as === 'date' && value ? formatDate(value, locale) : value
}

/** ※, as the notice marks what must be there. */
export function isRequired(fieldId: ProfileFieldId, cycle: Cycle): boolean {
  return cycle.requiredFields.includes(fieldId)
}

const groups: readonly { key: string; fields: readonly ProfileFieldId[] }[] = [
  { key: 'profile-group-identity', fields: ['name', 'idKind', 'idNumber', 'gender', 'birthDate', 'phone'] },
  { key: 'profile-group-school', fields: ['school', 'certificateNumber', 'dutyStatus', 'staffCategory'] },
  { key: 'profile-group-teaching', fields: ['stage', 'subject', 'title', 'titleDate'] },
]

function lineOf(ctx: BotContext, profile: Profile, fieldId: ProfileFieldId): string[] {
  const { label, applies } = profileField(fieldId)
  if (!(applies?.(profile) ?? true)) return []
  const required = isRequired(fieldId, ctx.cycle)
  const value = valueInWords(profile, fieldId, ctx.locale)
  const name = `${required ? '※ ' : ''}${label[ctx.locale]}`
  if (value) return [ctx.text('profile-line', { name, value })]
  return [ctx.text(required ? 'profile-line-missing' : 'profile-line-empty', { name })]
}

function buttonsFor(
  ctx: BotContext,
  { version }: KeptProfile,
  { isConfirmed, closed }: { isConfirmed: boolean; closed: boolean },
): Button[][] {
  const sheet = ctx.button('profile-button-sheet-again', tapData('profile.sheet'))
  if (closed) return isConfirmed ? [[sheet]] : []
  const correct = ctx.button('profile-button-correct', tapData('profile.correct'))
  return isConfirmed
    ? [[ctx.button('profile-button-declare', tapData('declare'))], [correct, sheet]]
    : [[ctx.button('profile-button-confirm', tapData('profile.confirm', version))], [correct]]
}
