import { beforeAll, describe, expect, it } from 'vitest'
import { confirmSchool } from '../../../core/confirmation/confirm-school.ts'
import { cycle2014, cycle2015 } from '../../../core/cycle/shipped-cycles.ts'
import { type Decision, decide } from '../../../core/declarations/decide.ts'
import { startDraft } from '../../../core/declarations/draft.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { type StepId, takeStep } from '../../../core/review/steps.ts'
import { startOfDay } from '../../../core/time/shanghai.ts'
import { type ConfirmedItem, confirmedItem, publishedSchool } from '../../support/confirmed.ts'
import { freshDatabase } from '../../support/database.ts'
import { machineStandsIn } from '../../support/elsewhere.ts'
import { smallCity } from '../../support/small-city.ts'

/** Each window of DOMAIN §3 through its use case, a second before its ends and at them. */

machineStandsIn('America/Los_Angeles')

const { database } = await freshDatabase()
const { prisma } = database
const city = await smallCity(database)
const { cycle, cycleOf } = city
let teacher: { id: string }
let admin: { id: string }
let principal: { id: string }
let reviewer: { id: string }
let operator: { id: string }
let supervisor: { id: string }

beforeAll(async () => {
  await prisma.organisation.create({ data: { id: 'city', kind: 'CITY', name: '示例市教育局' } })
  await prisma.cycle.create({ data: { id: 2015, data: {}, loadedAt: new Date() } })
  teacher = await city.person('陈老师', ['TEACHER'])
  admin = await city.person('李管理员', ['SCHOOL_ADMIN'])
  principal = await city.person('邓校长', ['PRINCIPAL'])
  reviewer = await city.person('区审核员', ['DISTRICT_REVIEWER'], 'district')
  operator = await city.person('市操作员', ['CITY_OPERATOR'], 'city')
  supervisor = await city.person('市督查', ['CITY_SUPERVISOR'], 'city')
  await prisma.profileConfirmation.create({
    data: { personId: teacher.id, cycleId: 2015, confirmedAt: new Date(0) },
  })
})

const at = (guangzhouTime: string) => new Date(`${guangzhouTime}+08:00`)
const said = (outcome: object) =>
  isRefusal(outcome) ? outcome.refused : 'late' in outcome && outcome.late ? 'late' : 'done'

class TakenBack extends Error {}

/** What would come of it: nothing of it stays. */
async function tried(body: (tx: Parameters<typeof startDraft>[0]) => Promise<object>): Promise<string> {
  let outcome = ''
  await prisma
    .$transaction(async (tx) => {
      outcome = said(await body(tx))
      throw new TakenBack()
    })
    .catch((error: unknown) => {
      if (!(error instanceof TakenBack)) throw error
    })
  return outcome
}

const decided =
  (action: Decision, { id }: ConfirmedItem, actor: { id: string }) =>
  (when: string) =>
    tried((tx) =>
      decide(
        tx,
        {
          action,
          declarationId: id,
          personId: actor.id,
          given: { originalSeen: true, reasonId: 'photocopy' },
        },
        { cycleOf, now: at(when) },
      ),
    )

/** Each instant with what is said then. */
async function holds(act: (when: string) => Promise<string>, expected: Record<string, string>) {
  const outcomes: Record<string, string> = {}
  for (const when of Object.keys(expected)) outcomes[when] = await act(when)
  expect(outcomes).toEqual(expected)
}

