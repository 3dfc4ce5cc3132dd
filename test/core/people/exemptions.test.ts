import { beforeAll, describe, expect, it } from 'vitest'
import type { Cycle } from '../../../core/cycle/cycle.ts'
import { cycle2014 } from '../../../core/cycle/shipped-cycles.ts'
import { freezesAt } from '../../../core/cycle/windows.ts'
import { answeredBy } from '../../../core/ledger/sums.ts'
import { decideExemption, openExemptions, requestExemption } from '../../../core/people/exemptions.ts'
import type { Acting } from '../../../core/people/grants.ts'
import { dataHeldAbout } from '../../../core/people/my-data.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { freshDatabase } from '../../support/database.ts'
import { now, openSchool, type SchoolPerson, tenAtOnce, won } from './school.ts'

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
    const [open] = await openExemptions(database.prisma, 'district', 2014)
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
    const held = await dataHeldAbout(database.prisma, { accountId: teacher.accountId })
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
