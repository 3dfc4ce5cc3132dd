import { confirmProfile, isProfileConfirmed, readProfile } from '../../../../core/people/profile.ts'
import { missingFields, profileField } from '../../../../core/people/profile-fields.ts'
import { isRefusal, type Refusal } from '../../../../core/refusal.ts'
import type { Transaction } from '../../../../prisma/database.ts'
import { type Button, tapData } from '../../dialogue/buttons.ts'
import type { BotContext } from '../../dialogue/context.ts'
import { boundPerson } from '../../dialogue/guards.ts'
import { labelsOf, profileCard, showProfile } from './card.ts'
import { fieldButton } from './correct.ts'

/**
 * Confirms what the card showed. The info sheet comes at once, to be printed, signed and handed to HR (S021).
 */
export async function confirm(ctx: BotContext, [version]: readonly string[]): Promise<void> {
  const person = boundPerson(ctx)
  if (!person) return
  const { cycle, now } = ctx
  await ctx.turn.commit(async (tx) => {
    const again = await isProfileConfirmed(tx, person.id, cycle.id)
    const outcome = await confirmProfile(
      tx,
      { personId: person.id, version: Number(version) },
      { cycle, sealer: ctx.house.sealer, now },
    )
    if (isRefusal(outcome)) return sayRefused(ctx, tx, person.id, outcome)
    const card = await profileCard(ctx, tx, person.id)
    ctx.show(card.html, { buttons: card.buttons })
    // A second tap confirms nothing new and sends no second sheet.
    if (again) return
    sendSheet(ctx, person.id)
    ctx.say(ctx.text('profile-next'), {
      buttons: [[ctx.button('profile-button-declare', tapData('declare'))]],
    })
  })
}

export async function sendSheetAgain(ctx: BotContext): Promise<void> {
  const person = boundPerson(ctx)
  if (!person) return
  if (!(await isProfileConfirmed(ctx.house.database.prisma, person.id, ctx.cycle.id))) return showProfile(ctx)
  sendSheet(ctx, person.id)
}

function sendSheet(ctx: BotContext, personId: string): void {
  const cycleId = ctx.cycle.id
  ctx.sendFile({ document: 'info-sheet', personId, cycleId }, ctx.text('profile-sheet-caption'))
}

async function sayRefused(
  ctx: BotContext,
  tx: Transaction,
  personId: string,
  refusal: Refusal,
): Promise<void> {
  if (refusal.refused === 'profile-incomplete') {
    const missing = missingFields((await readProfile(tx, personId, ctx.house.sealer)).profile, ctx.cycle)
    const buttons = missing
      .map(profileField)
      .filter(({ editable }) => editable !== 'fixed')
      .map((field) => [fillIn(ctx, fieldButton(ctx, field))])
    return ctx.say(ctx.text('profile-incomplete', { fields: labelsOf(missing, ctx) }), { buttons })
  }
  ctx.sayRefusal(refusal)
  if (refusal.refused !== 'profile-changed') return
  const card = await profileCard(ctx, tx, personId)
  ctx.say(card.html, { buttons: card.buttons })
}

function fillIn(ctx: BotContext, { label, data }: Button): Button {
  return ctx.button('profile-button-fill-in', data, { field: label })
}
