import { beforeAll, describe, expect, it } from 'vitest'
import {
  approveBatch,
  type BatchAction,
  forgetOpened,
  markOpened,
  maxBatchItems,
  readBatch,
} from '../../../core/declarations/batch.ts'
import { decide } from '../../../core/declarations/decide.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { type ConfirmedItem, confirmedItem, reviewDay } from '../../support/confirmed.ts'
import { freshDatabase } from '../../support/database.ts'
import { smallCity } from '../../support/small-city.ts'

const { database } = await freshDatabase()
const { prisma } = database
const city = await smallCity(database)
const now = new Date('2014-12-20T10:00:00+08:00')

let teacher: { id: string; accountId: number }
let admin: { id: string; accountId: number }
let colleague: { id: string; accountId: number }
let reviewer: { id: string; accountId: number }

beforeAll(async () => {
  teacher = await city.person('陈老师', ['TEACHER'])
  admin = await city.person('李管理员', ['TEACHER', 'SCHOOL_ADMIN'])
  colleague = await city.person('王管理员', ['SCHOOL_ADMIN'])
  reviewer = await city.person('区审核员', ['DISTRICT_REVIEWER'], 'district')
})

const waiting = (personId = teacher.id) =>
  confirmedItem(database, personId, { state: 'SUBMITTED', version: 1 })
const open = ({ id, version }: ConfirmedItem, personId = admin.id, at = now) =>
  markOpened(prisma, { personId, declarationId: id, version }, at)
const approve = (
  items: readonly ConfirmedItem[],
  { action = 'approve', personId = admin.id, originalsSeen = true, at = now } = {} as {
    action?: BatchAction
    personId?: string
    originalsSeen?: boolean
    at?: Date
  },
) =>
  prisma.$transaction((tx) =>
    approveBatch(
      tx,
      {
        action,
        personId,
        originalsSeen,
        items: items.map(({ id, version }) => ({ declarationId: id, version })),
      },
      { cycleOf: city.cycleOf, now: at },
    ),
  )
const codes = (outcomes: Awaited<ReturnType<typeof approve>>) =>
  isRefusal(outcomes)
    ? outcomes.refused
    : outcomes.map(({ outcome }) => (isRefusal(outcome) ? outcome.refused : outcome.state))
const batchFor = (personId = admin.id, until = now) =>
  readBatch(prisma, { action: 'approve', personId, organisationId: 'school', cycleId: 2014, until })

describe('a batch', () => {
  it('approves what its reviewer opened, each with its own audit entry and notice', async () => {
    const items = [await waiting(), await waiting()]
    for (const item of items) await open(item)
    expect((await batchFor()).ready.map(({ number }) => number)).toEqual(items.map(({ number }) => number))
    expect(codes(await approve(items))).toEqual(['APPROVED_BY_SCHOOL', 'APPROVED_BY_SCHOOL'])
    for (const { id } of items) {
      expect(await prisma.auditEntry.count({ where: { subjectId: id, action: 'declaration.approve' } })).toBe(
        1,
      )
    }
    expect((await city.noticesFor(teacher.accountId)).map(({ kind }) => kind)).toEqual(
      Array(2).fill('declaration-approved'),
    )
    expect((await batchFor()).ready).toEqual([])
  })

  it("leaves out what was not opened, was opened by somebody else, is one's own or has changed", async () => {
    const [unopened, colleagues, changed, fine] = [
      await waiting(),
      await waiting(),
      await waiting(),
      await waiting(),
    ]
    const own = await waiting(admin.id)
    await open(colleagues, colleague.id)
    for (const item of [changed, fine, own]) await open(item)
    await prisma.declaration.update({ where: { id: changed.id }, data: { version: 2 } })
    const { ready, changed: left } = await batchFor()
    expect(ready.map(({ number }) => number)).toEqual([fine.number])
    expect(left.map(({ number }) => number)).toEqual([changed.number])
    expect(codes(await approve([unopened, colleagues, changed, own, fine]))).toEqual([
      'batch-not-opened',
      'batch-not-opened',
      'item-changed',
      'own-item',
      'APPROVED_BY_SCHOOL',
    ])
  })

  it('of the school needs the tick for all originals (ruling 12)', async () => {
    const item = await waiting()
    await open(item)
    expect(codes(await approve([item], { originalsSeen: false }))).toEqual(['original-not-seen'])
  })

  it('does not hold what was opened after it was shown, or taken out of it', async () => {
    const [before, after, dropped] = [await waiting(), await waiting(), await waiting()]
    await open(before)
    await open(after, admin.id, new Date(now.getTime() + 1000))
    await open(dropped)
    await forgetOpened(prisma, { personId: admin.id, declarationId: dropped.id })
    const { ready } = await batchFor()
    expect(ready.map(({ number }) => number)).toContain(before.number)
    expect(ready.map(({ number }) => number)).not.toContain(after.number)
    expect(ready.map(({ number }) => number)).not.toContain(dropped.number)
  })

  it('is of at most as many as fit one message', async () => {
    const item = await waiting()
    expect(codes(await approve(Array(maxBatchItems + 1).fill(item)))).toBe('batch-too-large')
  })

  it('of an office approves for good, without a tick, and not before its window opens', async () => {
    const item = await confirmedItem(database, teacher.id)
    await open(item, reviewer.id)
    const district = { action: 'district-approve', personId: reviewer.id } as const
    expect(codes(await approve([item], { ...district, at: new Date('2015-01-18T23:59:59+08:00') }))).toEqual([
      'window-not-open',
    ])
    expect(codes(await approve([item], { ...district, at: new Date('2015-01-19T00:00:00+08:00') }))).toEqual([
      'APPROVED_BY_DISTRICT',
    ])
  })
})

it('ten batches and single decisions on the same items at once decide on each once, and none waits for ever', async () => {
  const items = [await waiting(), await waiting(), await waiting()]
  for (const item of items) for (const person of [admin, colleague]) await open(item, person.id)
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, async (_, at) => {
      const personId = at % 2 ? admin.id : colleague.id
      if (at < 6) return codes(await approve(at % 3 ? items : items.toReversed(), { personId }))
      const { id, version } = items[at % 3]!
      const command = {
        action: 'approve',
        declarationId: id,
        version,
        personId,
        given: { originalSeen: true },
      } as const
      const outcome = await prisma.$transaction((tx) => decide(tx, command, { cycleOf: city.cycleOf, now }))
      return [isRefusal(outcome) ? outcome.refused : outcome.state]
    }),
  )
  const all = outcomes.flat()
  expect(all.filter((code) => code === 'APPROVED_BY_SCHOOL')).toHaveLength(3)
  expect(new Set(all)).toEqual(new Set(['APPROVED_BY_SCHOOL', 'already-decided']))
})

it('an office does not reach into the school of another with a batch', async () => {
  await prisma.organisation.create({
    data: { id: 'centre', kind: 'TRAINING_CENTRE', name: '示例市培训中心' },
  })
  const centre = await city.person('中心审核员', ['DISTRICT_REVIEWER'], 'centre')
  const item = await confirmedItem(database, teacher.id)
  await open(item, centre.id)
  const options = { action: 'district-approve', personId: centre.id, at: reviewDay } as const
  expect(codes(await approve([item], options))).toEqual(['not-your-organisation'])
})
