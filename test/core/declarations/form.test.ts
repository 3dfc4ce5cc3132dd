import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cycle2014 } from '../../../core/cycle/shipped-cycles.ts'
import type { HourRecord, OwnDeclaration } from '../../../core/declarations/doubles.ts'
import {
  type Answers,
  answer,
  checkComplete,
  differences,
  type Evidence,
  type FormContext,
  nextQuestion,
  questionOf,
} from '../../../core/declarations/form.ts'
import {
  evidenceNeeded,
  type Question,
  type QuestionId,
  questionIds,
  questions,
} from '../../../core/declarations/questions.ts'
import { isRefusal, refuse } from '../../../core/refusal.ts'
import type { EvidenceKind } from '../../../core/terms.ts'

const christmas = new Date('2014-12-25T12:00:00+08:00')
const context: FormContext = { cycle: cycle2014, now: christmas, hourRecords: [], declarations: [] }

const evidence = (...kinds: EvidenceKind[]): Evidence[] =>
  kinds.map((kind, index) => ({ id: `${index}`, kind }))

/** Answers one after another; every one must be accepted. */
function answered(
  inputs: Partial<Record<QuestionId, string>>,
  start: Answers = {},
  given = context,
): Answers {
  return Object.entries(inputs).reduce((answers, [questionId, input]) => {
    const outcome = answer(answers, questionId as QuestionId, input, given)
    if (isRefusal(outcome)) throw new Error(`${questionId} «${input}»: ${outcome.refused}`)
    return outcome.answers
  }, start)
}

const inputs = {
  category: 'PROFESSIONAL',
  activityType: 'national-training',
  courseName: '初中语文骨干教师培训',
  provider: '示例师范大学',
  from: '7月5日',
  to: '7月7日',
  amount: '3天',
  foreign: 'no',
  datesOnCertificate: 'yes',
  originalsConfirmed: 'yes',
} as const satisfies Partial<Record<QuestionId, string>>
const complete = answered(inputs)

describe('the declaration asks its own next question', () => {
  test('in the order of the form, until nothing is open', () => {
    const asked: string[] = []
    let answers: Answers = {}
    let photos: Evidence[] = []
    for (let open = nextQuestion(answers, photos, cycle2014); open !== 'summary'; ) {
      asked.push(open)
      if (open === 'photosCertificate') photos = evidence('CERTIFICATE')
      else answers = answered({ [open]: inputs[open as keyof typeof inputs] }, answers)
      open = nextQuestion(answers, photos, cycle2014)
    }
    expect(asked).toEqual([
      'category',
      'activityType',
      'courseName',
      'provider',
      'from',
      'to',
      'amount',
      'foreign',
      'datesOnCertificate',
      'photosCertificate',
      'originalsConfirmed',
    ])
  })

  test('ruling 16: a public course asks for its recognised base instead of a provider', () => {
    const draft = answered({ category: '公需科目', activityType: 'public-course', courseName: '创新能力' })
    expect(nextQuestion(draft, [], cycle2014)).toBe('baseId')
    expect(answer(draft, 'baseId', '街边培训班', context)).toMatchObject({ refused: 'base-not-recognised' })
    expect(nextQuestion(answered({ baseId: 'base-one' }, draft), [], cycle2014)).toBe('from')
  })

  test('S079–S081: a foreign certificate needs a translation, one without dates a proof of hours', () => {
    const draft = answered({ foreign: '是', datesOnCertificate: '无' }, complete)
    expect(evidenceNeeded(draft, cycle2014)).toEqual(['CERTIFICATE', 'TRANSLATION', 'HOURS_PROOF'])
    expect(nextQuestion(draft, [], cycle2014)).toBe('photosCertificate')
    expect(nextQuestion(draft, evidence('CERTIFICATE'), cycle2014)).toBe('photosTranslation')
    expect(nextQuestion(draft, evidence('TRANSLATION', 'CERTIFICATE'), cycle2014)).toBe('photosHoursProof')
    expect(nextQuestion(draft, evidence('CERTIFICATE', 'TRANSLATION', 'HOURS_PROOF'), cycle2014)).toBe(
      'summary',
    )
  })

  test('text in place of a photo is told so', () => {
    expect(answer(complete, 'photosCertificate', '稍后发', context)).toEqual({
      refused: 'photo-expected',
      params: { evidence: 'CERTIFICATE' },
    })
  })

  test('an old card cannot answer what is not asked', () => {
    expect(answer(complete, 'baseId', 'base-one', context)).toMatchObject({ refused: 'question-not-asked' })
    expect(answer(complete, 'photosTranslation', 'x', context)).toMatchObject({
      refused: 'question-not-asked',
    })
  })

  test('a form that gains a question while a draft is half filled asks it, and keeps the rest', () => {
    const venue: Question<QuestionId | 'venue'> = {
      id: 'venue',
      kind: 'text',
      read: () => refuse('option-unknown'),
    }
    const newer = questions.flatMap((question): Question<QuestionId | 'venue'>[] =>
      question.id === 'from'
        ? [venue, question as Question<QuestionId | 'venue'>]
        : [question as Question<QuestionId | 'venue'>],
    )
    const photos = evidence('CERTIFICATE')
    expect(nextQuestion(complete, photos, cycle2014)).toBe('summary')
    expect(nextQuestion(complete, photos, cycle2014, newer)).toBe('venue')
    expect(nextQuestion({ ...complete, venue: '广州' } as Answers, photos, cycle2014, newer)).toBe('summary')
  })
})

