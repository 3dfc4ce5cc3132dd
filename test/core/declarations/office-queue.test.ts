import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Decision, decide } from '../../../core/declarations/decide.ts'
import { nextForOffice, nextForOfficeSql, readOfficeQueue } from '../../../core/declarations/queue.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { confirmedItem, confirmedSchool, reviewDay } from '../../support/confirmed.ts'
import { freshDatabase } from '../../support/database.ts'
import { smallCity } from '../../support/small-city.ts'

const { database } = await freshDatabase()
const { prisma } = database
const city = await smallCity(database)

let teacher: { id: string; accountId: number }
let principal: { id: string; accountId: number }
let admin: { id: string; accountId: number }
let reviewer: { id: string; accountId: number }
let colleague: { id: string; accountId: number }
let centre: { id: string; accountId: number }
let bureau: { id: string; accountId: number }

beforeAll(async () => {
  await prisma.organisation.createMany({
    data: [
      { id: 'centre', kind: 'TRAINING_CENTRE', name: '示例市培训中心' },
      { id: 'bureau-school', kind: 'SCHOOL', name: '示例局属中学', parentId: 'centre' },
    ],
  })
  teacher = await city.person('陈老师', ['TEACHER'])
  principal = await city.person('邓校长', ['PRINCIPAL', 'TEACHER'])
  admin = await city.person('李管理员', ['SCHOOL_ADMIN'])
  reviewer = await city.person('区审核员', ['DISTRICT_REVIEWER'], 'district')
  colleague = await city.person('区审核员乙', ['DISTRICT_REVIEWER'], 'district')
  centre = await city.person('中心审核员', ['DISTRICT_REVIEWER'], 'centre')
  bureau = await city.person('局属老师', ['TEACHER'], 'bureau-school')
})

beforeEach(async () => {
  await prisma.declaration.deleteMany()
  await prisma.step.deleteMany()
  await prisma.publicity.deleteMany()
})

const at = (day: string) => new Date(`2015-01-${day}T10:00:00+08:00`)
const item = (day: string, columns: Parameters<typeof confirmedItem>[2] = {}, personId = teacher.id) =>
  confirmedItem(database, personId, { waitingSince: at(day), ...columns })
const next = (options: Parameters<typeof nextForOffice>[4] = {}, officeId = 'district') =>
  nextForOffice(prisma, officeId, 2014, reviewer.id, options)
const run = (
  action: Decision,
  declarationId: string,
  personId = reviewer.id,
  now = reviewDay,
  given: object = {},
) =>
  prisma.$transaction((tx) =>
    decide(tx, { action, declarationId, personId, given }, { cycleOf: city.cycleOf, now }),
  )
const codeOf = (outcome: Awaited<ReturnType<typeof run>>) =>
  isRefusal(outcome) ? outcome.refused : outcome.state

