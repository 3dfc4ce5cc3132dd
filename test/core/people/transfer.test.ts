import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Acting } from '../../../core/authority/grants.ts'
import { cycle2014 as cycle } from '../../../core/cycle/shipped-cycles.ts'
import { closingOf, freezesAt } from '../../../core/cycle/windows.ts'
import { answeredBy } from '../../../core/ledger/sums.ts'
import { leave, returnToDuty } from '../../../core/people/leave.ts'
import { decideTransfer, requestTransfer, transferAtOnce } from '../../../core/people/transfer.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { freshDatabase } from '../../support/database.ts'
import { now, openSchool, type SchoolPerson, tenAtOnce, won } from './school.ts'

const { database } = await freshDatabase()
const { inTransaction, ...at } = openSchool(database)
const cutoff = closingOf(cycle, 'declaration')
const second = (offset: number) => new Date(cutoff.getTime() + offset * 1000)
const afterwards = new Date('2015-01-20T02:00:00Z')
let reviewer: SchoolPerson

beforeAll(async () => {
  await database.prisma.cycle.create({ data: { id: 2014, data: {}, loadedAt: now } })
  await database.prisma.organisation.createMany({
    data: [
      { id: 'district', kind: 'DISTRICT', name: '示例区教育局' },
      { id: 'other-district', kind: 'DISTRICT', name: '邻区教育局' },
    ],
  })
  reviewer = await at.person('district', ['DISTRICT_REVIEWER'])
})

async function twoSchools(parents = ['district', 'district']) {
  const [from, to] = await Promise.all(
    parents.map(async (parentId, index) => {
      const id = await at.school(`示例${index}小`)
      await database.prisma.organisation.update({ where: { id }, data: { parentId } })
      return { id, admin: await at.person(id, ['SCHOOL_ADMIN']) }
    }),
  )
  return { from: from!, to: to!, teacher: await at.person(from!.id) }
}

async function requested({ to, teacher }: Awaited<ReturnType<typeof twoSchools>>) {
  const { certificateNumber, name } = teacher
  const outcome = await inTransaction((tx) =>
    requestTransfer(tx, { certificateNumber, name, toId: to.id, actor: to.admin }, now),
  )
  if (isRefusal(outcome)) throw new Error(outcome.refused)
  return outcome.transferId
}

const decided = (transferId: string, actor: Acting, when = now, agreed = true) =>
  inTransaction((tx) =>
    decideTransfer(tx, { transferId, version: 1, agreed, actor }, { cycles: [cycle], now: when }),
  )

async function declared(personId: string, organisationId: string, state: 'SUBMITTED' | 'APPROVED_BY_SCHOOL') {
  const id = randomUUID()
  const dates = { from: new Date('2014-05-01'), to: new Date('2014-05-02') }
  await database.prisma.declaration.create({
    data: {
      id,
      personId,
      organisationId,
      cycleId: 2014,
      state,
      hours: 6,
      category: 'PROFESSIONAL',
      activityType: 'other-training',
      courseName: '培训',
      provider: '示例',
      ...dates,
      claim: {},
      submittedAt: now,
      waitingSince: now,
    },
  })
  return id
}

const schoolOf = async (id: string) =>
  (await database.prisma.declaration.findUniqueOrThrow({ where: { id } })).organisationId

async function answering(teacher: SchoolPerson, schools: string[], when = afterwards) {
  const answered = await answeredBy(database.prisma, schools, { cycle, now: when })
  return answered.filter(({ personId }) => personId === teacher.personId).map((one) => one.organisationId)
}

