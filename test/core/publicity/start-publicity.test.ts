import { beforeAll, describe, expect, test } from 'vitest'
import { decide } from '../../../core/declarations/decide.ts'
import { startCorrection } from '../../../core/declarations/draft.ts'
import { submitDraft } from '../../../core/declarations/submit.ts'
import { readinessOf } from '../../../core/publicity/start-publicity.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { freshDatabase } from '../../support/database.ts'
import { completeAnswers } from '../../support/small-city.ts'
import { lastStartInTime, morning, opening, plus, publicCity } from './school.ts'

const { database } = await freshDatabase()
const { prisma } = database
let city: Awaited<ReturnType<typeof publicCity>>

beforeAll(async () => {
  city = await publicCity(database)
})

describe('when a school may go public', () => {
  test('S035: from 01-08 00:00 on, and then for seven full days, to the end of 01-14', async () => {
    const { id, administrator } = await city.school()
    expect(await city.start(id, administrator.id, plus(opening, -1000))).toMatchObject({
      refused: 'window-not-open',
      params: { window: 'publicity', opens: opening.toISOString() },
    })
    const started = await city.started({ id, administrator }, opening)
    expect(started.endsAt).toEqual(new Date('2015-01-15T00:00:00+08:00'))
    expect(started.late).toBe(false)
  })

  test('ruling 2: it may end with 01-17; a second later it is late, which the office above is told once', async () => {
    const reviewer = await city.person('复审员', ['DISTRICT_REVIEWER'], 'district')
    const inTime = await city.started(await city.school(), lastStartInTime)
    expect(inTime).toMatchObject({ late: false, endsAt: new Date('2015-01-18T00:00:00+08:00') })
    expect(await city.noticesFor(reviewer.accountId)).toEqual([])
    const late = await city.started(await city.school(), plus(lastStartInTime, 1000))
    expect(late.late).toBe(true)
    expect(await city.noticesFor(reviewer.accountId)).toEqual([
      { kind: 'publicity-late', publicityId: late.publicityId },
    ])
  })

  test('ruling 2: not while an item waits for the school; one of the second round does not count', async () => {
    const school = await city.school()
    const item = await city.item(school.teacher.id, school.id, 'SUBMITTED')
    await city.item(school.teacher.id, school.id, 'SUBMITTED', 6, 2)
    expect(await city.start(school.id, school.administrator.id, morning)).toMatchObject({
      refused: 'publicity-items-waiting',
      params: { count: 1, since: item.waitingSince.toISOString() },
    })
    await prisma.declaration.update({ where: { id: item.id }, data: { state: 'APPROVED_BY_SCHOOL' } })
    expect(await city.started(school)).toMatchObject({ people: 2 })
  })

  test('an item of the only administrator is named as what a colleague has to review', async () => {
    const school = await city.school()
    await city.item(school.administrator.id, school.id, 'SUBMITTED')
    const { name } = await prisma.person.findUniqueOrThrow({ where: { id: school.administrator.id } })
    expect(await city.start(school.id, school.administrator.id, morning)).toMatchObject({
      refused: 'publicity-own-waiting',
      params: { count: 1, name },
    })
    await city.person('第二位管理员', ['SCHOOL_ADMIN'], school.id)
    expect(await city.start(school.id, school.administrator.id, morning)).toMatchObject({
      refused: 'publicity-items-waiting',
    })
  })

  test('S036: not before the school has named a telephone for complaints', async () => {
    const school = await city.school()
    await prisma.organisation.update({ where: { id: school.id }, data: { contacts: [] } })
    expect(await city.start(school.id, school.administrator.id, morning)).toMatchObject({
      refused: 'publicity-no-phone',
    })
  })

  test('only its own administrator starts it', async () => {
    const [one, other] = [await city.school(), await city.school()]
    for (const stranger of [one.teacher, other.administrator]) {
      expect(await city.start(one.id, stranger.id, morning)).toMatchObject({ refused: 'not-your-role' })
    }
  })

  test('what cannot be corrected any more and what was forgotten is a warning and no block', async () => {
    const school = await city.school()
    const item = await city.item(school.teacher.id, school.id, 'RETURNED_BY_SCHOOL')
    await city.item(school.teacher.id, school.id, 'RETURNED_BY_SCHOOL')
    await prisma.draft.create({
      data: {
        personId: school.teacher.id,
        cycleId: 2014,
        declarationId: item.id,
        createdAt: morning,
        updatedAt: morning,
      },
    })
    const { blocks, warnings } = await readinessOf(prisma, school.id, { cycle: city.cycle, now: morning })
    expect(blocks).toEqual([])
    expect(warnings).toEqual({ returned: 2, correcting: 1, leadersNotTold: true, officeWithoutPhone: false })
  })
})

