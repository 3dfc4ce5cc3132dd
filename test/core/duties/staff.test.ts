import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { nudge } from '../../../core/broadcasts/nudge.ts'
import { cycle2014 as cycle } from '../../../core/cycle/shipped-cycles.ts'
import { staffOf } from '../../../core/duties/staff.ts'
import { confirmProfile } from '../../../core/people/profile.ts'
import type { DeclarationState } from '../../../core/review/actions.ts'
import { freshDatabase } from '../../support/database.ts'
import { now, openSchool, type SchoolPerson, sealer, tenAtOnce, won } from '../people/school.ts'

const { database } = await freshDatabase()
const { inTransaction, ...at } = openSchool(database)
const dates = { from: new Date('2014-05-01'), to: new Date('2014-05-20') }

beforeAll(async () => {
  await database.prisma.cycle.create({ data: { id: 2014, data: {}, loadedAt: now } })
})

async function recorded(
  { personId }: SchoolPerson,
  category: 'PUBLIC' | 'PROFESSIONAL' | 'ELECTIVE',
  hours: number,
) {
  const record = { personId, cycleId: 2014, category, hours, source: 'SCHOOL', ...dates } as const
  await database.prisma.hourRecord.create({
    data: { ...record, courseName: `校本 ${randomUUID()}`, provider: '本校', recordedAt: now },
  })
}

async function declared(
  { personId }: SchoolPerson,
  organisationId: string,
  state: DeclarationState,
  hours = 6,
) {
  await database.prisma.declaration.create({
    data: {
      personId,
      organisationId,
      cycleId: 2014,
      state,
      hours,
      category: 'PROFESSIONAL',
      activityType: 'other-training',
      courseName: '培训',
      provider: '示例',
      ...dates,
      claim: {},
      submittedAt: now,
      waitingSince: now,
      reasonId: state.startsWith('RETURNED') ? 'photocopy' : null,
    },
  })
}

const drafted = ({ personId }: SchoolPerson) =>
  database.prisma.draft.create({ data: { personId, cycleId: 2014, createdAt: now, updatedAt: now } })

describe('the staff of a school', () => {
  it('stands in the group of what is most urgent for each', async () => {
    const school = await at.school()
    const named = (name: string) => at.person(school, ['TEACHER'], { name })
    const all = {
      returned: await named('returned'),
      drafting: await named('drafting'),
      sent: await named('sent'),
      withdrawn: await named('withdrawn'),
      nothing: await named('nothing'),
      complete: await named('complete'),
      unconfirmed: await named('unconfirmed'),
    }
    await at.person(school, ['PRINCIPAL'])
    await at.person(await at.school())
    await declared(all.returned, school, 'RETURNED_BY_SCHOOL')
    await drafted(all.returned)
    await declared(all.drafting, school, 'SUBMITTED')
    await drafted(all.drafting)
    await declared(all.sent, school, 'SUBMITTED')
    await declared(all.withdrawn, school, 'WITHDRAWN')
    for (const teacher of [all.complete, all.unconfirmed]) {
      await recorded(teacher, 'PUBLIC', 18)
      await recorded(teacher, 'PROFESSIONAL', 54)
    }
    await inTransaction((tx) => confirmProfile(tx, all.complete, { cycle, sealer, now }))
    const staff = await staffOf(database.prisma, school, { cycle, now })
    expect(Object.fromEntries(staff.map(({ name, group }) => [name, group]))).toEqual({
      returned: 'returned',
      drafting: 'not-sent',
      sent: 'done',
      withdrawn: 'not-started',
      nothing: 'not-started',
      complete: 'done',
      unconfirmed: 'not-started',
    })
  })

  it('S033: shows three sums of each, counted and under review, nothing twice', async () => {
    const school = await at.school()
    const teacher = await at.person(school)
    await recorded(teacher, 'PUBLIC', 10.5)
    await recorded(teacher, 'PUBLIC', 7.5)
    await recorded(teacher, 'ELECTIVE', 6)
    await declared(teacher, school, 'APPROVED_BY_SCHOOL', 12)
    await declared(teacher, school, 'SUBMITTED', 18)
    const [member] = await staffOf(database.prisma, school, { cycle, now })
    expect(member?.ledger).toEqual({
      counted: { PUBLIC: 18, PROFESSIONAL: 12, ELECTIVE: 6, total: 36 },
      underReview: { PUBLIC: 0, PROFESSIONAL: 18, ELECTIVE: 0, total: 18 },
      missing: { PUBLIC: 0, PROFESSIONAL: 30, ELECTIVE: 0, total: 36 },
    })
  })
})

