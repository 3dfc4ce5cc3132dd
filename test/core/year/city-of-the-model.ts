import { randomUUID } from 'node:crypto'
import file2014 from '../../../core/cycle/cycle-2014.json' with { type: 'json' }
import type { Role } from '../../../core/terms.ts'
import type { Database } from '../../../prisma/database.ts'

/** Somebody of the model: who they are and which roles they hold where. */
interface Figure {
  readonly id: string
  readonly name: string
  readonly organisationId: string
  readonly roles: readonly Role[]
}

export interface ModelCity {
  readonly cycleId: number
  readonly figures: readonly Figure[]
  /** school → the office above it */
  readonly schools: ReadonlyMap<string, string>
}

const rolesOfSchool: readonly (readonly Role[])[] = [
  ['TEACHER'],
  ['TEACHER'],
  ['TEACHER', 'SCHOOL_ADMIN'],
  ['SCHOOL_ADMIN'],
  ['PRINCIPAL', 'TEACHER'],
]

/** A city of its own for every sequence: two schools of one office, a bureau school, and one far away. */
export async function modelCity({ prisma }: Database, cycleId: number): Promise<ModelCity> {
  const mark = randomUUID().slice(0, 8)
  const named = (name: string) => `${mark}-${name}`
  const schools = new Map([
    [named('first'), named('district')],
    [named('second'), named('district')],
    [named('bureau'), named('centre')],
    [named('far'), named('far-district')],
  ])
  await prisma.cycle.create({
    data: { id: cycleId, data: { ...file2014, id: cycleId } as object, loadedAt: new Date() },
  })
  await prisma.organisation.createMany({
    data: [
      { id: named('district'), kind: 'DISTRICT', name: named('district') },
      { id: named('centre'), kind: 'TRAINING_CENTRE', name: named('centre') },
      { id: named('far-district'), kind: 'DISTRICT', name: named('far') },
    ],
  })
  await prisma.organisation.createMany({
    data: [...schools].map(([id, parentId]) => ({
      id,
      kind: 'SCHOOL' as const,
      name: id,
      parentId,
      code: id,
      contacts: [{ office: '示例', phone: '示例-1', address: '示例' }],
    })),
  })
  const figures: Figure[] = [...schools.keys()].flatMap((school) =>
    rolesOfSchool.map((roles, at) => figure(school, roles, String(at))),
  )
  for (const office of new Set(schools.values())) figures.push(figure(office, ['DISTRICT_REVIEWER'], '0'))
  await prisma.person.createMany({
    data: figures.map(({ id, name, organisationId }) => ({
      id,
      name,
      organisationId,
      certificateNumber: id,
    })),
  })
  await prisma.grant.createMany({
    data: figures.flatMap(({ id: personId, roles, organisationId }) =>
      roles.map((role) => ({ personId, role, organisationId, grantedAt: new Date('2013-01-01') })),
    ),
  })
  await prisma.profileConfirmation.createMany({
    data: figures.map(({ id: personId }) => ({
      personId,
      cycleId,
      confirmedAt: new Date('2014-02-01'),
    })),
  })
  return { cycleId, figures, schools }
}

function figure(organisationId: string, roles: readonly Role[], at: string): Figure {
  return { id: randomUUID(), name: `${organisationId} ${roles.join('+')} ${at}`, organisationId, roles }
}
