import { beforeAll, describe, expect, test } from 'vitest'
import type { SandboxPhone } from '../../../bot/sandbox/sandbox.ts'
import { returnedText } from '../../../bot/telegram/dialogue/returned.ts'
import { patternOf, type TextPattern, textKeys } from '../../../bot/telegram/dialogue/texts.ts'
import { decide } from '../../../core/declarations/decide.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { declarationStates } from '../../../core/review/actions.ts'
import { levelOfReturned } from '../../../core/review/returned.ts'
import type { Locale, ReturnLevel } from '../../../core/terms.ts'
import { confirmedItem, reviewDay } from '../../support/confirmed.ts'
import { startTestProgram } from '../../support/program.ts'
import { say } from '../../support/story.ts'

/**
 * DOMAIN §1: 退案 is the school's return, 退回 that of the office above it; in English it is returned, or sent
 * back. A text that means one of them has that word, and a text that can mean either has both.
 */
const words: Readonly<Record<Locale, Readonly<Record<ReturnLevel, RegExp>>>> = {
  zh: { school: /退案/, district: /退回/ },
  en: { school: /\breturn(s|ed|ing)?\b/i, district: /\b(send(s|ing)?|sent)( \S+){0,2} back\b/i },
}

/** Every text that speaks of a return, by whose it is. A new one takes its place here. */
const textsOf: Readonly<Record<ReturnLevel | 'both', readonly string[]>> = {
  school: [
    'notice-declaration-returned-by-school',
    'returned-by-school',
    'declare-returned-by-school',
    'status-reason-RETURNED_BY_SCHOOL',
    'state-RETURNED_BY_SCHOOL',
    'principal-in-RETURNED_BY_SCHOOL',
    'complaint-choose-reason-SCHOOL_ADMIN',
    'complaint-returns-item-SCHOOL_ADMIN',
    'complaint-item-returned-SCHOOL_ADMIN',
    'complaint-item-kept-SCHOOL_ADMIN',
    'refusal-complaint-upheld',
    'refusal-complaint-beyond-school',
    'window-resubmission',
    'item-did-return',
    'item-did-complaint-return',
    'item-returned',
    'item-choose-reason',
    'item-ask-note',
    'item-ask-finding',
    'item-confirm-return',
    'school-button-return',
    'school-button-return-without-note',
    'school-button-confirm-return',
    'publicity-warn-returned',
    'publicity-sure',
    'publicity-withdraw-ask',
    'notice-nudge-returned',
    'item-reason',
    'publicity-button-returned',
    'notice-publicity-correct-again',
    'notice-declaration-on-record-school',
    'figure-returns',
    'flow-teacher',
    'flow-note-school',
  ],
  district: [
    'notice-declaration-returned-by-district',
    'returned-by-district',
    'declare-returned-by-district',
    'status-reason-RETURNED_BY_DISTRICT',
    'state-RETURNED_BY_DISTRICT',
    'principal-in-RETURNED_BY_DISTRICT',
    'principal-form-differs',
    'complaint-choose-reason-DISTRICT_REVIEWER',
    'complaint-returns-item-DISTRICT_REVIEWER',
    'complaint-item-returned-DISTRICT_REVIEWER',
    'complaint-item-kept-DISTRICT_REVIEWER',
    'queue-closed',
    'item-did-district-return',
    'item-did-district-complaint-return',
    'review-button-return',
    'review-button-return-finally',
    'review-button-return-finally-sure',
    'review-button-return-without-note',
    'review-button-confirm-return',
    'review-choose-reason',
    'review-return-means',
    'review-return-is-final',
    'review-return-too-late',
    'review-ask-note',
    'review-ask-finding',
    'review-confirm-return',
    'review-confirm-return-finally',
    'review-returned',
    'review-returned-finally',
    'schools-stage-means-second-round',
    'notice-second-round-opened',
    'notice-second-round-too-late',
    'notice-second-round-opened-principal',
    'review-reason',
    'figure-returnsAbove',
    'flow-second-round',
  ],
  both: [
    'complain-what-next',
    'complaint-ask-finding-upheld',
    'conn-type-declaration-returned',
    'refusal-reason-needed',
    'refusal-reason-unknown',
    'refusal-item-on-record',
    'staff-group-returned',
    'flow-note-second-round',
    'picture-school-returned',
    'staff-group-means-returned',
    'digest-teachers-returned',
    'notice-second-round-opened-admin',
    'reminders-decisions',
    'advice-waiting',
    'advice-over',
    'principal-block-second-round-with-teacher',
    'notice-items-frozen-invalid',
    'report-totals',
    'notice-leaders-report',
    'patterns-school-hours',
    'patterns-school-days',
    'principal-form-figures',
  ],
}

function plain(pattern: TextPattern): string {
  if (typeof pattern === 'string') return pattern
  return pattern
    .map((part) => {
      if (typeof part === 'string') return part
      if (part.type === 'select') return part.variants.map((variant) => plain(variant.value)).join(' ')
      return '…'
    })
    .join('')
}