describe('reading an answer', () => {
  const refused: [QuestionId, string, string][] = [
    ['category', '随便', 'option-unknown'],
    ['activityType', 'public-course', 'option-unknown'],
    ['activityType', 'senior-post-training', 'senior-post-training-elsewhere'],
    ['courseName', '  ', 'text-empty'],
    ['courseName', '课'.repeat(61), 'text-too-long'],
    ['courseName', '🎓🎓', 'text-without-letters'],
    ['from', '2013-12-31', 'date-outside-year'],
    ['from', '2015-1-1', 'date-outside-year'],
    ['from', '2014-12-26', 'date-in-future'],
    ['from', '2月30日', 'date-unreadable'],
    ['to', '7月4日', 'dates-reversed'],
    ['amount', '73小时', 'hours-impossible'],
    ['amount', '0.3', 'hours-half-steps'],
    ['amount', '0', 'amount-not-positive'],
    ['amount', '-3', 'amount-not-positive'],
    ['amount', '三天', 'amount-unreadable'],
    ['amount', '1e3', 'amount-unreadable'],
    ['amount', '2篇', 'amount-wrong-unit'],
    ['foreign', '也许', 'yes-or-no'],
    ['originalsConfirmed', 'no', 'tick-needed'],
  ]
  test.each(refused)('%s «%s» is refused: %s', (questionId, input, code) => {
    expect(answer(complete, questionId, input, context)).toMatchObject({ refused: code })
  })

  test('the last day is today in Guangzhou, wherever the machine stands', () => {
    const night = { ...context, now: new Date('2014-12-25T16:30:00Z') }
    expect(isRefusal(answer(complete, 'to', '2014-12-26', night))).toBe(false)
    expect(answer(complete, 'to', '2014-12-27', night)).toMatchObject({ refused: 'date-in-future' })
  })

  test.each([
    ['3', 18],
    ['３', 18],
    ['3天', 18],
    ['2.5 天', 15],
    ['18学时', 18],
    ['4.5 小时', 4.5],
  ])('3 days of training: «%s» is %d hours', (typed, hours) => {
    expect(answered({ amount: typed }, complete).hours).toBe(hours)
  })

  test('a course name keeps its emoji and loses its control characters', () => {
    expect(answered({ courseName: ' 🎓 教学\u0000设计 ' }, complete).courseName).toBe('🎓 教学设计')
  })

  test('every refusal leaves the answers as they were', () => {
    const before = structuredClone(complete)
    for (const [questionId, input] of refused) answer(complete, questionId, input, context)
    expect(complete).toEqual(before)
  })
})