describe('nudging', () => {
  async function waiting() {
    const school = await at.school('示例小学')
    const admin = await at.person(school, ['SCHOOL_ADMIN'])
    const teacher = await at.person(school)
    const blocked = await at.person(school)
    await at.person(school, ['TEACHER'], { bound: false })
    await database.prisma.account.update({ where: { id: blocked.accountId }, data: { unreachableAt: now } })
    const tap = (when = now, actor: { personId: string } = admin) =>
      inTransaction((tx) =>
        nudge(tx, { actor, schoolId: school, group: 'not-started' }, { cycle, now: when }),
      )
    return { school, admin, teacher, blocked, tap }
  }

  it('tells each of the group once a day, whoever taps, of ten at once', async () => {
    const { teacher, blocked, tap } = await waiting()
    const outcomes = await tenAtOnce(() => tap())
    expect(won(outcomes)).toMatchObject([{ told: 1, unreachable: 1, notBound: 1 }])
    expect(outcomes).toContainEqual({ refused: 'nudged-today', params: {} })
    const notice = { kind: 'nudge', group: 'not-started', cycleId: 2014, fromOrganisation: '示例小学' }
    expect(await at.toldTo(teacher.accountId)).toEqual([notice])
    expect(await at.toldTo(blocked.accountId)).toEqual([])
    expect(await tap(new Date('2014-12-20T16:00:00Z'))).toMatchObject({ told: 1 })
    expect(await at.toldTo(teacher.accountId)).toHaveLength(2)
  })

  it('reminds one teacher of what their own group has to do, and nobody who is done', async () => {
    const { school, admin, teacher } = await waiting()
    const remind = ({ personId }: SchoolPerson) =>
      inTransaction((tx) => nudge(tx, { actor: admin, schoolId: school, personId }, { cycle, now }))
    await drafted(teacher)
    expect(await remind(teacher)).toEqual({ told: 1, unreachable: 0, muted: 0, notBound: 0 })
    expect(await at.toldTo(teacher.accountId)).toMatchObject([{ group: 'not-sent' }])
    expect(await remind(teacher)).toMatchObject({ refused: 'nudged-today' })
    const done = await at.person(school)
    await declared(done, school, 'SUBMITTED')
    expect(await remind(done)).toMatchObject({ refused: 'nudge-nobody' })
    expect(await remind(await at.person(await at.school()))).toMatchObject({ refused: 'nudge-nobody' })
  })

  it('leaves in peace whoever turned reminders off, and says so: a nudge is no decision', async () => {
    const { school, admin, teacher, tap } = await waiting()
    const mutedAt = (at: Date | null) =>
      database.prisma.account.update({ where: { id: teacher.accountId }, data: { mutedAt: at } })
    await mutedAt(now)
    const nobody = { told: 0, unreachable: 1, muted: 1, notBound: 1 }
    expect(await tap()).toEqual(nobody)
    const { personId } = teacher
    expect(
      await inTransaction((tx) => nudge(tx, { actor: admin, schoolId: school, personId }, { cycle, now })),
    ).toEqual({ told: 0, unreachable: 0, muted: 1, notBound: 0 })
    expect(await at.toldTo(teacher.accountId)).toEqual([])
    await mutedAt(null)
    expect(await tap()).toMatchObject({ told: 1, muted: 0 })
  })

  it('ends with what there is to do: after declaring nobody is reminded to declare', async () => {
    const { teacher, tap } = await waiting()
    const deadline = '2014-12-31T16:00:00.000Z'
    expect(await tap(new Date('2014-12-31T15:59:59Z'))).toMatchObject({ told: 1 })
    for (const late of [deadline, '2015-04-01T00:00:00Z']) {
      expect(await tap(new Date(late))).toEqual({ refused: 'nudge-too-late', params: { deadline } })
    }
    expect(await at.toldTo(teacher.accountId)).toHaveLength(1)
  })

  it('is for an administrator of that school', async () => {
    const { teacher, tap } = await waiting()
    const elsewhere = await waiting()
    expect(await tap(now, teacher)).toMatchObject({ refused: 'not-your-role' })
    expect(await tap(now, elsewhere.admin)).toMatchObject({ refused: 'not-your-role' })
    expect(await at.toldTo(teacher.accountId)).toEqual([])
  })
})