const saying = (locale: Locale, level: ReturnLevel) =>
  [...textKeys[locale]].filter((key) => words[locale][level].test(plain(patternOf(locale, key))))

describe('a return is called after whose it is', () => {
  test.each(['school', 'district', 'both'] as const)('in every text of %s', (level) => {
    const said = (by: ReturnLevel) => new Set(saying('zh', by))
    const [bySchool, byDistrict] = [said('school'), said('district')]
    const wrong = textsOf[level].filter(
      (key) => bySchool.has(key) !== (level !== 'district') || byDistrict.has(key) !== (level !== 'school'),
    )
    expect(wrong).toEqual([])
  })

  test('and every text that says either word stands in the table', () => {
    const known = new Set(Object.values(textsOf).flat())
    const said = [...saying('zh', 'school'), ...saying('zh', 'district')]
    expect([...new Set(said)].filter((key) => !known.has(key))).toEqual([])
    expect([...known].filter((key) => !textKeys.zh.has(key))).toEqual([])
  })

  test('in English too, wherever one level alone is meant', () => {
    const [bySchool, byDistrict] = [new Set(saying('en', 'school')), new Set(saying('en', 'district'))]
    expect(textsOf.district.filter((key) => !byDistrict.has(key) || bySchool.has(key))).toEqual([])
    expect(textsOf.school.filter((key) => byDistrict.has(key))).toEqual([])
    expect(textsOf.both.filter((key) => !bySchool.has(key) || !byDistrict.has(key))).toEqual([])
  })
})

test('whoever has both kinds is told both, and no other state is called a return', () => {
  const items = (
    ['RETURNED_BY_SCHOOL', 'RETURNED_BY_SCHOOL', 'RETURNED_BY_DISTRICT', 'SUBMITTED'] as const
  ).map((state) => ({ state }))
  expect(returnedText('zh', items)).toBe('2 项申报被学校退案、1 项申报被复审退回')
  expect(returnedText('en', items)).toBe(
    '2 declarations returned by the school and 1 declaration sent back by the reviewing office',
  )
  expect(returnedText('zh', items.slice(2))).toBe('1 项申报被复审退回')
  expect(declarationStates.filter((state) => levelOfReturned(state))).toEqual([
    'RETURNED_BY_SCHOOL',
    'RETURNED_BY_DISTRICT',
  ])
})

describe('what a teacher reads', () => {
  let phone: SandboxPhone
  let personId: string
  let town: Awaited<ReturnType<typeof startTestProgram>>

  beforeAll(async () => {
    town = await startTestProgram()
    await town.sandbox.clock.moveTo(reviewDay)
    phone = town.phoneOf('李文博')
    await say(phone, '/help', '/help')
    personId = (await town.database.prisma.person.findFirstOrThrow({ where: { name: '李文博' } })).id
  })

  const returned = async (action: 'return' | 'district-return', reviewer: string, locale: Locale) => {
    const { prisma } = town.database
    await prisma.account.update({ where: { id: phone.userId }, data: { locale } })
    const state = action === 'return' ? 'SUBMITTED' : 'CONFIRMED_BY_PRINCIPAL'
    const { id } = await confirmedItem(town.database, personId, { state })
    const { id: actorId } = await prisma.person.findFirstOrThrow({ where: { name: reviewer } })
    const { cycles, clock } = town.program.house
    const outcome = await prisma.$transaction((tx) =>
      decide(
        tx,
        { action, declarationId: id, personId: actorId, given: { reasonId: 'photocopy' } },
        { cycleOf: cycles.get, now: clock.now() },
      ),
    )
    if (isRefusal(outcome)) throw new Error(outcome.refused)
    await town.program.sweepNow()
  }

  test.each([
    ['zh', 'return', '何丽萍', '您的申报被学校退案', '退案原因：证书为复印件', /退回/],
    ['zh', 'district-return', '黎明轩', '您的申报被复审退回', '退回原因：证书为复印件', /退案/],
    [
      'en',
      'return',
      '何丽萍',
      'Your school has returned your declaration',
      'Returned because:',
      /sent back/i,
    ],
    [
      'en',
      'district-return',
      '黎明轩',
      'The reviewing office has sent your declaration back',
      'Sent back because:',
      /returned/i,
    ],
  ] as const)('in %s of a %s by %s', async (locale, action, by, told, reason, never) => {
    await town.database.prisma.declaration.deleteMany({ where: { personId } })
    await returned(action, by, locale)
    expect((await phone.waitFor(told)).text).not.toMatch(never)
    const page = await say(phone, '/status', reason)
    expect(page.text).not.toMatch(never)
    const home = await say(phone, '/start', returnedText(locale, [{ state: stateAfter[action] }]))
    expect(home.text).not.toMatch(never)
  })
})

const stateAfter = { return: 'RETURNED_BY_SCHOOL', 'district-return': 'RETURNED_BY_DISTRICT' } as const