describe('the queue of an office', () => {
  it('gives the oldest first over all its schools, and 稍后 goes on and comes round', async () => {
    const other = await city.person('二小老师', ['TEACHER'], 'other-school')
    const [b, a, c] = [await item('16'), await item('15', {}, other.id), await item('17')]
    expect(await next()).toBe(a.id)
    const place = (id: string, day: string) => ({ after: { id, round: 1, waitingSince: at(day) } })
    expect(await next(place(a.id, '15'))).toBe(b.id)
    expect(await next(place(b.id, '16'))).toBe(c.id)
    expect(await next(place(c.id, '17'))).toBe(a.id)
    expect(await next({ schoolId: 'school' })).toBe(b.id)
    expect(await readOfficeQueue(prisma, 'district', 2014, reviewer.id)).toMatchObject({
      waiting: 3,
      oldestSince: at('15'),
    })
  })

  it('puts the second round first', async () => {
    const [first, second] = [await item('15'), await item('20', { round: 2 })]
    expect(await next()).toBe(second.id)
    expect(await next({ after: { id: second.id, round: 2, waitingSince: at('20') } })).toBe(first.id)
    expect(await readOfficeQueue(prisma, 'district', 2014, reviewer.id)).toMatchObject({ secondRound: 1 })
  })

  it("holds a principal's own items once the school has confirmed, and the office confirms and then reviews them (ruling 11)", async () => {
    const own = await item('14', { state: 'APPROVED_BY_SCHOOL' }, principal.id)
    expect(await next()).toBeUndefined()
    await confirmedSchool(database, 'school')
    expect(await next()).toBe(own.id)
    expect(await readOfficeQueue(prisma, 'district', 2014, reviewer.id)).toMatchObject({ forPrincipals: 1 })
    expect(codeOf(await run('confirm-for-principal', own.id, principal.id))).toBe('not-your-role')
    expect(codeOf(await run('confirm-for-principal', own.id))).toBe('CONFIRMED_BY_PRINCIPAL')
    expect(codeOf(await run('district-approve', own.id))).toBe('APPROVED_BY_DISTRICT')
    const others = await item('14', { state: 'APPROVED_BY_SCHOOL' })
    expect(codeOf(await run('confirm-for-principal', others.id))).toBe('not-a-principals-item')
  })

  it("passes a principal's item by while a complaint on it is open (ruling 10)", async () => {
    await confirmedSchool(database, 'school')
    const own = await item('14', { state: 'APPROVED_BY_SCHOOL' }, principal.id)
    const complaint = await prisma.complaint.create({
      data: {
        cycleId: 2014,
        organisationId: 'school',
        handlerId: 'school',
        declarationId: own.id,
        channel: 'PHONE',
        text: '未参加培训',
        anonymous: true,
        registeredAt: at('12'),
      },
    })
    expect(await next()).toBeUndefined()
    expect(codeOf(await run('confirm-for-principal', own.id))).toBe('complaint-open')
    await prisma.complaint.delete({ where: { id: complaint.id } })
    expect(await next()).toBe(own.id)
  })

  it("is of its own schools: bureau schools are the training centre's, in sight and in deed (S041)", async () => {
    const bureaus = await item('15', {}, bureau.id)
    expect(await next()).toBeUndefined()
    expect(codeOf(await run('district-approve', bureaus.id))).toBe('not-your-organisation')
    expect(await next({}, 'centre')).toBe(bureaus.id)
    expect(codeOf(await run('district-approve', bureaus.id, centre.id))).toBe('APPROVED_BY_DISTRICT')
  })

  it('moves with its school: the old office is refused and the new one sees the item', async () => {
    const moved = await item('15')
    await prisma.organisation.update({ where: { id: 'school' }, data: { parentId: 'centre' } })
    try {
      expect(await next()).toBeUndefined()
      expect(codeOf(await run('district-approve', moved.id))).toBe('not-your-organisation')
      expect(await next({}, 'centre')).toBe(moved.id)
      expect(codeOf(await run('district-approve', moved.id, centre.id))).toBe('APPROVED_BY_DISTRICT')
    } finally {
      await prisma.organisation.update({ where: { id: 'school' }, data: { parentId: 'district' } })
    }
  })
})

it('of ten decisions of two reviewers at once one stands, and the others hear whose', async () => {
  const { id } = await item('15')
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, (_, nth) =>
      nth % 3
        ? run('district-approve', id, nth % 2 ? reviewer.id : colleague.id)
        : run('district-return', id, colleague.id, reviewDay, { reasonId: 'photocopy' }),
    ),
  )
  const refused = outcomes.filter(isRefusal)
  expect(refused).toHaveLength(9)
  const { decidedById } = await prisma.declaration.findUniqueOrThrow({ where: { id } })
  const winner = await prisma.person.findUniqueOrThrow({ where: { id: decidedById! } })
  expect(new Set(refused.map(({ refused, params }) => `${refused} ${params.by}`))).toEqual(
    new Set([`already-decided ${winner.name}`]),
  )
  expect(await prisma.auditEntry.count({ where: { subjectId: id } })).toBe(1)
})