describe('of many at once', () => {
  test('ten starts begin one publicity, and nine are told who was first', async () => {
    const school = await city.school()
    const colleague = await city.person('另一位管理员', ['SCHOOL_ADMIN'], school.id)
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        city.start(school.id, at % 2 ? colleague.id : school.administrator.id, plus(morning, at)),
      ),
    )
    const refused = outcomes.filter(isRefusal)
    expect(refused).toHaveLength(9)
    for (const { refused: code, params } of refused) {
      expect(code).toBe('publicity-already-started')
      expect(params.by).not.toBe('')
    }
    const where = { organisationId: school.id }
    expect(await prisma.publicity.count({ where })).toBe(1)
    expect(await prisma.auditEntry.count({ where: { chain: school.id, action: 'publicity.start' } })).toBe(1)
  })

  test('ruling 3: of a start and ten corrections either the start or the corrections stand, never both', async () => {
    for (let round = 0; round < 4; round += 1) {
      const school = await city.school()
      const corrections = await Promise.all(
        Array.from({ length: 10 }, async (_, at) => {
          const teacher = await city.person(`退案${round}-${at}`, ['TEACHER'], school.id)
          return { teacher, draft: await correction(teacher.id, school.id) }
        }),
      )
      const correct = ({ teacher, draft }: (typeof corrections)[number], at: number) =>
        prisma.$transaction((tx) =>
          submitDraft(tx, {
            draftId: draft.id,
            personId: teacher.id,
            version: draft.version,
            cycle: city.cycle,
            // Some turns were opened before the start and some after it.
            now: plus(morning, at - 5),
          }),
        )
      const start = () => city.start(school.id, school.administrator.id, morning)
      const [started, ...outcomes] = await Promise.all([
        round % 2 ? start() : new Promise((done) => setImmediate(done)).then(start),
        ...corrections.map(correct),
      ])
      const corrected = outcomes.filter((outcome) => !isRefusal(outcome)).length
      const waiting = await prisma.declaration.count({
        where: { organisationId: school.id, state: 'SUBMITTED' },
      })
      expect(waiting).toBe(corrected)
      if (isRefusal(started)) {
        expect(started.refused).toBe('publicity-items-waiting')
        expect(corrected).toBeGreaterThan(0)
      } else {
        expect(corrected).toBe(0)
        for (const outcome of outcomes) expect(outcome).toMatchObject({ refused: 'window-closed' })
      }
    }
  })

  test('nothing slips in behind the start: a correction and an undo whose turns were opened before it are refused', async () => {
    const school = await city.school()
    const draft = await correction(school.teacher.id, school.id)
    const approved = await city.item(school.teacher.id, school.id, 'APPROVED_BY_SCHOOL')
    await city.started(school)
    const earlier = plus(morning, -1)
    expect(
      await prisma.$transaction((tx) =>
        submitDraft(tx, {
          draftId: draft.id,
          personId: school.teacher.id,
          version: draft.version,
          cycle: city.cycle,
          now: earlier,
        }),
      ),
    ).toMatchObject({ refused: 'window-closed', params: { window: 'resubmission' } })
    expect(
      await prisma.$transaction((tx) =>
        decide(
          tx,
          { action: 'undo', declarationId: approved.id, personId: school.administrator.id },
          { cycleOf: city.cycleOf, now: earlier },
        ),
      ),
    ).toMatchObject({ refused: 'publicity-started' })
  })

  test('a correction that is being written when the start begins is waited for, and then blocks it', async () => {
    const school = await city.school()
    const draft = await correction(school.teacher.id, school.id)
    let start: ReturnType<typeof city.start> | undefined
    await prisma.$transaction(async (tx) => {
      const version = draft.version
      await submitDraft(tx, {
        draftId: draft.id,
        personId: school.teacher.id,
        version,
        cycle: city.cycle,
        now: morning,
      })
      start = city.start(school.id, school.administrator.id, morning)
      await waitUntilSomebodyWaits()
    })
    expect(await start).toMatchObject({ refused: 'publicity-items-waiting' })
  })
})

test('every teacher is told their own line, once and behind every decision', async () => {
  const school = await city.school()
  const { publicityId } = await city.started(school)
  for (const { accountId } of [school.teacher, school.administrator]) {
    expect(await city.noticesFor(accountId)).toEqual([{ kind: 'publicity-started', publicityId }])
  }
  const rows = await prisma.outboxMessage.findMany({ where: { chatId: school.teacher.accountId } })
  expect(rows.map(({ priority }) => priority)).toEqual([3])
})

/** A returned item whose correction is filled in and ready to be sent. */
async function correction(personId: string, schoolId: string) {
  const item = await city.item(personId, schoolId, 'RETURNED_BY_SCHOOL')
  await prisma.declaration.update({ where: { id: item.id }, data: { claim: completeAnswers as object } })
  const draft = await prisma.$transaction((tx) =>
    startCorrection(tx, {
      personId,
      declarationId: item.id,
      cycleOf: city.cycleOf,
      now: plus(morning, -1000),
    }),
  )
  if (isRefusal(draft)) throw new Error(JSON.stringify(draft))
  await prisma.evidence.create({
    data: {
      personId,
      draftId: draft.id,
      kind: 'CERTIFICATE',
      sha256: '',
      displaySha256: '',
      thumbnailSha256: '',
      perceptualHash: '',
      hints: {},
      addedAt: morning,
    },
  })
  return prisma.draft.update({ where: { id: draft.id }, data: { answers: completeAnswers as object } })
}

/** Until some transaction of this database waits for the door. */
async function waitUntilSomebodyWaits() {
  for (;;) {
    const { rows } = await database.pool.query(
      `select 1 from pg_locks where locktype = 'advisory' and not granted
         and database = (select oid from pg_database where datname = current_database())`,
    )
    if (rows.length > 0) return
  }
}
