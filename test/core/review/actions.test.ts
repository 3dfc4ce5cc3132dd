import { describe, expect, test } from 'vitest'
import { cycle2014 } from '../../../core/cycle/shipped-cycles.ts'
import { freezesAt, windowOf } from '../../../core/cycle/windows.ts'
import { isRefusal } from '../../../core/refusal.ts'
import {
  type ActionContext,
  type ActionRow,
  actionRefusals,
  actionsFor,
  actionTable,
  allowed,
  countsAs,
  declarationActions,
  declarationStates,
  dueAt,
  holderOf,
  missingNeed,
  roundAfter,
  stageAt,
} from '../../../core/review/actions.ts'
import { type Role, roles } from '../../../core/terms.ts'

const at = (guangzhouTime: string) => new Date(`${guangzhouTime}+08:00`)
const christmas = at('2014-12-25T12:00:00')

const context = (change: Partial<ActionContext>): ActionContext => ({
  cycle: cycle2014,
  now: christmas,
  state: 'SUBMITTED',
  round: 1,
  roles: ['SCHOOL_ADMIN'],
  isOwn: false,
  ...change,
})

/** An instant at which the row's window is open: just before it closes. */
const openFor = (row: ActionRow) =>
  new Date((row.window ? windowOf(cycle2014, row.window).closesAt : christmas).getTime() - 1)

/** Of a school whose list has hung its full days. */
const published = { publicityStartsAt: at('2015-01-08T00:00:00'), publicityEndsAt: at('2015-01-15T00:00:00') }

const contextOf = (row: ActionRow, change: Partial<ActionContext> = {}): ActionContext =>
  context({
    now: openFor(row),
    state: row.from[0]!,
    round: row.round ?? 1,
    roles: [row.role],
    isOwn: row.own === 'must',
    isPrincipals: row.onlyPrincipals ?? false,
    ...(row.afterPublicity && published),
    ...change,
  })

describe.each(
  actionTable.map(
    (row) => [`${row.action} from ${row.from.join(', ')} in round ${row.round ?? 'any'}`, row] as const,
  ),
)('%s', (_name, row) => {
  test('is for its role, in its states and round, and for nobody and nothing else', () => {
    const states = ['NEW', ...declarationStates] as const
    for (const state of states) {
      for (const round of [1, 2] as const) {
        for (const role of roles) {
          const outcome = allowed(row.action, contextOf(row, { state, round, roles: [role] }))
          const rowThere = actionTable.find(
            (other) =>
              other.action === row.action && other.from.includes(state) && (other.round ?? round) === round,
          )
          if (role !== row.role) expect(outcome).toMatchObject({ refused: 'not-your-role' })
          else if (rowThere === row) expect(outcome).toEqual({ ok: true, late: false, row })
          else if (!rowThere) expect(outcome).toMatchObject({ params: { state } })
        }
      }
    }
  })

  test('ruling 11: keeps own and others’ items apart', () => {
    const outcome = allowed(row.action, contextOf(row, { isOwn: row.own === 'never' }))
    expect(outcome).toMatchObject({ refused: row.own === 'never' ? 'own-item' : 'not-your-item' })
  })

  test('is for nobody of another organisation', () => {
    expect(allowed(row.action, contextOf(row, { roles: [] }))).toMatchObject({
      refused: 'not-your-organisation',
    })
  })

  test('when its window has passed is refused if hard and late if soft', () => {
    if (!row.window) return expect(allowed(row.action, contextOf(row))).toMatchObject({ late: false })
    const { closesAt, kind } = windowOf(cycle2014, row.window)
    // What a publicity ends is closed by one that began just then.
    const publicityStartsAt = row.window === 'resubmission' ? closesAt : undefined
    const outcome = allowed(row.action, contextOf(row, { now: closesAt, publicityStartsAt }))
    if (kind === 'soft') expect(outcome).toMatchObject({ ok: true, late: true })
    else if (closesAt >= freezesAt(cycle2014)) expect(outcome).toMatchObject({ refused: 'cycle-frozen' })
    else
      expect(outcome).toMatchObject({
        refused: 'window-closed',
        params: { deadline: closesAt.toISOString() },
      })
  })

  test('invariant 5: is over with the freeze', () => {
    const deadline = freezesAt(cycle2014)
    expect(allowed(row.action, contextOf(row, { now: deadline }))).toEqual({
      refused: 'cycle-frozen',
      params: { deadline: deadline.toISOString() },
    })
  })
})

