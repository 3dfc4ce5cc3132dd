import { beforeAll, describe, expect, it } from 'vitest'
import type { Acting } from '../../../core/authority/grants.ts'
import type { Cycle } from '../../../core/cycle/cycle.ts'
import { cycle2014 } from '../../../core/cycle/shipped-cycles.ts'
import { freezesAt } from '../../../core/cycle/windows.ts'
import { answeredBy } from '../../../core/ledger/sums.ts'
import {
  decideExemption,
  exemptionsOf,
  requestExemption,
  revokeExemption,
} from '../../../core/people/exemptions.ts'
import { moveTeacher } from '../../../core/people/move-teacher.ts'
import { dataHeldAbout } from '../../../core/people/my-data.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { readProgress } from '../../../core/reports/progress.ts'
import { statisticsOf } from '../../../core/reports/statistics.ts'
import { freshDatabase } from '../../support/database.ts'
import { now, openSchool, type SchoolPerson, sealer, tenAtOnce, won } from './school.ts'

const { database } = await freshDatabase()
const { inTransaction, ...at } = openSchool(database)
const cycle: Cycle = {
  ...cycle2014,
  exemptionReasons: [{ id: 'illness', label: { zh: '长期病假', en: 'Long illness' } }],
}
const freeze = freezesAt(cycle)
const second = (offset: number) => new Date(freeze.getTime() + offset * 1000)
let school: string
let admin: SchoolPerson
let reviewer: SchoolPerson

beforeAll(async () => {
  await database.prisma.cycle.create({ data: { id: 2014, data: {}, loadedAt: now } })
  await database.prisma.organisation.createMany({
    data: [
      { id: 'district', kind: 'DISTRICT', name: '示例区教育局' },
      { id: 'other-district', kind: 'DISTRICT', name: '邻区教育局' },
    ],
  })
  school = await at.school()
  await database.prisma.organisation.update({ where: { id: school }, data: { parentId: 'district' } })
  admin = await at.person(school, ['SCHOOL_ADMIN', 'TEACHER'])
  reviewer = await at.person('district', ['DISTRICT_REVIEWER'])
})

const ask = (personId: string, actor: Acting = admin, when = now, reasonId = 'illness', of = cycle) =>
  inTransaction((tx) =>
    requestExemption(tx, { personId, reasonId, note: '住院证明', actor }, { cycle: of, now: when }),
  )

async function asked(teacher: SchoolPerson) {
  const outcome = await ask(teacher.personId)
  if (isRefusal(outcome)) throw new Error(outcome.refused)
  return outcome.exemptionId
}

const decide = (exemptionId: string, actor: Acting = reviewer, granted = true, when = now) =>
  inTransaction((tx) =>
    decideExemption(tx, { exemptionId, version: 1, granted, actor }, { cycleOf: () => cycle, now: when }),
  )

