import type { AmountUnit, Cycle } from '../cycle/cycle.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type CivilDate, daysFromTo } from '../time/shanghai.ts'

export const amountRefusals = [
  'amount-unreadable',
  'amount-not-positive',
  'amount-wrong-unit',
  'hours-half-steps',
  'hours-impossible',
] as const
export type AmountRefusal = Refusal<(typeof amountRefusals)[number]>

export interface Amount {
  value: number
  unit: AmountUnit
}

/**
 * An amount as typed: «18», «18学时», «3天», «2.5 天», «1篇», full-width too. A bare number is in the activity
 * type's unit. Days and hours may stand for each other, papers for nothing else.
 *
 * @returns 'amount-unreadable', 'amount-not-positive' or 'amount-wrong-unit' {unit}
 */
export function readAmount(text: string, expected: AmountUnit): Amount | AmountRefusal {
  const plain = text.normalize('NFKC').replace(/\s/g, '').toLowerCase()
  const match = /^(-?\d{1,4}(?:[.。]\d{1,2})?)(\D*)$/.exec(plain)
  const unit = match?.[2] ? unitNames.get(match[2]) : expected
  if (!match || !unit) return refuse('amount-unreadable')
  const value = Number(match[1]!.replace('。', '.'))
  if (value <= 0) return refuse('amount-not-positive')
  if (unit !== expected && (unit === 'items' || expected === 'items')) {
    return refuse('amount-wrong-unit', { unit: expected })
  }
  return { value, unit }
}

/** What the amount is worth in hours: 1 天 = 6 学时 in 2014 (S006). */
export function hoursOf(amount: Amount, activityTypeId: string, cycle: Cycle): number {
  switch (amount.unit) {
    case 'hours':
      return amount.value
    case 'days':
      return toHundredths(amount.value * cycle.requirements.hoursPerDay)
    case 'items': {
      const type = cycle.activityTypes.find(({ id }) => id === activityTypeId)
      return toHundredths(amount.value * (type?.hoursPerUnit ?? 0))
    }
  }
}

/**
 * Hours that cannot be: not in half hours, or more than the days have.
 *
 * @returns 'hours-half-steps' {hours} or 'hours-impossible' {hours, days, max}
 */
export function refuseImpossibleHours(
  hours: number,
  unit: AmountUnit,
  from: CivilDate,
  to: CivilDate,
): AmountRefusal | undefined {
  if (!Number.isInteger(hours * 2)) return refuse('hours-half-steps', { hours })
  const days = daysFromTo(from, to)
  if (unit !== 'items' && hours > 24 * days)
    return refuse('hours-impossible', { hours, days, max: 24 * days })
  return undefined
}

/** 0.1 天 is 0.6 学时, which binary arithmetic would show with sixteen digits when it is refused. */
function toHundredths(hours: number): number {
  return Math.round(hours * 100) / 100
}

const unitNames = new Map<string, AmountUnit>(
  Object.entries({
    hours: ['学时', '课时', '小时', '个学时', '个小时', 'h', 'hour', 'hours'],
    days: ['天', '日', 'd', 'day', 'days'],
    items: ['篇', '项', '次', '节', 'item', 'items'],
  } satisfies Record<AmountUnit, string[]>).flatMap(([unit, names]) =>
    names.map((name) => [name, unit as AmountUnit] as const),
  ),
)
