import { beforeAll, describe, expect, it } from 'vitest'
import {
  type AppointmentPlace,
  appointments,
  authoriseAppointment,
  type OrganisationKind,
} from '../../../core/people/appointments.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { roles } from '../../../core/terms.ts'
import { freshDatabase } from '../../support/database.ts'
import { openSchool } from './school.ts'

const { database } = await freshDatabase()
const at = openSchool(database)

/** Two of every kind, so that «own» and «below» can be told from «some». */
const places: readonly AppointmentPlace[] = [
  place('city', 'CITY', null),
  place('other-city-office', 'CITY', 'city'),
  place('district', 'DISTRICT', 'city'),
  place('other-district', 'DISTRICT', 'city'),
  place('centre', 'TRAINING_CENTRE', 'city'),
  place('school', 'SCHOOL', 'district'),
  place('sibling', 'SCHOOL', 'district'),
  place('far-school', 'SCHOOL', 'other-district'),
  place('bureau-school', 'SCHOOL', 'centre'),
  place('provider', 'PROVIDER', null),
]

function place(id: string, kind: OrganisationKind, parentId: string | null): AppointmentPlace {
  return { id, kind, parentId }
}

beforeAll(async () => {
  await database.prisma.organisation.createMany({ data: places.map((one) => ({ ...one, name: one.id })) })
})

/** Written out by hand: what stands in the table of the code is compared with it, not with itself. */
const may: Readonly<Record<string, readonly string[]>> = {
  'CITY_OPERATOR at city': [
    'CITY_OPERATOR at city',
    'CITY_OPERATOR at other-city-office',
    'CITY_SUPERVISOR at city',
    'CITY_SUPERVISOR at other-city-office',
    'DISTRICT_REVIEWER at centre',
    'DISTRICT_REVIEWER at district',
    'DISTRICT_REVIEWER at other-district',
    'PROVIDER at provider',
  ],
  'DISTRICT_REVIEWER at district': [
    'PRINCIPAL at school',
    'PRINCIPAL at sibling',
    'SCHOOL_ADMIN at school',
    'SCHOOL_ADMIN at sibling',
  ],
  'DISTRICT_REVIEWER at centre': ['PRINCIPAL at bureau-school', 'SCHOOL_ADMIN at bureau-school'],
  'SCHOOL_ADMIN at school': ['HR_OFFICER at school', 'SCHOOL_ADMIN at school'],
  'TEACHER at school': [],
  'HR_OFFICER at school': [],
  'PRINCIPAL at school': [],
  'PROVIDER at provider': [],
  'CITY_SUPERVISOR at city': [],
}

describe('who appoints whom', () => {
  it.each(Object.entries(may))('%s appoints exactly: %j', async (holder, expected) => {
    const [by, organisationId] = holder.split(' at ') as [(typeof roles)[number], string]
    const actor = await at.person(organisationId, [by])
    const possible: string[] = []
    for (const { id } of places) {
      for (const role of roles) {
        const outcome = await authoriseAppointment(database.prisma, { role, organisationId: id, actor })
        if (isRefusal(outcome)) expect(['not-your-role', 'role-not-here']).toContain(outcome.refused)
        else {
          expect(outcome.as).toBe(by)
          possible.push(`${role} at ${id}`)
        }
      }
    }
    expect(possible.sort()).toEqual(expected)
  })

  it('the command line appoints the city only', async () => {
    const possible: string[] = []
    for (const { id } of places) {
      for (const role of roles) {
        const outcome = await authoriseAppointment(database.prisma, {
          role,
          organisationId: id,
          actor: null,
        })
        if (!isRefusal(outcome)) possible.push(`${role} at ${id}`)
      }
    }
    expect(possible.sort()).toEqual([
      'CITY_OPERATOR at city',
      'CITY_OPERATOR at other-city-office',
      'CITY_SUPERVISOR at city',
      'CITY_SUPERVISOR at other-city-office',
    ])
  })

  it('nobody can make a teacher by appointment, and every other role comes from somewhere', () => {
    expect(new Set(appointments.map(({ role }) => role))).toEqual(
      new Set(roles.filter((role) => role !== 'TEACHER')),
    )
  })

  it('a role that was withdrawn appoints nobody', async () => {
    const former = await at.person('school', ['SCHOOL_ADMIN'])
    await database.prisma.grant.updateMany({
      where: { personId: former.personId },
      data: { withdrawnAt: new Date() },
    })
    const asked = { role: 'HR_OFFICER', organisationId: 'school', actor: former } as const
    expect(await authoriseAppointment(database.prisma, asked)).toMatchObject({ refused: 'not-your-role' })
    expect(
      await authoriseAppointment(database.prisma, { ...asked, organisationId: 'nowhere' }),
    ).toMatchObject({ refused: 'organisation-unknown' })
  })
})
