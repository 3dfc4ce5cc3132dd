import { z } from 'zod'
import { declarationStates } from '../review/actions.ts'

/**
 * What other systems can be told of, and with what data: subscriptions, events and their description read
 * this one table. It holds the least by which a receiver finds its own row again: receipt number, school
 * code, 继续教育证号. It never holds a name, an ID number or a text that somebody wrote.
 */

const instant = z.iso.datetime().describe('An instant in UTC.')
const schoolCode = z.string().nullable().describe('继续教育代码; null while a private school has none.')

const declaration = z.strictObject({
  receipt: z.string().describe('The receipt number of the declaration, as 2014-000123.'),
  schoolCode,
  certificateNumber: z.string().nullable().describe('继续教育证号 of the teacher.'),
  state: z.enum(declarationStates).describe('How the declaration stands now.'),
  version: z.int().positive().describe('Grows with every change; the larger one is the newer.'),
  round: z.int().positive().describe('2 from the return by the district on.'),
  reasonId: z.string().nullable().describe('Why it was returned, as in the reasons of the cycle.'),
  late: z.boolean().describe('Decided after the soft end of its window.'),
})

const complaint = {
  number: z.string().describe('The number of the complaint, as TS2014-000012.'),
  schoolCode,
  receipt: z.string().nullable().describe('The receipt number of the declaration concerned, if any.'),
  late: z.boolean(),
}

interface OutgoingRow {
  readonly data: z.ZodObject
  readonly summary: string
  /**
   * Whose subscriptions match: of the organisation itself and those above it, unless it concerns everybody.
   */
  readonly concerns?: 'everybody'
}

export const outgoingTypes = {
  'declaration.submitted': { data: declaration, summary: 'A teacher submitted a declaration.' },
  'declaration.decided': {
    data: declaration,
    summary:
      'A declaration was approved, returned, confirmed, withdrawn or became invalid, or a decision was taken back.',
  },
  'declaration.corrected': {
    data: declaration,
    summary: 'A teacher corrected a returned declaration and submitted it again.',
  },
  'school.published': {
    data: z.strictObject({
      schoolCode,
      startsAt: instant,
      endsAt: instant,
      people: z.int().nonnegative().describe('How many teachers stand on the list.'),
      late: z.boolean(),
    }),
    summary: 'A school began its publicity.',
  },
  'school.confirmed': {
    data: z.strictObject({
      schoolCode,
      items: z.int().nonnegative().describe('How many declarations went to the office above.'),
      secondRound: z.int().nonnegative().describe('How many of them are of the second round.'),
      first: z.boolean().describe('The first confirmation of the cycle.'),
      late: z.boolean(),
    }),
    summary: 'A principal confirmed the school and submitted it to the office above.',
  },
  'complaint.opened': {
    data: z.strictObject({ ...complaint, due: instant.describe('By when it has to be settled.') }),
    summary: 'A complaint was registered with whoever handles it.',
  },
  'complaint.settled': {
    data: z.strictObject({ ...complaint, upheld: z.boolean() }),
    summary: 'A complaint was settled.',
  },
  'cycle.frozen': {
    data: z.strictObject({
      frozenAt: instant,
      invalid: z.int().nonnegative().describe('How many declarations became invalid by the freeze.'),
    }),
    summary: 'The second round is over: nothing of the cycle changes any more.',
    concerns: 'everybody',
  },
  'export.ready': {
    data: z.strictObject({
      serial: z.int().positive(),
      rows: z.int().positive(),
      leftOut: z.int().nonnegative().describe('Teachers whom a problem keeps out.'),
      sha256: z.string().describe('Of the file as CSV.'),
    }),
    summary: 'An export for the human resources bureau was made and can be downloaded.',
  },
} as const satisfies Readonly<Record<string, OutgoingRow>>

export type OutgoingType = keyof typeof outgoingTypes
export type OutgoingData<Type extends OutgoingType> = z.infer<(typeof outgoingTypes)[Type]['data']>

export const outgoingTypeNames = Object.keys(outgoingTypes) as OutgoingType[]

export function isOutgoingType(name: string): name is OutgoingType {
  return Object.hasOwn(outgoingTypes, name)
}

/** What stands in the body of every message that goes out; its id is the header `webhook-id`. */
export const outgoingEnvelope = z.strictObject({
  type: z.enum(outgoingTypeNames),
  timestamp: instant.describe('When it happened.'),
  organisationId: z.string(),
  cycleId: z.int().nullable(),
  subjectId: z.string().describe('Messages about one subject come one after another.'),
  data: z.looseObject({}),
})
export type OutgoingEnvelope = z.infer<typeof outgoingEnvelope>
