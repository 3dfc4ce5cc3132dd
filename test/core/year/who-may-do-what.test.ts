import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { cycle2014 } from '../../../core/cycle/shipped-cycles.ts'
import { windowOf } from '../../../core/cycle/windows.ts'
import { decide } from '../../../core/declarations/decide.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { type ActionRow, actionTable } from '../../../core/review/actions.ts'
import { type StepRow, stepTable, takeStep } from '../../../core/review/steps.ts'
import { type Role, roles } from '../../../core/terms.ts'
import type { Transaction } from '../../../prisma/database.ts'
import { freshDatabase } from '../../support/database.ts'
import { completeAnswers } from '../../support/small-city.ts'

/** Every cell of role × action × where the actor stands, made from the tables and asked of the database. */

const { database } = await freshDatabase()
const { prisma } = database

/** The item is of `school`; these are the places from which somebody might reach for it. */
const places = {
  'of the same school': { school: 'school', office: 'district', centre: 'city' },
  'of another school': { school: 'neighbour', office: 'district', centre: 'city' },
  'of another district': { school: 'over-there', office: 'other-district', centre: 'city' },
  // Another city has a database of its own; what is in this one without standing under its city is as far.
  'of another city': { school: 'far-away', office: 'far-district', centre: 'far-district' },
} as const
type Place = keyof typeof places

const levelOf: Readonly<Record<Role, 'school' | 'office' | 'centre'>> = {
  TEACHER: 'school',
  SCHOOL_ADMIN: 'school',
  HR_OFFICER: 'school',
  PRINCIPAL: 'school',
  DISTRICT_REVIEWER: 'office',
  PROVIDER: 'office',
  CITY_OPERATOR: 'centre',
  CITY_SUPERVISOR: 'centre',
}

beforeAll(async () => {
  await prisma.cycle.create({ data: { id: 2014, data: {}, loadedAt: new Date() } })
  await prisma.organisation.createMany({
    data: [
      { id: 'city', kind: 'CITY', name: '市' },
      { id: 'district', kind: 'DISTRICT', name: '区', parentId: 'city' },
      { id: 'other-district', kind: 'DISTRICT', name: '邻区', parentId: 'city' },
      { id: 'far-district', kind: 'DISTRICT', name: '外区' },
      { id: 'school', kind: 'SCHOOL', name: '本校', parentId: 'district' },
      { id: 'neighbour', kind: 'SCHOOL', name: '邻校', parentId: 'district' },
      { id: 'over-there', kind: 'SCHOOL', name: '邻区学校', parentId: 'other-district' },
      { id: 'far-away', kind: 'SCHOOL', name: '外市学校', parentId: 'far-district' },
    ],
  })
})

/** Runs it and takes it back, so that every cell begins from the same. */
async function tried<Result>(body: (tx: Transaction) => Promise<Result>): Promise<Result> {
  let result: { is: Result } | undefined
  await prisma
    .$transaction(async (tx) => {
      result = { is: await body(tx) }
      throw new TakenBack()
    })
    .catch((error: unknown) => {
      if (!(error instanceof TakenBack)) throw error
    })
  return result!.is
}

class TakenBack extends Error {}

async function somebody(tx: Transaction, role: Role, organisationId: string): Promise<string> {
  const { id } = await tx.person.create({ data: { name: role, organisationId } })
  await grant(tx, id, role, organisationId)
  return id
}

async function grant(tx: Transaction, personId: string, role: Role, organisationId: string) {
  await tx.grant.create({ data: { personId, role, organisationId, grantedAt: new Date(0) } })
}

/** Just before the row's window closes; where none is given, at Christmas. */
const momentFor = (row: { window?: ActionRow['window'] }) =>
  new Date((row.window ? windowOf(cycle2014, row.window).closesAt : new Date('2014-12-26')).getTime() - 1)

const decisionRows = actionTable.filter(({ action }) => !['submit', 'correct', 'confirm'].includes(action))