describe('the second round', () => {
  it('opens with a return: the teacher hears why and until when, the school and its principal once a day (S047)', async () => {
    const [one, two] = [await item('15'), await item('16')]
    await prisma.outboxMessage.deleteMany()
    for (const { id } of [one, two]) {
      await run('district-return', id, reviewer.id, reviewDay, { reasonId: 'photocopy' })
    }
    expect(await prisma.declaration.findUniqueOrThrow({ where: { id: one.id } })).toMatchObject({
      state: 'RETURNED_BY_DISTRICT',
      round: 2,
    })
    const kinds = async (accountId: number) => (await city.noticesFor(accountId)).map(({ kind }) => kind)
    expect(await kinds(teacher.accountId)).toEqual(['declaration-returned', 'declaration-returned'])
    expect(await kinds(admin.accountId)).toEqual(['second-round-opened'])
    expect(await kinds(principal.accountId)).toEqual(['second-round-opened'])
    const nextDay = new Date(reviewDay.getTime() + 24 * 3600_000)
    const { id } = await item('17')
    await run('district-return', id, reviewer.id, nextDay, { reasonId: 'photocopy' })
    expect(await kinds(admin.accountId)).toHaveLength(2)
  })

  it('makes a return final, and closes with the freeze at 03-06 17:00 (ruling 8)', async () => {
    const [one, two] = [await item('25', { round: 2 }), await item('25', { round: 2 })]
    const closes = new Date('2015-03-06T17:00:00+08:00')
    const reason = { reasonId: 'photocopy' }
    expect(codeOf(await run('district-return', one.id, reviewer.id, closes, reason))).toBe('cycle-frozen')
    const before = new Date(closes.getTime() - 1000)
    expect(codeOf(await run('district-return', one.id, reviewer.id, before, reason))).toBe('INVALID')
    expect(codeOf(await run('district-approve', two.id, reviewer.id, before))).toBe('APPROVED_BY_DISTRICT')
  })
})

describe('the office of an item', () => {
  it('is the one above its school, also after the school came under another', async () => {
    const { id } = await item('15')
    await prisma.organisation.update({ where: { id: 'school' }, data: { parentId: 'centre' } })
    expect(await next()).toBeUndefined()
    expect(await next({}, 'centre')).toBe(id)
    expect(await next({ schoolId: 'school' }, 'centre')).toBe(id)
    await prisma.organisation.update({ where: { id: 'school' }, data: { parentId: 'district' } })
    expect(await next()).toBe(id)
  })

  it('has the items of whoever becomes principal, and leaves them to their successor when they are it no more', async () => {
    await confirmedSchool(database, 'school')
    const { id } = await item('15', { state: 'APPROVED_BY_SCHOOL' })
    expect(await next()).toBeUndefined()
    const grant = await prisma.grant.create({
      data: { personId: teacher.id, role: 'PRINCIPAL', organisationId: 'school', grantedAt: at('10') },
    })
    expect(await next()).toBe(id)
    await prisma.grant.update({ where: { id: grant.id }, data: { withdrawnAt: at('11') } })
    expect(await next()).toBeUndefined()
  })

  it('of a frozen cycle stays as it was', async () => {
    const { id } = await item('15')
    await prisma.cycle.update({ where: { id: 2014 }, data: { frozenAt: at('20') } })
    await prisma.organisation.update({ where: { id: 'school' }, data: { parentId: 'centre' } })
    expect(await next()).toBe(id)
    await prisma.organisation.update({ where: { id: 'school' }, data: { parentId: 'district' } })
    await prisma.cycle.update({ where: { id: 2014 }, data: { frozenAt: null } })
  })
})

it('finds the next item with one look into its index, however many schools and items the office has', async () => {
  const manySchools = 200
  await prisma.organisation.createMany({
    data: Array.from({ length: manySchools }, (_, nth) => ({
      id: `many-${nth}`,
      kind: 'SCHOOL' as const,
      name: `示例${nth}`,
      parentId: 'district',
    })),
  })
  await prisma.$executeRaw`
    insert into declaration (id, cycle_id, person_id, organisation_id, state, category, activity_type, course_name, provider,
      "from", "to", hours, claim, submitted_at, waiting_since, round)
    select gen_random_uuid(), 2014, ${teacher.id}::uuid, 'many-' || nth % ${manySchools}, 'CONFIRMED_BY_PRINCIPAL', 'PROFESSIONAL', 'x', 'c',
      'p', '2014-07-07', '2014-07-11', 6, '{}', ${at('10')}, ${at('16')}, 1
    from generate_series(1, 40000) as nth`
  await prisma.$executeRaw`vacuum analyze declaration`
  for (const round of [1, 2]) {
    const { rows } = await database.pool.query<{ 'QUERY PLAN': string }>({
      text: `explain (analyze, buffers, costs off, timing off, summary off) ${nextForOfficeSql}`,
      values: ['district', 2014, reviewer.id, round, new Date(0), '00000000-0000-0000-0000-000000000000'],
    })
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    expect(plan).toContain('using declaration_office_queue')
    expect(plan).toContain('using declaration_principals_own')
    const pages = Number(/Buffers: shared hit=(\d+)(?: read=(\d+))?/.exec(plan)?.[1])
    expect(pages).toBeGreaterThan(0)
    expect(pages).toBeLessThan(20)
  }
  expect(await next()).toBeDefined()
})