describe('a transfer (ruling 14)', () => {
  it('is agreed to by one of ten, and moves the teacher with everything as it stands, for the school of 12-31 answers', async () => {
    const schools = await twoSchools()
    const { from, to, teacher } = schools
    const open = await declared(teacher.personId, from.id, 'SUBMITTED')
    const approved = await declared(teacher.personId, from.id, 'APPROVED_BY_SCHOOL')
    const id = await requested(schools)
    const outcomes = await tenAtOnce(() => decided(id, from.admin))
    expect(won(outcomes)).toHaveLength(1)
    expect(outcomes.find(isRefusal)).toMatchObject({
      refused: 'already-decided',
      params: { by: from.admin.name },
    })
    expect(await schoolOf(open)).toBe(to.id)
    expect(await schoolOf(approved)).toBe(to.id)
    expect(
      await database.prisma.auditEntry.count({ where: { subjectId: approved, action: 'declaration.move' } }),
    ).toBe(1)
    expect(await answering(teacher, [from.id, to.id])).toEqual([to.id])
    for (const person of [teacher, to.admin]) {
      expect((await at.toldTo(person.accountId)).at(-1)).toMatchObject({ kind: 'transfer-done' })
    }
  })

  it.each([
    ['at 23:59:59 on 12-31 the new school answers', -1, 'to'],
    ['at 24:00:01 the old school goes on answering', 1, 'from'],
  ] as const)('%s', async (_, offset, which) => {
    const schools = await twoSchools()
    const { from, to, teacher } = schools
    const open = await declared(teacher.personId, from.id, 'SUBMITTED')
    await decided(await requested(schools), from.admin, second(offset))
    expect(await answering(teacher, [from.id, to.id])).toEqual([schools[which].id])
    expect(await schoolOf(open)).toBe(schools[which].id)
    const person = await database.prisma.person.findUniqueOrThrow({ where: { id: teacher.personId } })
    expect(person.organisationId).toBe(to.id)
  })

  it('needs number and name, and is not asked for twice, nor for oneself', async () => {
    const schools = await twoSchools()
    const { to, from, teacher } = schools
    const ask = (name: string, certificateNumber: string, actor: Acting = to.admin, toId = to.id) =>
      inTransaction((tx) => requestTransfer(tx, { certificateNumber, name, toId, actor }, now))
    expect(await ask('别人', teacher.certificateNumber)).toMatchObject({ refused: 'transfer-not-found' })
    expect(await ask(teacher.name, 'NOBODY1')).toMatchObject({ refused: 'transfer-not-found' })
    expect(await ask(teacher.name, teacher.certificateNumber, from.admin)).toMatchObject({
      refused: 'not-your-role',
    })
    expect(await ask(teacher.name, teacher.certificateNumber, from.admin, from.id)).toMatchObject({
      refused: 'transfer-same-school',
    })
    const asked = await tenAtOnce(() => ask(teacher.name, teacher.certificateNumber))
    expect(won(asked)).toHaveLength(1)
  })

  it('is agreed to by nobody but the old school and the office above it', async () => {
    const schools = await twoSchools(['other-district', 'district'])
    const id = await requested(schools)
    expect(await decided(id, schools.to.admin)).toMatchObject({ refused: 'not-your-role' })
    expect(await decided(id, reviewer)).toMatchObject({ refused: 'not-your-role' })
    expect(await decided(id, schools.from.admin, now, false)).toMatchObject({ state: 'REFUSED' })
    expect((await at.toldTo(schools.to.admin.accountId)).at(-1)).toMatchObject({ kind: 'transfer-refused' })
  })

  it('is done at once by the office above both schools, and by no other', async () => {
    const [near, far] = [await twoSchools(), await twoSchools(['other-district', 'district'])]
    const move = ({ teacher: { certificateNumber, name }, to }: typeof near, actor: Acting) =>
      inTransaction((tx) =>
        transferAtOnce(tx, { certificateNumber, name, toId: to.id, actor }, { cycles: [cycle], now }),
      )
    expect(await move(far, reviewer)).toMatchObject({ refused: 'transfer-not-found' })
    expect(await move(near, near.to.admin)).toMatchObject({ refused: 'not-your-role' })
    const waiting = await requested(near)
    expect(await move(near, reviewer)).toMatchObject({ state: 'GRANTED', toId: near.to.id })
    expect(await decided(waiting, near.from.admin)).toMatchObject({ refused: 'already-decided' })
  })

  it('waits while the teacher holds another role at the old school', async () => {
    const schools = await twoSchools()
    const { from, teacher } = schools
    const officer = {
      personId: teacher.personId,
      organisationId: from.id,
      role: 'HR_OFFICER',
      grantedAt: now,
    } as const
    await database.prisma.grant.create({ data: officer })
    expect(await decided(await requested(schools), from.admin)).toMatchObject({
      refused: 'other-role-first',
      params: { role: 'HR_OFFICER' },
    })
  })
})