describe('the table', () => {
  test('gives one row at most for an action in a state and a round', () => {
    for (const action of declarationActions) {
      for (const state of ['NEW', ...declarationStates] as const) {
        for (const round of [1, 2] as const) {
          const rows = actionTable.filter(
            (row) => row.action === action && row.from.includes(state) && (row.round ?? round) === round,
          )
          expect(rows.length).toBeLessThanOrEqual(1)
        }
      }
    }
  })

  test('gives one role and one ownership to all rows of an action', () => {
    for (const action of declarationActions) {
      const rows = actionTable.filter((row) => row.action === action)
      expect(new Set(rows.map(({ role, own }) => `${role} ${own}`)).size).toBe(1)
    }
  })

  test('lets nothing out of 无效 and 已撤回', () => {
    const left = actionTable.flatMap(({ from }) => from)
    expect(left).not.toContain('INVALID')
    expect(left).not.toContain('WITHDRAWN')
  })

  test('names the holder whose role acts next', () => {
    const roleOf: Record<string, Role> = {
      teacher: 'TEACHER',
      school: 'SCHOOL_ADMIN',
      principal: 'PRINCIPAL',
      district: 'DISTRICT_REVIEWER',
    }
    for (const state of declarationStates) {
      const acting = actionTable.filter(
        ({ from, action, viaComplaint, onlyPrincipals }) =>
          from.includes(state) && !action.endsWith('undo') && !viaComplaint && !onlyPrincipals,
      )
      const holder = holderOf(state)
      if (holder === 'nobody') expect(acting).toEqual([])
      else expect(acting.map(({ role }) => role)).toContain(roleOf[holder])
    }
  })
})

describe('buttons', () => {
  test('the school sees approve and return on what waits for it', () => {
    expect(actionsFor(context({}))).toEqual([
      { action: 'approve', to: 'APPROVED_BY_SCHOOL', late: false },
      { action: 'return', to: 'RETURNED_BY_SCHOOL', late: false },
    ])
  })

  test('and only undo on what it has decided', () => {
    for (const state of ['APPROVED_BY_SCHOOL', 'RETURNED_BY_SCHOOL'] as const) {
      expect(actionsFor(context({ state }))).toEqual([{ action: 'undo', to: 'SUBMITTED', late: false }])
    }
    expect(actionsFor(context({ state: 'CONFIRMED_BY_PRINCIPAL' }))).toEqual([])
  })

  test('an administrator who is a teacher sees on an own item what a teacher sees', () => {
    const own = context({ isOwn: true, roles: ['TEACHER', 'SCHOOL_ADMIN'] })
    expect(actionsFor(own)).toEqual([{ action: 'withdraw', to: 'WITHDRAWN', late: false }])
  })
})

describe('refusals tell what has happened', () => {
  test('approving what a colleague has decided', () => {
    expect(allowed('approve', context({ state: 'RETURNED_BY_SCHOOL' }))).toEqual({
      refused: 'already-decided',
      params: { state: 'RETURNED_BY_SCHOOL' },
    })
  })

  test('withdrawing after a decision, approving after a withdrawal', () => {
    const own = { isOwn: true, roles: ['TEACHER'] } as const
    expect(allowed('withdraw', context({ ...own, state: 'APPROVED_BY_SCHOOL' }))).toMatchObject({
      refused: 'already-decided',
    })
    expect(allowed('approve', context({ state: 'WITHDRAWN' }))).toMatchObject({
      refused: 'already-withdrawn',
    })
    expect(allowed('correct', context({ ...own, state: 'SUBMITTED' }))).toMatchObject({
      refused: 'still-waiting',
    })
  })

  test('a stranger learns nothing of the state', () => {
    const outcomes = declarationStates.map((state) => allowed('approve', context({ state, roles: [] })))
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1)
  })

  test('every refusal of the matrix is in the list of codes', () => {
    for (const action of declarationActions) {
      for (const state of ['NEW', ...declarationStates] as const) {
        for (const now of [christmas, at('2015-02-10T12:00:00'), at('2015-04-01T12:00:00')]) {
          const outcome = allowed(action, context({ state, now, isOwn: true, roles: [...roles] }))
          if (isRefusal(outcome)) expect(actionRefusals).toContain(outcome.refused)
        }
      }
    }
  })
})