describe('an exemption (ruling 14, S010–S011)', () => {
  it('is asked for once of ten and approved once of ten, and marks the teacher exempt', async () => {
    const teacher = await at.person(school)
    expect(won(await tenAtOnce(() => ask(teacher.personId)))).toHaveLength(1)
    const [open] = await exemptionsOf(database.prisma, 'district', 2014, 'OPEN')
    expect(open).toMatchObject({ name: teacher.name, reasonId: 'illness', note: '住院证明' })
    const outcomes = await tenAtOnce((n) => decide(open!.id, reviewer, n % 2 === 0))
    expect(won(outcomes)).toHaveLength(1)
    expect(outcomes.find(isRefusal)).toMatchObject({
      refused: 'already-decided',
      params: { by: reviewer.name },
    })
    expect(await at.toldTo(teacher.accountId)).toHaveLength(1)
    const [told] = await at.toldTo(teacher.accountId)
    const answered = await answeredBy(database.prisma, [school], { cycle, now })
    expect(answered.find(({ personId }) => personId === teacher.personId)?.exempt).toBe(
      told!.kind === 'exemption-granted',
    )
    const held = await dataHeldAbout(database.prisma, { accountId: teacher.accountId }, sealer)
    expect(held).toMatchObject({ complaintsFiled: 0, person: { exemptions: 1, disputes: 0 } })
  })

  it('needs a reason of the cycle, which by default has none', async () => {
    const teacher = await at.person(school)
    expect(await ask(teacher.personId, admin, now, 'illness', cycle2014)).toMatchObject({
      refused: 'exemption-no-reasons',
    })
    expect(await ask(teacher.personId, admin, now, 'tired')).toMatchObject({
      refused: 'exemption-reason-unknown',
    })
  })

  it('is asked for by the own school for somebody else, and decided by the office above for somebody else', async () => {
    const teacher = await at.person(school)
    expect(await ask(admin.personId)).toMatchObject({ refused: 'own-item' })
    expect(await ask(teacher.personId, reviewer)).toMatchObject({ refused: 'not-your-role' })
    const both = await at.person(school, ['SCHOOL_ADMIN'])
    const grant = {
      personId: both.personId,
      role: 'DISTRICT_REVIEWER',
      organisationId: 'district',
      grantedAt: now,
    } as const
    await database.prisma.grant.create({ data: grant })
    const outcome = await ask(teacher.personId, both)
    if (isRefusal(outcome)) throw new Error(outcome.refused)
    expect(await decide(outcome.exemptionId, both)).toMatchObject({ refused: 'own-item' })
    const elsewhere = await at.person('other-district', ['DISTRICT_REVIEWER'])
    expect(await decide(outcome.exemptionId, elsewhere)).toMatchObject({ refused: 'not-your-role' })
  })

  it('refused may be asked for again', async () => {
    const teacher = await at.person(school)
    await decide(await asked(teacher), reviewer, false)
    expect(isRefusal(await ask(teacher.personId))).toBe(false)
  })

  it('is possible until the last second before the freeze', async () => {
    const teacher = await at.person(school)
    expect(await ask(teacher.personId, admin, second(0))).toMatchObject({ refused: 'cycle-frozen' })
    const outcome = await ask(teacher.personId, admin, second(-1))
    if (isRefusal(outcome)) throw new Error(outcome.refused)
    expect(await decide(outcome.exemptionId, reviewer, true, second(0))).toMatchObject({
      refused: 'cycle-frozen',
    })
    expect(await decide(outcome.exemptionId, reviewer, true, second(-1))).toMatchObject({ state: 'GRANTED' })
  })
})

