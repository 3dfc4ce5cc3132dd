import { beforeAll, describe, expect, it } from 'vitest'
import { brokenSeals } from '../../../core/audit/audit.ts'
import { confirmSchool, type SchoolConfirmed } from '../../../core/confirmation/confirm-school.ts'
import { tellSchoolsWithoutPrincipal } from '../../../core/confirmation/principal-missing.ts'
import { glanceOf, isConfirmable } from '../../../core/confirmation/school-at-a-glance.ts'
import { closingOf } from '../../../core/cycle/windows.ts'
import { decide } from '../../../core/declarations/decide.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { freshDatabase } from '../../support/database.ts'
import { smallCity } from '../../support/small-city.ts'
import { standIn } from './stand.ts'

const { database } = await freshDatabase()
const { prisma } = database
const city = await smallCity(database)
const { cycle } = city
const stand = standIn(database)
const publicityEnds = new Date('2015-01-14T16:00:00Z')
const now = new Date('2015-01-15T01:00:00Z')
const secondBefore = (at: Date) => new Date(at.getTime() - 1000)

type Somebody = { id: string; accountId: number }
let principal: Somebody
let teacher: Somebody
let reviewer: Somebody
let stranger: Somebody

beforeAll(async () => {
  principal = await city.person('邓校长', ['PRINCIPAL', 'TEACHER'])
  teacher = await city.person('陈老师', ['TEACHER'])
  reviewer = await city.person('区审核员', ['DISTRICT_REVIEWER'], 'district')
  stranger = await city.person('外校校长', ['PRINCIPAL'], 'other-school')
})

const confirm = (actor: Somebody, at = now, schoolId = 'school') =>
  prisma.$transaction((tx) =>
    confirmSchool(tx, { schoolId, actor: { personId: actor.id } }, { cycle, now: at }),
  )
const codeOf = (outcome: unknown) => (isRefusal(outcome) ? outcome.refused : 'done')
const glance = (at = now, schoolId = 'school') => glanceOf(prisma, schoolId, { cycle, now: at })