describe.each(
  decisionRows.flatMap((row) =>
    roles.map(
      (role) =>
        [`${row.action} from ${row.from.join('/')} (round ${row.round ?? 'any'})`, role, row] as const,
    ),
  ),
)('%s by %s', (_name, role, row) => {
  const outcomeAt = (place: Place, own: boolean) =>
    tried(async (tx) => {
      const owner = await somebody(tx, 'TEACHER', 'school')
      if (row.onlyPrincipals) await grant(tx, owner, 'PRINCIPAL', 'school')
      const organisationId = places[place][levelOf[role]]
      const actor = own ? owner : await somebody(tx, role, organisationId)
      if (own && role !== 'TEACHER' && !(row.onlyPrincipals && role === 'PRINCIPAL'))
        await grant(tx, owner, role, organisationId)
      const { id } = await tx.declaration.create({
        data: {
          cycleId: 2014,
          personId: owner,
          organisationId: 'school',
          state: row.from[0] as 'SUBMITTED',
          round: row.round ?? 1,
          category: 'PROFESSIONAL',
          activityType: 'other-training',
          courseName: randomUUID(),
          provider: '示例',
          from: new Date('2014-07-07'),
          to: new Date('2014-07-11'),
          hours: 30,
          claim: completeAnswers as object,
          submittedAt: new Date(0),
          waitingSince: new Date(0),
          reasonId: 'photocopy',
        },
      })
      if (row.afterPublicity) {
        const [startsAt, endsAt] = [new Date('2015-01-07T16:00:00Z'), new Date('2015-01-14T16:00:00Z')]
        const publicity = { organisationId: 'school', cycleId: 2014, startsAt, endsAt, startedById: owner }
        await tx.publicity.create({ data: { ...publicity, list: {} } })
      }
      const given = { reasonId: 'photocopy', note: '说明', originalSeen: true }
      const outcome = await decide(
        tx,
        { action: row.action as 'approve', declarationId: id, personId: actor, given },
        { cycleOf: () => cycle2014, now: momentFor(row) },
      )
      return isRefusal(outcome) ? outcome.refused : 'done'
    })

  test('on what is one’s own', async () => {
    const outcome = await outcomeAt('of the same school', true)
    if (row.own === 'must') expect(outcome).toBe('done')
    else expect(outcome).toBe(role === row.role ? 'own-item' : 'not-your-role')
  })

  test.each(Object.keys(places) as Place[])('%s', async (place) => {
    const outcome = await outcomeAt(place, false)
    const reaches =
      row.role === 'DISTRICT_REVIEWER'
        ? places[place].office === 'district'
        : places[place].school === 'school'
    if (row.own === 'must') expect(outcome).toBe('not-your-item')
    else if (role === row.role && reaches) expect(outcome).toBe('done')
    else expect(['not-your-organisation', 'not-your-role']).toContain(outcome)
  })
})

const steps: readonly StepRow[] = stepTable

describe.each(
  steps
    .filter(({ step }) => step !== 'confirmation')
    .flatMap((row) => roles.map((role) => [row.step, role, row] as const)),
)('the step %s by %s', (_step, role, row) => {
  test.each(Object.keys(places) as Place[])('%s', async (place) => {
    const outcome = await tried(async (tx) => {
      const target =
        row.about !== 'below' ? ownOf(row.role) : row.role === 'DISTRICT_REVIEWER' ? 'school' : 'district'
      // What has to come first was done, and the cycle is frozen.
      for (const before of steps) {
        if (before.step === row.step) continue
        await tx.step.create({
          data: { organisationId: target, cycleId: 2014, step: before.step, doneAt: new Date(0) },
        })
      }
      await tx.cycle.update({ where: { id: 2014 }, data: { frozenAt: new Date('2015-03-06T09:00:00Z') } })
      const holderId = places[place][levelOf[role]]
      const actor = { personId: await somebody(tx, role, holderId) }
      const about = row.about === 'below' ? { organisationId: target, holderId } : { organisationId: target }
      const now = new Date('2015-03-09T02:00:00Z')
      const result = await takeStep(
        tx,
        { step: row.step as 'statistics', actor, ...about },
        { cycle: cycle2014, now },
      )
      return isRefusal(result) ? result.refused : 'done'
    })
    const reaches = places[place][levelOf[row.role]] === ownOf(row.role)
    if (role === row.role && reaches) expect(outcome).toBe('done')
    else expect(outcome).toBe('not-your-role')
  })
})

function ownOf(role: Role): string {
  return places['of the same school'][levelOf[role]]
}
