import { withdrawConsent } from '../../../../core/people/consent.ts'
import { type DataHeld, dataHeldAbout } from '../../../../core/people/my-data.ts'
import { isRefusal } from '../../../../core/refusal.ts'
import { formatInstant } from '../../../../core/time/shanghai.ts'
import { tapData } from '../../dialogue/buttons.ts'
import type { BotContext } from '../../dialogue/context.ts'
import { timeOf } from '../../reminders/reminders.ts'

/**
 * /mydata: what is held, since when and by which consent, who sees it, and the way to take the consent back
 * (DOMAIN §9).
 */
export async function showMyData(ctx: BotContext): Promise<void> {
  const { database, sealer } = ctx.house
  const held = await dataHeldAbout(database.prisma, { accountId: ctx.session.accountId }, sealer)
  const parts = [ctx.text('mydata-title'), consentLine(ctx, held)]
  if (held.person) parts.push(personLines(ctx, held.person))
  if (held.requests > 0) parts.push(ctx.text('mydata-requests', { count: held.requests }))
  const others = otherCases(held)
  if (others.some(({ count }) => count > 0)) {
    parts.push(
      others
        .filter(({ count }) => count > 0)
        .map(({ key, count }) => ctx.text(key, { count }))
        .join('\n'),
    )
  }
  if (held.account && held.person) parts.push(remindersLine(ctx, held.account))
  parts.push(ctx.text('mydata-kept', { years: ctx.house.evidenceKeptYears }))
  const consented = held.account?.consents.some(({ withdrawnAt }) => withdrawnAt === null)
  ctx.show(parts.join('\n\n'), {
    buttons: consented ? [[ctx.button('mydata-button-withdraw', tapData('mydata.withdraw'))]] : [],
  })
}

export function askWithdrawal(ctx: BotContext): void {
  ctx.show(ctx.text('mydata-withdraw-ask'), {
    buttons: [
      [ctx.button('mydata-button-withdraw-now', tapData('mydata.withdraw-now'))],
      [ctx.button('mydata-button-keep', tapData('mydata'))],
    ],
  })
}

export async function withdraw(ctx: BotContext): Promise<void> {
  await ctx.turn.commit(async (tx) => {
    const outcome = await withdrawConsent(tx, ctx.session.accountId, ctx.now)
    if (isRefusal(outcome)) return ctx.sayRefusal(outcome)
    ctx.place.leave()
    ctx.session = { ...ctx.session, focus: null, person: null, roles: [] }
    ctx.show(ctx.text('mydata-withdrawn', { kept: outcome.declarationsKept }))
  })
}

function remindersLine(ctx: BotContext, account: NonNullable<DataHeld['account']>): string {
  const { reminderHour: hour, remindersMuted: muted } = account
  const time = muted ? ctx.label('reminders-muted-now') : timeOf(ctx, { hour, muted })
  return ctx.text('mydata-reminders', { time })
}

function otherCases({ person, complaintsFiled }: DataHeld) {
  return [
    { key: 'mydata-disputes', count: person?.disputes ?? 0 },
    { key: 'mydata-exemptions', count: person?.exemptions ?? 0 },
    { key: 'mydata-transfers', count: person?.transfers ?? 0 },
    { key: 'mydata-complaints-filed', count: complaintsFiled },
  ]
}

function consentLine(ctx: BotContext, { account }: DataHeld): string {
  const given = account?.consents.findLast(({ withdrawnAt }) => withdrawnAt === null)
  if (!given) return ctx.text('mydata-no-consent')
  const at = formatInstant(given.givenAt, ctx.locale)
  return ctx.text('mydata-consent', { version: String(given.version), at })
}

function personLines(ctx: BotContext, { profile, ...counts }: NonNullable<DataHeld['person']>): string {
  const { hourRecords, declarations, drafts, pictures, auditEntries, profileConfirmations } = counts
  return ctx.text('mydata-person', {
    name: profile.name ?? '',
    school: profile.school ?? '',
    idNumber: profile.idNumber ?? ctx.label('profile-empty'),
    phone: profile.phone ?? ctx.label('profile-empty'),
    profileConfirmations,
    hourRecords,
    declarations,
    drafts,
    pictures,
    auditEntries,
  })
}