describe('the principal confirms the school (S038)', () => {
  let waiting: string
  let approved: string[]
  let own: string
  let complained: string

  beforeAll(async () => {
    approved = [
      await stand.item(teacher.id, 'APPROVED_BY_SCHOOL'),
      await stand.item(teacher.id, 'APPROVED_BY_SCHOOL', { category: 'PUBLIC', hours: 18 }),
    ]
    own = await stand.item(principal.id, 'APPROVED_BY_SCHOOL')
    complained = await stand.item(teacher.id, 'APPROVED_BY_SCHOOL', { category: 'ELECTIVE', hours: 12 })
    await stand.complaint(complained)
    waiting = await stand.item(teacher.id, 'SUBMITTED', { category: 'ELECTIVE', hours: 6 })
  })

  it('is refused to everybody but the principal of that school', async () => {
    expect(codeOf(await confirm(teacher))).toBe('not-your-role')
    expect(codeOf(await confirm(stranger))).toBe('not-your-role')
    expect(codeOf(await confirm(reviewer))).toBe('not-your-role')
  })

  it('waits for the end of the publicity, to the second', async () => {
    expect(codeOf(await confirm(principal))).toBe('publicity-not-started')
    expect((await glance()).blocks.map(({ kind }) => kind)).toContain('publicity-not-started')
    await stand.publicity()
    expect(await confirm(principal, secondBefore(publicityEnds))).toEqual({
      refused: 'publicity-running',
      params: { until: publicityEnds.toISOString() },
    })
    expect((await glance(secondBefore(publicityEnds))).blocks).toContainEqual({
      kind: 'publicity-running',
      until: publicityEnds,
    })
  })

  it('is blocked by an item that still waits for the school', async () => {
    expect(await confirm(principal, publicityEnds)).toEqual({
      refused: 'items-waiting',
      params: { count: 1 },
    })
    expect((await glance()).blocks).toEqual([
      { kind: 'items-waiting', count: 1 },
      { kind: 'complaints', count: 1 },
      { kind: 'own-items', count: 1 },
    ])
    await prisma.declaration.update({
      where: { id: waiting },
      data: { state: 'RETURNED_BY_SCHOOL', reasonId: 'photocopy' },
    })
  })

  it('shows before what it will take along and what it will pass by', async () => {
    const before = await glance()
    expect(before).toMatchObject({ answered: 2, toConfirm: { 1: 2, 2: 0 }, refusal: undefined })
    expect(before.held.map(({ held }) => held).sort()).toEqual(['complaint', 'own'])
    expect(before.reviewer?.name).toBe('示例区教育局')
    expect(isConfirmable(before)).toBe(true)
  })

  it('happens once of ten at once: all items but held ones, one audit entry each, step, snapshot and one notice', async () => {
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => confirm(principal)))
    const won = outcomes.filter((outcome): outcome is SchoolConfirmed => !isRefusal(outcome))
    expect(won).toHaveLength(1)
    expect(won[0]).toMatchObject({ items: 2, secondRound: 0, first: true, late: false })
    for (const outcome of outcomes.filter(isRefusal)) {
      expect(outcome).toEqual({
        refused: 'nothing-to-confirm',
        params: { by: '邓校长', at: now.toISOString() },
      })
    }
    for (const id of approved) {
      expect(await stand.stateOf(id)).toBe('CONFIRMED_BY_PRINCIPAL')
      const entries = await prisma.auditEntry.findMany({ where: { subjectId: id } })
      expect(
        entries.map(({ action, actorId, actorRole, details }) => ({ action, actorId, actorRole, details })),
      ).toEqual([
        {
          action: 'declaration.confirm',
          actorId: principal.id,
          actorRole: 'PRINCIPAL',
          details: {
            from: 'APPROVED_BY_SCHOOL',
            to: 'CONFIRMED_BY_PRINCIPAL',
            version: 2,
            round: 1,
            late: false,
          },
        },
      ])
    }
    expect(await stand.stateOf(own)).toBe('APPROVED_BY_SCHOOL')
    expect(await stand.stateOf(complained)).toBe('APPROVED_BY_SCHOOL')
    expect(await prisma.step.count({ where: { organisationId: 'school', step: 'confirmation' } })).toBe(1)
    expect(await prisma.snapshot.count({ where: { organisationId: 'school', basis: 'CONFIRMATION' } })).toBe(
      1,
    )
    expect(await city.noticesFor(reviewer.accountId)).toMatchObject([{ kind: 'school-confirmed', items: 2 }])
    expect(await prisma.$transaction((tx) => brokenSeals(tx))).toEqual([])
  })

  it("leaves the principal's own item to the office above (ruling 11)", async () => {
    const inPlace = await prisma.$transaction((tx) =>
      decide(
        tx,
        { action: 'confirm-for-principal', declarationId: own, personId: reviewer.id },
        { cycleOf: city.cycleOf, now },
      ),
    )
    expect(codeOf(inPlace)).toBe('done')
    expect((await glance()).held.map(({ held }) => held)).toEqual(['complaint'])
  })

  it('confirms what a settled complaint leaves, with a new snapshot; marked late after 01-18 (ruling 9, 10)', async () => {
    expect(isConfirmable(await glance())).toBe(false)
    const complaint = await prisma.complaint.findFirstOrThrow({ where: { declarationId: complained } })
    await stand.settle(complaint.id, false, now)
    const deadline = closingOf(cycle, 'principal-confirmation')
    expect(await confirm(principal, deadline)).toMatchObject({ items: 1, first: false, late: true })
    expect(await prisma.declaration.findUnique({ where: { id: complained } })).toMatchObject({ late: true })
    expect(await prisma.snapshot.count({ where: { organisationId: 'school', basis: 'CONFIRMATION' } })).toBe(
      2,
    )
    expect(await city.noticesFor(reviewer.accountId)).toHaveLength(2)
  })

  it('confirms the second round again without a new publicity, until 02-06 17:00 to the second (ruling 8)', async () => {
    const closes = closingOf(cycle, 'second-round-school')
    expect(closes.toISOString()).toBe('2015-02-06T09:00:00.000Z')
    const [inTime, left] = [
      await stand.item(teacher.id, 'APPROVED_BY_SCHOOL', { round: 2 }),
      await stand.item(teacher.id, 'SUBMITTED', { round: 2 }),
    ]
    expect((await glance()).secondRound.map(({ id }) => id)).toEqual([inTime, left])
    expect(await confirm(principal, secondBefore(closes))).toMatchObject({
      items: 1,
      secondRound: 1,
      late: false,
    })
    expect(await stand.stateOf(inTime)).toBe('CONFIRMED_BY_PRINCIPAL')

    await prisma.declaration.update({ where: { id: left }, data: { state: 'APPROVED_BY_SCHOOL' } })
    expect(await confirm(principal, closes)).toEqual({
      refused: 'window-closed',
      params: { window: 'second-round-school', deadline: closes.toISOString() },
    })
    expect(await stand.stateOf(left)).toBe('APPROVED_BY_SCHOOL')
    expect(isConfirmable(await glance(closes))).toBe(false)
  })
})

describe('a school without items', () => {
  it('confirms all the same: its teachers have only records', async () => {
    await stand.publicity('other-school')
    expect(await confirm(stranger, now, 'other-school')).toMatchObject({ items: 0, first: true })
    expect(codeOf(await confirm(stranger, now, 'other-school'))).toBe('nothing-to-confirm')
  })
})

describe('a school without a principal', () => {
  it('shows that nobody can confirm, stands in the late list, and its administrators are told once', async () => {
    await prisma.organisation.create({
      data: { id: 'orphan', kind: 'SCHOOL', name: '示例三小', parentId: 'district' },
    })
    const admin = await city.person('孤校管理员', ['SCHOOL_ADMIN'], 'orphan')
    await stand.publicity('orphan')
    expect((await glance(now, 'orphan')).blocks).toContainEqual({ kind: 'no-principal' })
    const told = await Promise.all([1, 2, 3].map(() => tellSchoolsWithoutPrincipal(database, { cycle, now })))
    expect(told.reduce((sum, one) => sum + one, 0)).toBe(1)
    expect(await city.noticesFor(admin.accountId)).toEqual([
      { kind: 'principal-missing', cycleId: 2014, organisationId: 'orphan' },
    ])
    expect(codeOf(await confirm(admin, now, 'orphan'))).toBe('not-your-role')
  })
})

it('nothing is confirmed from the freeze on', async () => {
  const freeze = closingOf(cycle, 'second-round-district')
  expect(codeOf(await confirm(principal, freeze))).toBe('cycle-frozen')
})