describe('leaving (ruling 14)', () => {
  const left = (teacher: SchoolPerson, actor: Acting, when = now) =>
    inTransaction((tx) => leave(tx, { personId: teacher.personId, reason: 'retired', actor }, when))
  const back = (teacher: SchoolPerson, actor: Acting, when: Date, mistaken: boolean) =>
    inTransaction((tx) =>
      returnToDuty(tx, { personId: teacher.personId, mistaken, actor }, { cycles: [cycle], now: when }),
    )

  it('takes the teacher out of the denominators before the cutoff, and not after it', async () => {
    const { from, teacher } = await twoSchools()
    expect(won(await tenAtOnce(() => left(teacher, from.admin, second(-1))))).toHaveLength(1)
    expect(await answering(teacher, [from.id])).toEqual([])
    const late = await at.person(from.id)
    await left(late, from.admin, second(1))
    expect(await answering(late, [from.id])).toEqual([from.id])
    expect(await at.toldTo(late.accountId)).toMatchObject([{ kind: 'teacher-left', reason: 'retired' }])
  })

  it('is entered in January of somebody who was gone by 12-31, until the list is public', async () => {
    const { from, teacher } = await twoSchools()
    const gone = (who: SchoolPerson, when: Date) =>
      inTransaction((tx) =>
        leave(tx, { personId: who.personId, reason: 'retired', actor: from.admin, leftBefore: cycle }, when),
      )
    expect(await gone(teacher, second(86_400))).toEqual({ name: teacher.name })
    expect(await answering(teacher, [from.id])).toEqual([])
    expect((await at.audited(teacher.personId)).at(-1)).toMatchObject({
      action: 'teacher.leave',
      details: { reason: 'retired', since: new Date(cutoff.getTime() - 1).toISOString() },
    })

    const [early, other] = [await at.person(from.id), await at.person(from.id)]
    expect(await gone(early, second(-10))).toEqual({ name: early.name })
    const startsAt = new Date('2015-01-08T00:00:00+08:00')
    const endsAt = new Date('2015-01-15T00:00:00+08:00')
    const period = { organisationId: from.id, cycleId: 2014, startsAt, endsAt }
    await database.prisma.publicity.create({ data: { ...period, startedById: randomUUID(), list: {} } })
    expect(await gone(other, afterwards)).toEqual({
      refused: 'leave-after-publicity',
      params: { started: startsAt.toISOString() },
    })
    expect(await gone(other, freezesAt(cycle))).toMatchObject({ refused: 'cycle-frozen' })
    expect(await answering(other, [from.id])).toEqual([from.id])
  })

  it('is taken back as if it had not been when it was a mistake, until the results of the cycle stand', async () => {
    const { from, teacher } = await twoSchools()
    await left(teacher, from.admin)
    expect(isRefusal(await back(teacher, from.admin, afterwards, true))).toBe(false)
    expect(await answering(teacher, [from.id])).toEqual([from.id])
    await left(teacher, from.admin, second(-1))
    await back(teacher, from.admin, freezesAt(cycle), true)
    expect(await answering(teacher, [from.id], freezesAt(cycle))).toEqual([])
    expect(await back(teacher, from.admin, freezesAt(cycle), false)).toMatchObject({
      refused: 'not-on-leave',
    })
  })

  it('is entered by the own school for somebody else only', async () => {
    const { from, to, teacher } = await twoSchools()
    expect(await left(teacher, to.admin)).toMatchObject({ refused: 'not-your-role' })
    expect(await left(from.admin, from.admin)).toMatchObject({ refused: 'own-item' })
  })
})