describe('correcting', () => {
  const own = { isOwn: true, roles: ['TEACHER'] } as const
  const publicityStartsAt = at('2015-01-08T00:00:00')

  test('S017: submitting ends on 31 December, ruling 5: correcting goes on', () => {
    const now = at('2015-01-02T12:00:00')
    expect(allowed('submit', context({ ...own, state: 'NEW', now }))).toMatchObject({
      refused: 'window-closed',
    })
    expect(allowed('correct', context({ ...own, state: 'RETURNED_BY_SCHOOL', now }))).toMatchObject({
      ok: true,
    })
  })

  test('ruling 3: ends when the school’s publicity starts', () => {
    const returned = context({ ...own, state: 'RETURNED_BY_SCHOOL', publicityStartsAt })
    expect(allowed('correct', { ...returned, now: at('2015-01-07T23:59:59') })).toMatchObject({ ok: true })
    expect(allowed('correct', { ...returned, now: publicityStartsAt })).toEqual({
      refused: 'window-closed',
      params: { window: 'resubmission', deadline: publicityStartsAt.toISOString() },
    })
  })

  test('ruling 3: goes on, late, while the school has not gone public, whatever the calendar says', () => {
    const returned = context({ ...own, state: 'RETURNED_BY_SCHOOL' })
    expect(allowed('correct', { ...returned, now: at('2015-01-17T23:59:59') })).toMatchObject({ late: false })
    expect(allowed('correct', { ...returned, now: at('2015-01-18T00:00:00') })).toMatchObject({ late: true })
  })

  test('S049: what the district returned is corrected until 4 February 17:00, publicity or not', () => {
    const returned = context({ ...own, state: 'RETURNED_BY_DISTRICT', round: 2, publicityStartsAt })
    expect(allowed('correct', { ...returned, now: at('2015-02-04T16:59:59') })).toMatchObject({ ok: true })
    expect(allowed('correct', { ...returned, now: at('2015-02-04T17:00:00') })).toMatchObject({
      refused: 'window-closed',
    })
  })
})

describe('the second round (ruling 8)', () => {
  const district = (round: 1 | 2) =>
    context({
      state: 'CONFIRMED_BY_PRINCIPAL',
      roles: ['DISTRICT_REVIEWER'],
      round,
      now: at('2015-01-20T12:00:00'),
    })

  test('opens with the district’s first return; a second one is final', () => {
    const first = allowed('district-return', district(1))
    const second = allowed('district-return', district(2))
    if (isRefusal(first) || isRefusal(second)) throw new Error('both are allowed')
    expect([first.row.to, roundAfter(first.row, district(1))]).toEqual(['RETURNED_BY_DISTRICT', 2])
    expect([second.row.to, roundAfter(second.row, district(2))]).toEqual(['INVALID', 2])
  })

  test('asks school and principal again, by 6 February 17:00 and no later', () => {
    const school = (now: Date) => allowed('approve', context({ round: 2, now }))
    expect(school(at('2015-02-06T16:59:59'))).toMatchObject({ ok: true, late: false })
    expect(school(at('2015-02-06T17:00:00'))).toMatchObject({ refused: 'window-closed' })
  })
})

describe('what waits for the publicity', () => {
  const own = context({
    state: 'APPROVED_BY_SCHOOL',
    roles: ['DISTRICT_REVIEWER'],
    isPrincipals: true,
    now: christmas,
  })

  test('is the confirmation in the principal’s place, as the principal’s own is (S038)', () => {
    const confirm = (change: Partial<ActionContext>) =>
      allowed('confirm-for-principal', { ...own, ...change })
    expect(confirm({})).toEqual({ refused: 'publicity-not-started', params: {} })
    const running = { ...published, now: new Date(+published.publicityEndsAt - 1000) }
    expect(confirm(running)).toEqual({
      refused: 'publicity-running',
      params: { until: published.publicityEndsAt.toISOString() },
    })
    expect(confirm({ ...published, now: published.publicityEndsAt })).toMatchObject({ ok: true, late: false })
    expect(confirm({ round: 2 })).toMatchObject({ ok: true })
    expect(actionsFor(own)).toEqual([])
  })

  test('is the second round of what a complaint returns: before it the item is corrected until it starts (rulings 3, 10)', () => {
    const upheld = { ...context({ state: 'APPROVED_BY_SCHOOL' }), ...published }
    const row = (now: Date) => {
      const outcome = allowed('complaint-return', { ...upheld, now })
      if (isRefusal(outcome)) throw new Error(outcome.refused)
      return roundAfter(outcome.row, { ...upheld, now })
    }
    expect(row(new Date(+published.publicityStartsAt - 1000))).toBe(1)
    expect(row(published.publicityStartsAt)).toBe(2)
    const undo = context({ state: 'RETURNED_BY_SCHOOL', afterComplaint: true })
    expect(allowed('undo', undo)).toMatchObject({ refused: 'complaint-upheld' })
  })
})