describe('before the freeze', () => {
  it('declaring is open in 2014 and in no other year', async () => {
    const start = (of: typeof cycle) => (when: string) =>
      tried((tx) => startDraft(tx, { personId: teacher.id, cycle: of, now: at(when) }))
    await holds(start(cycle2014), {
      '2013-12-31T23:59:59': 'window-not-open',
      '2014-01-01T00:00:00': 'done',
      '2014-12-31T23:59:59': 'done',
      '2015-01-01T00:00:00': 'window-closed',
    })
    await holds(start(cycle2015), {
      '2015-03-31T23:59:59': 'window-not-open',
      '2015-04-01T00:00:00': 'done',
    })
  })

  it('ruling 4: the school reviews as soon as there is something, late from 01-10 on and until the freeze', async () => {
    const item = await confirmedItem(database, teacher.id, { state: 'SUBMITTED' })
    for (const action of ['approve', 'return'] as const) {
      await holds(decided(action, item, admin), {
        '2014-03-01T09:00:00': 'done',
        '2015-01-09T23:59:59': 'done',
        '2015-01-10T00:00:00': 'late',
        '2015-03-06T16:59:59': 'late',
        '2015-03-06T17:00:00': 'cycle-frozen',
      })
    }
  })

  it('the principal confirms from the end of the publicity to 01-18, a Sunday (ruling 13), and late then', async () => {
    await publishedSchool(database, 'school')
    const confirm = (when: string) =>
      tried((tx) =>
        confirmSchool(
          tx,
          { schoolId: 'school', actor: { personId: principal.id } },
          { cycle, now: at(when) },
        ),
      )
    await prisma.declaration.deleteMany()
    await holds(confirm, {
      '2015-01-14T23:59:59': 'publicity-running',
      '2015-01-15T00:00:00': 'done',
      '2015-01-18T23:59:59': 'done',
      '2015-01-19T00:00:00': 'late',
      '2015-03-06T16:59:59': 'late',
      '2015-03-06T17:00:00': 'cycle-frozen',
    })
  })

  it('the district reviews from 01-19 to 01-30, and late then; early it is refused, not late', async () => {
    const item = await confirmedItem(database, teacher.id)
    for (const action of ['district-approve', 'district-return'] as const) {
      await holds(decided(action, item, reviewer), {
        '2015-01-18T23:59:59': 'window-not-open',
        '2015-01-19T00:00:00': 'done',
        '2015-01-30T23:59:59': 'done',
        '2015-01-31T00:00:00': 'late',
        '2015-03-06T16:59:59': 'late',
        '2015-03-06T17:00:00': 'cycle-frozen',
      })
    }
  })

  it('the second round has three ends at 17:00, hard for everybody', async () => {
    const submitted = await confirmedItem(database, teacher.id, { state: 'SUBMITTED', round: 2 })
    await holds(decided('approve', submitted, admin), {
      '2015-02-06T16:59:59': 'done',
      '2015-02-06T17:00:00': 'window-closed',
    })
    const confirmed = await confirmedItem(database, teacher.id, { round: 2 })
    await holds(decided('district-return', confirmed, reviewer), {
      '2015-03-06T16:59:59': 'done',
      '2015-03-06T17:00:00': 'cycle-frozen',
    })
  })
})

describe('after the freeze', () => {
  const step =
    (id: StepId, actor: () => { id: string }, organisationId = 'city', before: StepId[] = []) =>
    (when: string) =>
      tried(async (tx) => {
        await tx.cycle.update({
          where: { id: 2014 },
          data: { frozenAt: at(when) < at('2015-03-06T17:00:00') ? null : at('2015-03-06T17:00:00') },
        })
        for (const one of before) {
          await tx.step.create({
            data: { organisationId, cycleId: 2014, step: one, doneAt: startOfDay('2015-03-07') },
          })
        }
        return takeStep(
          tx,
          { step: id, organisationId, actor: { personId: actor().id } },
          { cycle, now: at(when) },
        )
      })

  it('S057: statistics are handed in until 03-11, and late then', async () => {
    const expected = {
      '2015-03-06T16:59:59': 'cycle-not-frozen',
      '2015-03-06T17:00:00': 'done',
      '2015-03-11T23:59:59': 'done',
      '2015-03-12T00:00:00': 'late',
    }
    await holds(
      step('statistics', () => reviewer, 'district'),
      expected,
    )
    await holds(
      step('city-statistics', () => operator),
      expected,
    )
  })

  it('S059: the supervision of complaints is finished once their time is over, until 03-13, and late then', async () => {
    await holds(
      step('complaint-supervision', () => supervisor),
      {
        '2014-12-20T09:00:00': 'step-too-early',
        '2015-01-30T23:59:59': 'step-too-early',
        '2015-01-31T00:00:00': 'done',
        '2015-03-13T23:59:59': 'done',
        '2015-03-14T00:00:00': 'late',
      },
    )
  })

  it('S059: the city confirms until 03-13, after its statistics and the supervision, and late then', async () => {
    for (const before of [[], ['complaint-supervision'], ['city-statistics']] as const) {
      await holds(
        step('city-confirmation', () => supervisor, 'city', [...before]),
        { '2015-03-10T09:00:00': 'step-not-yet' },
      )
    }
    await holds(
      step('city-confirmation', () => supervisor, 'city', ['city-statistics', 'complaint-supervision']),
      {
        '2015-03-06T16:59:59': 'cycle-not-frozen',
        '2015-03-13T23:59:59': 'done',
        '2015-03-14T00:00:00': 'late',
      },
    )
  })

  it('S060: the export is marked until 03-25, after the confirmation, and late then', async () => {
    await holds(
      step('export', () => operator),
      { '2015-03-20T09:00:00': 'step-not-yet' },
    )
    await holds(
      step('export', () => operator, 'city', ['city-confirmation']),
      {
        '2015-03-25T23:59:59': 'done',
        '2015-03-26T00:00:00': 'late',
      },
    )
  })
})