describe('hours above six a day are questioned, not refused', () => {
  const unusual = answered({ amount: '20学时' }, complete)
  const photos = evidence('CERTIFICATE')

  test('at 18 hours in three days nothing is asked, at 18.5 it is', () => {
    expect(nextQuestion(answered({ amount: '18学时' }, complete), photos, cycle2014)).toBe('summary')
    expect(nextQuestion(answered({ amount: '18.5学时' }, complete), photos, cycle2014)).toBe('confirmedHours')
  })

  test('«yes» is remembered', () => {
    const confirmed = answered({ confirmedHours: 'yes' }, unusual)
    expect(nextQuestion(confirmed, photos, cycle2014)).toBe('summary')
    expect(isRefusal(checkComplete(confirmed, photos, context))).toBe(false)
  })

  test('«no» asks for the amount again', () => {
    const corrected = answered({ confirmedHours: 'no' }, unusual)
    expect(nextQuestion(corrected, photos, cycle2014)).toBe('amount')
    expect(corrected).not.toHaveProperty('hours')
  })

  test('and what was confirmed for three days is questioned again for two', () => {
    const confirmed = answered({ confirmedHours: 'yes' }, unusual)
    const shorter = answered({ to: '7月6日' }, confirmed)
    expect(shorter.amount).toEqual({ value: 20, unit: 'hours' })
    expect(nextQuestion(shorter, photos, cycle2014)).toBe('confirmedHours')
    const more = answered({ amount: '21学时' }, confirmed)
    expect(nextQuestion(more, photos, cycle2014)).toBe('confirmedHours')
  })

  test('a paper is not measured by its day', () => {
    const paper = answered({ activityType: 'paper', to: '7月5日', amount: '2篇' }, complete)
    expect(paper.hours).toBe(12)
    expect(nextQuestion(paper, photos, cycle2014)).toBe('summary')
  })
})

describe('changing an earlier answer drops only what cannot stand with it', () => {
  const change = (questionId: QuestionId, input: string, from = complete) => {
    const outcome = answer(from, questionId, input, context)
    if (isRefusal(outcome)) throw new Error(outcome.refused)
    const kept = Object.keys(from).filter((field) => field in outcome.answers)
    for (const field of kept) {
      if (field !== questionId) expect(outcome.answers).toHaveProperty(field, from[field as keyof Answers])
    }
    return outcome
  }

  test('professional to elective keeps everything, as the activity fits both', () => {
    expect(change('category', 'ELECTIVE').dropped).toEqual([])
  })

  test('professional to public drops activity and provider', () => {
    const { dropped, answers } = change('category', 'PUBLIC')
    expect(dropped).toEqual(['activityType', 'provider'])
    expect(nextQuestion(answers, evidence('CERTIFICATE'), cycle2014)).toBe('activityType')
    expect(answers.amount).toEqual({ value: 3, unit: 'days' })
  })

  test('a beginning after the end drops the end', () => {
    expect(change('from', '7月8日').dropped).toEqual(['to'])
  })

  test('days of training are no number of papers', () => {
    expect(change('activityType', 'paper').dropped).toEqual(['amount'])
  })

  test('an activity whose cap is lower asks for the amount again', () => {
    expect(change('activityType', 'lecture').dropped).toEqual(['amount'])
  })

  test('72 hours in three days are impossible in two', () => {
    const long = answered({ amount: '72学时', confirmedHours: 'yes' }, complete)
    expect(change('to', '7月6日', long).dropped).toEqual(['amount', 'confirmedHours'])
  })

  test('repeating an answer changes nothing', () => {
    for (const [questionId, input] of Object.entries(inputs)) {
      expect(answered({ [questionId]: input }, complete)).toEqual(complete)
    }
  })
})

describe('caps', () => {
  const paper = (id: string, hours: number, state: OwnDeclaration['state']): OwnDeclaration => ({
    id,
    category: 'ELECTIVE',
    activityType: 'paper',
    courseName: `论文${id}`,
    from: '2014-03-01',
    to: '2014-03-01',
    hours,
    state,
  })
  const draft = answered({ activityType: 'paper' }, complete)

  test('of one item', () => {
    expect(answer(draft, 'amount', '3', context)).toEqual({
      refused: 'over-item-cap',
      params: { hours: 18, limit: 12 },
    })
  })

  test('of the year count what counts or still may, not what was returned or withdrawn', () => {
    const declarations = [
      paper('a', 12, 'SUBMITTED'),
      paper('b', 12, 'RETURNED_BY_SCHOOL'),
      paper('c', 12, 'WITHDRAWN'),
    ]
    expect(answer(draft, 'amount', '2', { ...context, declarations })).toEqual({
      refused: 'over-year-cap',
      params: { hours: 12, used: 12, limit: 18, left: 6 },
    })
    expect(isRefusal(answer(draft, 'amount', '1', { ...context, declarations }))).toBe(false)
  })

  test('do not count the declaration that is being corrected', () => {
    const declarations = [paper('a', 12, 'SUBMITTED')]
    expect(isRefusal(answer(draft, 'amount', '2', { ...context, declarations, correcting: 'a' }))).toBe(false)
  })

  test('are judged again when submitting', () => {
    const full = answered({ amount: '2' }, draft)
    const declarations = [paper('a', 12, 'APPROVED_BY_SCHOOL')]
    expect(checkComplete(full, evidence('CERTIFICATE'), { ...context, declarations })).toMatchObject({
      refused: 'over-year-cap',
      params: { question: 'amount' },
    })
  })
})

