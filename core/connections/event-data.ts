import { z } from 'zod'
import { appointments } from '../people/appointments.ts'
import { categories, roles } from '../terms.ts'

/**
 * The data of each event. Everything is named by what is known outside: codes, 继续教育证号, receipts, never an id
 * of ours.
 */

/** What PostgreSQL can keep; what the text may say is judged by the use case. */
const text = (maxChars: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maxChars)
    .refine((value) => value.isWellFormed() && !value.includes('\u0000'), { error: 'Invalid characters' })

const organisation = text(36).describe('Id or 继续教育代码 of an organisation')
const certificateNumber = text(30).describe('继续教育证号 of a person')
const receipt = z
  .string()
  .regex(/^\d{4}-\d{6,9}$/)
  .describe('Receipt number of a declaration, as 2014-000123')
const cycle = z.int().min(2000).max(2100).describe('Year of the cycle (年度)')
const date = z.iso.date().describe('Civil day in Asia/Shanghai')

export const organisationUpserted = z.strictObject({
  id: text(36).describe('Lower-case words joined by hyphens; it never changes'),
  kind: z.enum(['CITY', 'DISTRICT', 'TRAINING_CENTRE', 'SCHOOL', 'PROVIDER']).optional(),
  name: text(60).optional(),
  parent: organisation.optional().describe('Id or name of the office above'),
  code: text(30).optional().describe('继续教育代码'),
  ownership: z.enum(['STATE', 'PRIVATE']).optional(),
  schoolType: z.enum(['SECONDARY', 'VOCATIONAL', 'SPECIAL', 'PRIMARY', 'KINDERGARTEN', 'OTHER']).optional(),
  office: text(100).optional().describe('Where complaints are taken'),
  phone: text(100).optional(),
  address: text(200).optional(),
  website: text(200).optional(),
  move: z.boolean().optional().describe('The school moves under another office; the city alone may say so'),
})
export type OrganisationUpserted = z.infer<typeof organisationUpserted>

export const personUpserted = z.strictObject({
  school: organisation,
  name: text(60),
  certificateNumber: certificateNumber.optional(),
  idNumber: text(40).optional().describe('Kept encrypted and never given out again'),
  gender: text(20).optional(),
  birthDate: date.optional(),
  phone: text(40).optional(),
  stage: text(40).optional(),
  subject: text(40).optional(),
  title: text(40).optional(),
  titleDate: text(20).optional(),
  dutyStatus: text(40).optional(),
  staffCategory: text(40).optional(),
  move: z.boolean().optional().describe('The person moves to this school; the city alone may say so'),
})
export type PersonUpserted = z.infer<typeof personUpserted>

const appointed = [...new Set(appointments.map(({ role }) => role))]

export const roleChanged = z.strictObject({
  organisation,
  person: text(36).describe(
    '继续教育证号 of a person, or, for whoever has none (offices, providers), the 人员编号: an id without meaning that an operator of the city reads under /connections of the bot or with `connection people ID` of the command line',
  ),
  role: z.enum(roles.filter((role) => appointed.includes(role))),
})
export type RoleChanged = z.infer<typeof roleChanged>

export const recordRegistered = z.strictObject({
  cycle,
  certificateNumber,
  name: text(60),
  category: z.enum(categories),
  courseName: text(200),
  from: date,
  to: date,
  hours: z.number().min(-99_999).max(99_999).describe('Whole or half hours'),
})
export type RecordRegistered = z.infer<typeof recordRegistered>

export const declarationApproved = z.strictObject({
  receipt,
  originalSeen: z
    .boolean()
    .optional()
    .describe('「已核对原件」: a school says so, or its approval is refused; an office need not'),
})
export type DeclarationApproved = z.infer<typeof declarationApproved>

const reason = text(60).describe('Id of a reason of the cycle')

export const declarationReturned = z.strictObject({ receipt, reason, note: text(500).optional() })
export type DeclarationReturned = z.infer<typeof declarationReturned>

export const complaintRegistered = z.strictObject({
  cycle,
  school: organisation,
  text: text(2000),
  about: text(60).optional().describe('Name of the teacher complained about'),
  aboutLeaders: z.boolean().optional().describe("It is about the school's administrators or principal"),
  receipt: receipt.optional(),
  channel: z.enum(['PHONE', 'WEB']).optional().describe('WEB unless said otherwise'),
  contact: text(200).optional().describe('Name and telephone; absent: the complainant stays anonymous'),
})
export type ComplaintRegistered = z.infer<typeof complaintRegistered>

export const complaintSettled = z.strictObject({
  complaint: z
    .string()
    .regex(/^TS\d{4}-\d{6,9}$/)
    .describe('Number of the complaint, as TS2014-000012'),
  upheld: z.boolean(),
  finding: text(1000),
  reason: reason.optional(),
})
export type ComplaintSettled = z.infer<typeof complaintSettled>

export const exportResult = z.strictObject({
  cycle,
  export: z.int().min(1).max(1_000_000).describe('Running number of the export'),
  certificateNumber,
  result: z.enum(['imported', 'rejected']),
  reason: text(500).optional(),
})
export type ExportResult = z.infer<typeof exportResult>
