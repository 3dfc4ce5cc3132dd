import type { z } from 'zod'
import type { OrganisationKind } from '../people/appointments.ts'
import type { Role } from '../terms.ts'
import type { RunEvents } from './event.ts'
import {
  complaintRegistered,
  complaintSettled,
  declarationApproved,
  declarationReturned,
  exportResult,
  organisationUpserted,
  personUpserted,
  recordRegistered,
  roleChanged,
} from './event-data.ts'
import { registerHours, takeExportResults } from './hours-events.ts'
import { grantRole, upsertOrganisation, upsertPerson, withdrawGrantedRole } from './people-events.ts'
import { approve, register, returnDeclaration, settleComplaint } from './review-events.ts'

/**
 * What another system may send: the data of each type, in which organisation it may be sent, which role the
 * connection's person needs there, and what runs. The door, the grants, the buttons, OpenAPI and the tests
 * read this one table.
 */
export const eventTypes = {
  'organisation.upserted': eventType({
    summary: 'An office, a school or a provider is added or put right; what is absent stays as it is.',
    data: organisationUpserted,
    roles: { CITY: 'CITY_OPERATOR', ...offices('DISTRICT_REVIEWER') },
    run: upsertOrganisation,
    example: {
      id: 'mingde',
      kind: 'SCHOOL',
      name: '天河区明德小学',
      parent: 'tianhe',
      schoolType: 'PRIMARY',
    },
  }),
  'person.upserted': eventType({
    summary: "Somebody of a school's staff is added or put right, as by a row of the roster.",
    data: personUpserted,
    roles: { CITY: 'CITY_OPERATOR', ...offices('DISTRICT_REVIEWER'), SCHOOL: 'SCHOOL_ADMIN' },
    run: upsertPerson,
    example: { school: 'mingde', name: '陈静怡', certificateNumber: 'GZ2014000001', subject: '语文' },
  }),
  'role.granted': eventType({
    summary:
      'A role is given to somebody of the organisation who has an account; who gives which role is as in the bot. Whoever has no account is invited in the bot: a link is a key to the role, so no answer carries one.',
    data: roleChanged,
    roles: { CITY: 'CITY_OPERATOR', ...offices('DISTRICT_REVIEWER'), SCHOOL: 'SCHOOL_ADMIN' },
    run: grantRole,
    example: { organisation: 'mingde', person: 'GZ2014000001', role: 'HR_OFFICER' },
  }),
  'role.withdrawn': eventType({
    summary: 'A role is taken away; the last administrator of a school can only be replaced.',
    data: roleChanged,
    roles: { CITY: 'CITY_OPERATOR', ...offices('DISTRICT_REVIEWER'), SCHOOL: 'SCHOOL_ADMIN' },
    run: withdrawGrantedRole,
    example: { organisation: 'mingde', person: 'GZ2014000001', role: 'HR_OFFICER' },
  }),
  'record.registered': eventType({
    summary: 'Hours are registered: of 继续教育网 (city), of a training provider, of a school.',
    data: recordRegistered,
    roles: { CITY: 'CITY_OPERATOR', PROVIDER: 'PROVIDER', SCHOOL: 'SCHOOL_ADMIN' },
    together: ({ cycle }) => String(cycle),
    // A course that comes twice is judged by what then stands on record.
    onceIn: ({ certificateNumber, courseName }) => `${certificateNumber}:${courseName}`,
    run: registerHours,
    example: {
      cycle: 2014,
      certificateNumber: 'GZ2014000001',
      name: '陈静怡',
      category: 'PROFESSIONAL',
      courseName: '小学语文教学研讨',
      from: '2014-10-13',
      to: '2014-10-15',
      hours: 18,
    },
  }),
  'declaration.approved': eventType({
    summary: 'A declaration is approved: by its school, or by the office above it.',
    data: declarationApproved,
    roles: { SCHOOL: 'SCHOOL_ADMIN', ...offices('DISTRICT_REVIEWER') },
    run: approve,
    example: { receipt: '2014-000123', originalSeen: true },
  }),
  'declaration.returned': eventType({
    summary: 'A declaration is returned with a reason: by its school, or by the office above it.',
    data: declarationReturned,
    roles: { SCHOOL: 'SCHOOL_ADMIN', ...offices('DISTRICT_REVIEWER') },
    run: returnDeclaration,
    example: { receipt: '2014-000123', reason: 'photocopy' },
  }),
  'complaint.registered': eventType({
    summary: 'A complaint is entered for whoever telephoned or wrote; the answer gives its number.',
    data: complaintRegistered,
    roles: { SCHOOL: 'SCHOOL_ADMIN', ...offices('DISTRICT_REVIEWER') },
    run: register,
    example: { cycle: 2014, school: 'mingde', text: '公示名单中一位教师的学时与实际不符。' },
  }),
  'complaint.settled': eventType({
    summary:
      'A complaint is settled with a written finding; an upheld one returns the declaration concerned.',
    data: complaintSettled,
    roles: { SCHOOL: 'SCHOOL_ADMIN', ...offices('DISTRICT_REVIEWER') },
    run: settleComplaint,
    example: { complaint: 'TS2014-000012', upheld: false, finding: '经核对原件，学时属实。' },
  }),
  'export.result': eventType({
    summary: 'What the receiving system did with one row of an export.',
    data: exportResult,
    roles: { CITY: 'CITY_OPERATOR' },
    together: ({ cycle, export: serial }) => `${cycle}:${serial}`,
    onceIn: ({ certificateNumber }) => certificateNumber,
    run: takeExportResults,
    example: { cycle: 2014, export: 1, certificateNumber: 'GZ2014000001', result: 'imported' },
  }),
} as const satisfies Readonly<Record<string, EventType>>

export type EventTypeName = keyof typeof eventTypes
export const eventTypeNames = Object.keys(eventTypes) as EventTypeName[]

export interface EventType {
  readonly summary: string
  readonly data: z.ZodType
  /** In which kinds of organisation a connection may send it, and the role of its person there. */
  readonly roles: Readonly<Partial<Record<OrganisationKind, Role>>>
  /** Events one after another that run together when this gives the same for them; absent: each by itself. */
  readonly together?: (data: unknown) => string
  /** Of those that run together no two may give the same. */
  readonly onceIn?: (data: unknown) => string
  readonly run: RunEvents<unknown>
  readonly example: Readonly<Record<string, unknown>>
}

export function isEventType(name: string): name is EventTypeName {
  return Object.hasOwn(eventTypes, name)
}

/** The types that a connection of such an organisation may be allowed. */
export function eventTypesFor(kind: OrganisationKind): EventTypeName[] {
  return eventTypeNames.filter((name) => roleFor(name, kind) !== undefined)
}

export function roleFor(name: EventTypeName, kind: OrganisationKind): Role | undefined {
  const { roles }: EventType = eventTypes[name]
  return roles[kind]
}

/**
 * The row of a type, with its functions typed by its own data. Whoever runs them has read the data with its
 * schema.
 */
function eventType<Schema extends z.ZodType>(row: {
  summary: string
  data: Schema
  roles: EventType['roles']
  together?: (data: z.infer<Schema>) => string
  onceIn?: (data: z.infer<Schema>) => string
  run: RunEvents<z.infer<Schema>>
  example: z.input<Schema> & Readonly<Record<string, unknown>>
}): EventType {
  return row as unknown as EventType
}

function offices<const R extends Role>(role: R): { DISTRICT: R; TRAINING_CENTRE: R } {
  return { DISTRICT: role, TRAINING_CENTRE: role }
}