describe('ruling 6: hours on record are not declared again', () => {
  const record: HourRecord = {
    id: 'r1',
    category: 'ELECTIVE',
    courseName: '初中语文 骨干教师培训。',
    from: '2014-07-07',
    to: '2014-07-09',
    hours: 18,
    source: 'PROVIDER',
  }
  const registered = { ...context, hourRecords: [record] }

  test('as soon as name and dates are known, with the record shown', () => {
    const { to: _, ...undated } = complete
    expect(answer(undated, 'to', '7月7日', registered)).toEqual({
      refused: 'already-on-record',
      params: {
        courseName: record.courseName,
        from: '2014-07-07',
        to: '2014-07-09',
        hours: 18,
        source: 'PROVIDER',
      },
    })
    expect(isRefusal(answer(undated, 'to', '7月6日', registered))).toBe(false)
  })

  test('also by renaming the course on the summary', () => {
    const other = answered({ courseName: '别的课程' }, complete, registered)
    expect(answer(other, 'courseName', '初中语文骨干教师培训', registered)).toMatchObject({
      refused: 'already-on-record',
    })
  })

  test('also when the record arrived while the draft lay', () => {
    expect(checkComplete(complete, evidence('CERTIFICATE'), registered)).toMatchObject({
      refused: 'already-on-record',
      params: { question: 'courseName' },
    })
  })

  test('nor what is already declared, unless it is the item being corrected', () => {
    const declaration: OwnDeclaration = { ...record, activityType: 'other-training', state: 'SUBMITTED' }
    const declarations = [declaration]
    const photos = evidence('CERTIFICATE')
    expect(checkComplete(complete, photos, { ...context, declarations })).toMatchObject({
      refused: 'already-declared',
    })
    const correcting = { ...context, declarations, correcting: 'r1' }
    expect(isRefusal(checkComplete(complete, photos, correcting))).toBe(false)
  })
})

describe('submitting', () => {
  test('gives the whole claim', () => {
    expect(checkComplete(complete, evidence('CERTIFICATE'), context)).toEqual({
      category: 'PROFESSIONAL',
      activityType: 'national-training',
      courseName: '初中语文骨干教师培训',
      baseId: null,
      provider: '示例师范大学',
      from: '2014-07-05',
      to: '2014-07-07',
      amount: { value: 3, unit: 'days' },
      hours: 18,
      foreign: false,
      datesOnCertificate: true,
    })
  })

  test('is refused without any one of the answers or photos', () => {
    expect(checkComplete(complete, [], context)).toEqual({
      refused: 'form-incomplete',
      params: { question: 'photosCertificate' },
    })
    for (const field of Object.keys(inputs)) {
      const { [field as keyof Answers]: _, ...gap } = complete
      expect(checkComplete(gap, evidence('CERTIFICATE'), context)).toEqual({
        refused: 'form-incomplete',
        params: { question: field },
      })
    }
  })

  test('is refused when the cycle no longer knows the base, and tells which question to answer again', () => {
    const draft = answered(
      { category: 'PUBLIC', activityType: 'public-course', amount: '18', baseId: 'base-two' },
      complete,
    )
    const photos = evidence('CERTIFICATE')
    expect(checkComplete(draft, photos, context)).toMatchObject({
      baseId: 'base-two',
      provider: null,
      hours: 18,
    })
    const fewer = { ...cycle2014, bases: cycle2014.bases.slice(0, 1) }
    expect(checkComplete(draft, photos, { ...context, cycle: fewer })).toEqual({
      refused: 'base-not-recognised',
      params: { question: 'baseId' },
    })
  })

  test('counts the hours from the amount, whatever the draft says', () => {
    expect(checkComplete({ ...complete, hours: 600 }, evidence('CERTIFICATE'), context)).toMatchObject({
      hours: 18,
    })
  })
})

