import { withoutIdNumbers } from '../privacy/id-number.ts'

/**
 * Details as they may stand in a trail that nothing is ever deleted from: telephones and birth dates masked,
 * ID numbers left out (DOMAIN §9). Telephones and dates of an organisation are public.
 */
export function fitForTrail(details: object, subjectKind: string): string {
  const isPublic = subjectKind === 'organisation'
  return JSON.stringify(details, function (this: { field?: unknown }, key, value: unknown) {
    if (typeof value !== 'string') return value
    const field = changed.has(key) && typeof this.field === 'string' ? this.field : key
    const mask = isPublic ? undefined : masks[field]
    return mask ? mask(value) : withoutIdNumbers(value)
  })
}

/** «{ field, before, after }» tells of a field by its name. */
const changed: ReadonlySet<string> = new Set(['before', 'after', 'value'])

const hidden = '****'

const masks: Readonly<Partial<Record<string, (value: string) => string>>> = {
  phone: (phone) => (phone.length > 7 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : hidden),
  birthDate: (date) => `${date.slice(0, 4)}-**-**`,
  idNumber: () => hidden,
  // Entries of before told of a number by this name.
  idMasked: () => hidden,
}