describe('an approved exemption', () => {
  const granted = async (teacher: SchoolPerson) => {
    const exemptionId = await asked(teacher)
    const outcome = await decide(exemptionId)
    if (isRefusal(outcome)) throw new Error(outcome.refused)
    return exemptionId
  }
  const revoke = (
    exemptionId: string,
    actor: Acting = reviewer,
    when = now,
    why = '已于十月返岗',
    version = 2,
  ) =>
    inTransaction((tx) =>
      revokeExemption(tx, { exemptionId, version, why, actor }, { cycleOf: () => cycle, now: when }),
    )
  const isExempt = async (teacher: SchoolPerson) => {
    const answered = await answeredBy(database.prisma, [school], { cycle, now })
    return answered.find(({ personId }) => personId === teacher.personId)?.exempt
  }

  it('is revoked by one of ten, with a reason that teacher and school are told and that is kept', async () => {
    const teacher = await at.person(school)
    const exemptionId = await granted(teacher)
    const [listed] = (await exemptionsOf(database.prisma, 'district', 2014, 'GRANTED')).filter(
      ({ id }) => id === exemptionId,
    )
    expect(listed).toMatchObject({ name: teacher.name, state: 'GRANTED' })
    const outcomes = await tenAtOnce(() => revoke(exemptionId))
    expect(won(outcomes)).toHaveLength(1)
    expect(outcomes.filter(isRefusal)).toHaveLength(9)
    expect(outcomes.find(isRefusal)).toMatchObject({
      refused: 'already-decided',
      params: { by: reviewer.name, state: 'REVOKED', at: now.toISOString() },
    })
    expect(won(outcomes)[0]).toMatchObject({ state: 'REVOKED', revokedWhy: '已于十月返岗', revokedAt: now })
    const told = async (accountId: number) =>
      (await at.toldTo(accountId)).filter(({ kind }) => kind === 'exemption-revoked')
    expect(await told(teacher.accountId)).toEqual([{ kind: 'exemption-revoked', exemptionId }])
    expect(
      (await told(admin.accountId)).filter((one) => 'exemptionId' in one && one.exemptionId === exemptionId),
    ).toHaveLength(1)
    const entries = (await at.audited(exemptionId)).filter(({ action }) => action === 'exemption.revoke')
    expect(entries).toMatchObject([{ details: { why: '已于十月返岗', personId: teacher.personId } }])
  })

  it('puts the teacher into every denominator again, and may be asked for anew', async () => {
    const teacher = await at.person(school)
    const figures = async () => {
      const [{ total }, offices] = await Promise.all([
        statisticsOf(database.prisma, [school], { cycle, now }),
        readProgress(database.prisma, { cycle, now }),
      ])
      const { teachers } = offices.find(({ office }) => office.id === 'district')!
      return {
        expected: total.expected,
        exempt: total.exempt,
        notPassed: teachers.notPassed,
        out: teachers.exempt,
      }
    }
    const before = await figures()
    const exemptionId = await granted(teacher)
    expect(await figures()).toEqual({
      expected: before.expected - 1,
      exempt: before.exempt + 1,
      notPassed: before.notPassed - 1,
      out: before.out + 1,
    })
    expect(await isExempt(teacher)).toBe(true)
    await revoke(exemptionId)
    expect(await figures()).toEqual(before)
    expect(await isExempt(teacher)).toBe(false)
    expect(isRefusal(await decide(await asked(teacher)))).toBe(false)
    expect(await isExempt(teacher)).toBe(true)
  })

  it('is revoked by the office above alone, not by the school, another district, or whoever asked for it', async () => {
    const teacher = await at.person(school)
    const exemptionId = await granted(teacher)
    const elsewhere = await at.person('other-district', ['DISTRICT_REVIEWER'])
    expect(await revoke(exemptionId, elsewhere)).toMatchObject({ refused: 'not-your-role' })
    expect(await revoke(exemptionId, admin)).toMatchObject({ refused: 'not-your-role' })
    await database.prisma.grant.create({
      data: {
        personId: admin.personId,
        role: 'DISTRICT_REVIEWER',
        organisationId: 'district',
        grantedAt: now,
      },
    })
    expect(await revoke(exemptionId, admin)).toMatchObject({ refused: 'own-item' })
    await database.prisma.grant.deleteMany({ where: { personId: admin.personId, role: 'DISTRICT_REVIEWER' } })
    expect(await isExempt(teacher)).toBe(true)
  })

  it('needs a reason, the case as it was seen, and one that is granted', async () => {
    const teacher = await at.person(school)
    const open = await asked(teacher)
    expect(await revoke(open, reviewer, now, '原因', 1)).toMatchObject({ refused: 'exemption-not-granted' })
    await decide(open)
    expect(await revoke(open, reviewer, now, '  ')).toMatchObject({ refused: 'text-empty' })
    expect(await revoke(open, reviewer, now, '原因', 1)).toMatchObject({ refused: 'exemption-unknown' })
    expect(await decide(open, reviewer, false)).toMatchObject({ refused: 'already-decided' })
    expect(await isExempt(teacher)).toBe(true)
  })

  it('is revoked until the last second before the freeze, and by nobody afterwards', async () => {
    const teacher = await at.person(school)
    const exemptionId = await granted(teacher)
    expect(await revoke(exemptionId, reviewer, second(0))).toMatchObject({ refused: 'cycle-frozen' })
    expect(await revoke(exemptionId, reviewer, second(-1))).toMatchObject({ state: 'REVOKED' })
  })

  it('goes with the teacher to another school, whose office revokes it then', async () => {
    const teacher = await at.person(school)
    const exemptionId = await granted(teacher)
    const other = await at.school('邻区小学')
    await database.prisma.organisation.update({ where: { id: other }, data: { parentId: 'other-district' } })
    const moved = await inTransaction((tx) =>
      moveTeacher(tx, { personId: teacher.personId, fromId: school, toId: other }, { cycles: [cycle], now }),
    )
    expect(moved).toBe(true)
    const elsewhere = await at.person('other-district', ['DISTRICT_REVIEWER'])
    expect(await revoke(exemptionId)).toMatchObject({ refused: 'not-your-role' })
    expect(await revoke(exemptionId, elsewhere)).toMatchObject({ state: 'REVOKED' })
  })

  it('of a cycle that is frozen is kept by the database itself, whoever comes', async () => {
    const teacher = await at.person(school)
    const exemptionId = await granted(teacher)
    await database.prisma.cycle.update({ where: { id: 2014 }, data: { frozenAt: freeze } })
    await expect(revoke(exemptionId, reviewer, second(-1))).rejects.toThrow('XS001')
    await database.prisma.cycle.update({ where: { id: 2014 }, data: { frozenAt: null } })
    expect(await isExempt(teacher)).toBe(true)
  })
})