describe('what an action needs', () => {
  const rowOf = (action: string) => actionTable.find((row) => row.action === action)!

  test('ruling 12: approval needs the tick 已核对原件', () => {
    expect(missingNeed(rowOf('approve'), {}, cycle2014)).toMatchObject({ refused: 'original-not-seen' })
    expect(missingNeed(rowOf('approve'), { originalSeen: true }, cycle2014)).toBeUndefined()
  })

  test.each([
    [{}, 'reason-needed'],
    [{ reasonId: 'because' }, 'reason-unknown'],
    [{ reasonId: 'other' }, 'note-needed'],
    [{ reasonId: 'other', note: ' ' }, 'note-needed'],
    [{ reasonId: 'false-claim' }, 'finding-needed'],
    [{ reasonId: 'photocopy', note: '本人 11010519491231002X' }, 'text-holds-id-number'],
  ])('invariant 2: a return with %j is refused: %s', (given, code) => {
    for (const action of ['return', 'district-return']) {
      expect(missingNeed(rowOf(action), given, cycle2014)).toMatchObject({ refused: code })
    }
  })

  test.each([
    [{ reasonId: 'photocopy' }],
    [{ reasonId: 'other', note: '请补盖章页' }],
    [{ reasonId: 'false-claim', note: '培训机构来函证实未参加' }],
  ])('a return with %j is complete', (given) => {
    expect(missingNeed(rowOf('return'), given, cycle2014)).toBeUndefined()
  })
})

describe('how hours stand', () => {
  test('counted from the school’s approval on while reviews run, from the district’s alone after the freeze', () => {
    const by = (stage: 'review' | 'frozen', standing: string) =>
      declarationStates.filter((state) => countsAs(state, stage) === standing)
    expect(by('review', 'counted')).toEqual([
      'APPROVED_BY_SCHOOL',
      'CONFIRMED_BY_PRINCIPAL',
      'APPROVED_BY_DISTRICT',
    ])
    expect(by('review', 'under-review')).toEqual(['SUBMITTED'])
    expect(by('frozen', 'counted')).toEqual(['APPROVED_BY_DISTRICT'])
    expect(by('frozen', 'under-review')).toEqual([])
  })

  test('the freeze is 6 March 17:00', () => {
    expect(stageAt(cycle2014, at('2015-03-06T16:59:59'))).toBe('review')
    expect(stageAt(cycle2014, at('2015-03-06T17:00:00'))).toBe('frozen')
  })
})

test('/status tells until when the holder should act', () => {
  const publicityStartsAt = at('2015-01-08T00:00:00')
  expect(dueAt('SUBMITTED', 1, cycle2014)).toEqual(at('2015-01-10T00:00:00'))
  expect(dueAt('SUBMITTED', 2, cycle2014)).toEqual(at('2015-02-06T17:00:00'))
  expect(dueAt('RETURNED_BY_SCHOOL', 1, cycle2014, publicityStartsAt)).toEqual(publicityStartsAt)
  expect(dueAt('RETURNED_BY_DISTRICT', 2, cycle2014, publicityStartsAt)).toEqual(at('2015-02-04T17:00:00'))
  expect(dueAt('APPROVED_BY_SCHOOL', 1, cycle2014)).toEqual(at('2015-01-19T00:00:00'))
  expect(dueAt('CONFIRMED_BY_PRINCIPAL', 1, cycle2014)).toEqual(at('2015-01-31T00:00:00'))
  expect(dueAt('INVALID', 2, cycle2014)).toBeUndefined()
})