describe('ruling 5: every correction is kept with its difference', () => {
  test('field by field, with nothing for ticks', () => {
    const after = answered({ amount: '2天', to: '7月6日', foreign: 'yes' }, complete)
    expect(differences(complete, after)).toEqual([
      { field: 'to', from: '2014-07-07', to: '2014-07-06' },
      { field: 'amount', from: { value: 3, unit: 'days' }, to: { value: 2, unit: 'days' } },
      { field: 'hours', from: 18, to: 12 },
      { field: 'foreign', from: false, to: true },
    ])
  })

  test('a claim read back from storage differs in nothing, whatever the order of its keys', () => {
    const claim = checkComplete(complete, evidence('CERTIFICATE'), context)
    if (isRefusal(claim)) throw new Error(claim.refused)
    expect(differences({ ...claim, amount: { unit: 'days', value: 3 } }, complete)).toEqual([])
  })

  test('an answer that did not exist before is shown as new', () => {
    expect(differences({}, { provider: '示例师范大学' })).toEqual([
      { field: 'provider', from: null, to: '示例师范大学' },
    ])
  })
})

describe('whatever is answered in whatever order', () => {
  const typed = fc.oneof(
    fc.constantFrom(
      'PUBLIC',
      'PROFESSIONAL',
      'ELECTIVE',
      'public-course',
      'paper',
      'lecture',
      'national-training',
    ),
    fc.constantFrom(
      '7-5',
      '7-7',
      '2014-3-1',
      '12-25',
      '12-26',
      '3',
      '18学时',
      '40学时',
      '2篇',
      'yes',
      'no',
      'base-one',
    ),
    fc.string({ unit: 'binary', maxLength: 8 }),
  )
  const step = fc.tuple(fc.constantFrom(...questionIds), typed)

  test('the form never breaks, and what it lets through is a possible claim', () => {
    const everything = evidence('CERTIFICATE', 'TRANSLATION', 'HOURS_PROOF')
    fc.assert(
      fc.property(fc.boolean(), fc.array(step, { maxLength: 12 }), (started, steps) => {
        let answers: Answers = started ? complete : {}
        for (const [questionId, input] of steps) {
          const outcome = answer(answers, questionId, input, context)
          if (!isRefusal(outcome)) answers = outcome.answers
          expect(structuredClone(answers)).toEqual(JSON.parse(JSON.stringify(answers)))
        }
        const claim = checkComplete(answers, everything, context)
        // Answers given one by one are all valid together. Only an open question can keep them from being
        // submitted.
        const open = nextQuestion(answers, everything, cycle2014)
        if (isRefusal(claim)) {
          expect(claim).toEqual({ refused: 'form-incomplete', params: { question: open } })
          return
        }
        expect(open).toBe('summary')
        expect(claim.from <= claim.to).toBe(true)
        expect(claim.hours).toBeGreaterThan(0)
        expect(claim.hours * 2).toBe(Math.round(claim.hours * 2))
        expect(claim.baseId === null).toBe(claim.category !== 'PUBLIC')
      }),
      { numRuns: 300 },
    )
  })
})

test('the questions stand in the order of their ids, once each', () => {
  expect(questions.map(({ id }) => id)).toEqual([...questionIds])
})

test('every choice reads its own options, and no option is shown that the category does not allow', () => {
  for (const category of ['PUBLIC', 'PROFESSIONAL', 'ELECTIVE'] as const) {
    const draft = answered({ category })
    for (const { id } of questionOf('activityType').options!(cycle2014, draft)) {
      const outcome = answer(draft, 'activityType', id, context)
      const type = cycle2014.activityTypes.find((type) => type.id === id)!
      expect(type.categories).toContain(category)
      if (type.refused) expect(outcome).toMatchObject({ refused: type.refused })
      else expect(outcome).toMatchObject({ answers: { activityType: id } })
    }
  }
})
