import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { readStatus } from '../../../core/declarations/status.ts'
import { leftToDo } from '../../../core/duties/left-to-do.ts'
import { readRecordsMissing } from '../../../core/duties/records-missing.ts'
import {
  givenColumns,
  lackingRecords,
  mustCorrect,
  mustDeclare,
  type Question,
} from '../../../core/duties/who-must-act.ts'
import { isProfileConfirmed } from '../../../core/people/profile.ts'
import { declarationStates } from '../../../core/review/actions.ts'
import { categories } from '../../../core/terms.ts'
import { freshDatabase } from '../../support/database.ts'
import { smallCity } from '../../support/small-city.ts'

const { database } = await freshDatabase()
const { prisma } = database
const city = await smallCity(database)
const { cycle } = city
const dates = { from: new Date('2014-05-01'), to: new Date('2014-05-03') }
const before = new Date('2014-06-01T01:00:00Z')

/** The answer of a question about everybody, as the planner asks it. */
async function asked({ sql, given }: Question, now: Date): Promise<Set<string>> {
  const columns = Object.entries({ ...givenColumns, cycle: 'int', now: 'timestamptz' })
    .map(([name, type]) => `"${name}" ${type}`)
    .join(', ')
  const rows = await prisma.$queryRawUnsafe<{ person_id: string; group: string }[]>(
    `with given as (select * from jsonb_to_record($1::jsonb) as given(${columns})) select person_id, "group" from (${sql}) as acting`,
    JSON.stringify({ ...given, cycle: cycle.id, now: now.toISOString() }),
  )
  return new Set(rows.map(({ person_id, group }) => `${person_id} ${group}`))
}

/** A little generator with a seed: the same people at every run. */
function dice(seed: number) {
  let state = seed
  return (sides: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * sides)
  }
}

test('what is judged of one teacher is what a whole city is asked: 120 teachers before and after the publicity', async () => {
  const roll = dice(7)
  const ids: string[] = []
  for (let at = 0; at < 120; at++) {
    const { id } = await city.person(`教师${at}`, ['TEACHER'])
    ids.push(id)
    const mine = { personId: id, cycleId: cycle.id }
    if (roll(2)) await prisma.profileConfirmation.deleteMany({ where: mine })
    if (roll(3) === 0) await prisma.draft.create({ data: { ...mine, createdAt: before, updatedAt: before } })
    for (let count = roll(3); count > 0; count--) {
      const category = categories[roll(3)]!
      const source = (['AUTO', 'PROVIDER', 'SCHOOL'] as const)[roll(3)]!
      const record = { category, hours: 18 * (1 + roll(3)), courseName: randomUUID(), provider: '示例' }
      await prisma.hourRecord.create({ data: { ...mine, ...record, ...dates, source, recordedAt: before } })
    }
    for (let count = roll(3); count > 0; count--) {
      const state = declarationStates[roll(declarationStates.length)]!
      await prisma.declaration.create({
        data: {
          ...mine,
          ...dates,
          organisationId: 'school',
          state,
          round: state === 'RETURNED_BY_DISTRICT' ? 2 : 1 + roll(2),
          category: categories[roll(3)]!,
          activityType: 'other-training',
          courseName: randomUUID(),
          provider: '示例',
          hours: 6 * (1 + roll(6)),
          claim: {},
          submittedAt: before,
          waitingSince: before,
          reasonId: state.startsWith('RETURNED') ? 'photocopy' : null,
        },
      })
    }
  }
  const publicity = randomUUID()
  const both = ['resubmission', 'second-round-teacher']
  for (const { at, windows, isPublic } of [
    { at: '2014-12-20T01:00:00Z', windows: both, isPublic: false },
    { at: '2015-01-20T01:00:00Z', windows: both, isPublic: true },
    { at: '2015-02-05T01:00:00Z', windows: ['resubmission'], isPublic: true },
  ]) {
    const now = new Date(at)
    if (isPublic) {
      const period = { startsAt: new Date('2015-01-08T01:00:00Z'), endsAt: new Date('2015-01-15T01:00:00Z') }
      const list = { organisationId: 'school', cycleId: cycle.id, startedById: ids[0]!, list: {}, ...period }
      await prisma.publicity.upsert({
        where: { id: publicity },
        create: { id: publicity, ...list },
        update: {},
      })
    }
    const ofCity = new Set<string>()
    for (const window of windows) for (const one of await asked(mustCorrect(window), now)) ofCity.add(one)
    for (const one of await asked(mustDeclare(cycle, ['not-sent', 'not-started']), now)) ofCity.add(one)
    const missing = await asked(lackingRecords(cycle), now)

    const ofEach = new Set<string>()
    for (const personId of ids) {
      const status = await readStatus(prisma, personId, cycle, now)
      const confirmed = await isProfileConfirmed(prisma, personId, cycle.id)
      for (const group of leftToDo(status, confirmed).groups) ofEach.add(`${personId} ${group}`)
      const perhaps = await readRecordsMissing(prisma, { personId, cycleId: cycle.id }, status)
      if (!perhaps) expect(missing.has(`${personId} not-started`), personId).toBe(false)
    }
    expect([...ofEach].toSorted()).toEqual([...ofCity].toSorted())
    expect(ofEach.size).toBeGreaterThan(30)
  }
})
