import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { sayIn } from '../../../bot/telegram/dialogue/texts.ts'
// Shuts sharp's decoders as the whole program does: what is drawn must not need them.
import '../../../core/evidence/prepare-picture.ts'
import { cycle2014 } from '../../../core/cycle/shipped-cycles.ts'
import { ledgerFromSums, verdictOf } from '../../../core/ledger/ledger.ts'
import { colours } from '../../../core/pictures/colours.ts'
import { hoursToGo, type ProgressFacts, sums } from '../../../core/reports/progress-facts.ts'
import {
  barOf,
  pictureHeight,
  pictureWidth,
  progressPicture,
} from '../../../core/reports/progress-picture.ts'
import { progressAsText, progressInWords } from '../../../core/reports/progress-words.ts'
import type { Category } from '../../../core/terms.ts'

const inWords = (facts: ProgressFacts) => progressInWords(facts, sayIn(facts.locale))
const asText = (facts: ProgressFacts) => progressAsText(facts, sayIn(facts.locale))

const { requirements } = cycle2014
type Hours = Partial<Record<Category, number>>

function factsOf(counted: Hours, underReview: Hours = {}, more: Partial<ProgressFacts> = {}): ProgressFacts {
  const ledger = ledgerFromSums([counted], [underReview], requirements)
  const stage = more.stage ?? 'review'
  return {
    cycleName: '2014年度',
    ledger,
    requirements,
    deadline: new Date('2015-01-01T00:00:00+08:00'),
    verdict: verdictOf(ledger, requirements, { final: stage === 'frozen' }),
    stage,
    madeAt: new Date('2014-12-10T10:00:00+08:00'),
    locale: 'zh',
    ...more,
  }
}

const halfway = factsOf({ PUBLIC: 18, PROFESSIONAL: 30, ELECTIVE: 4 }, { PROFESSIONAL: 8 })

async function pixelsOf(png: Buffer) {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return {
    info,
    at: (x: number, y: number) => data.readUIntBE((y * info.width + x) * info.channels, 3),
    colours: () => {
      const seen = new Set<number>()
      for (let at = 0; at < data.length; at += info.channels) seen.add(data.readUIntBE(at, 3))
      return seen
    },
  }
}

describe('the picture of the year', () => {
  test('is a PNG of its size and small enough for a weak connection', async () => {
    for (const facts of [halfway, factsOf({}), factsOf({}, {}, { locale: 'en', cycleName: 'Year 2014' })]) {
      const png = await progressPicture(facts, sayIn(facts.locale))
      expect(png.length).toBeLessThan(60_000)
      const { info } = await pixelsOf(png)
      expect(info).toMatchObject({ width: pictureWidth, height: pictureHeight, format: 'raw' })
    }
  })

  test.each([
    ['halfway', halfway],
    ['nothing yet', factsOf({})],
    ['far beyond every minimum', factsOf({ PUBLIC: 24, PROFESSIONAL: 60, ELECTIVE: 30 }, { ELECTIVE: 6 })],
  ])(
    'shows 已认定 solid, 审核中 hatched and the gap empty where the hours put them: %s',
    async (_, facts) => {
      const picture = await pixelsOf(await progressPicture(facts, sayIn(facts.locale)))
      for (const sum of sums) {
        const bar = barOf(sum, facts)
        const middle = bar.top + bar.height / 2
        const along = (from: number, to: number) =>
          Array.from({ length: Math.max(0, to - from - 8) }, (_, at) => from + 4 + at)
            // The mark of the minimum stands before everything.
            .filter((x) => Math.abs(x - bar.aim) > 8)
            .map((x) => picture.at(x, middle))
        expect(new Set(along(bar.left, bar.counted))).toEqual(
          new Set(bar.counted > bar.left ? [colours.strong] : []),
        )
        const hatched = along(bar.counted, bar.underReview)
        if (hatched.length > 20) {
          const stripes = hatched.filter((colour) => colour === colours.strong).length / hatched.length
          expect(stripes).toBeGreaterThan(0.3)
          expect(stripes).toBeLessThan(0.7)
        }
        expect(new Set([...along(bar.underReview, bar.end), colours.paper])).toEqual(new Set([colours.paper]))
        // Its outline, on the upper edge.
        if (bar.end - bar.underReview > 40)
          expect(picture.at(bar.underReview + 12, bar.top)).toBe(colours.line)
      }
    },
  )

  test('marks every minimum above and below its bar, and all bars share one scale', async () => {
    const picture = await pixelsOf(await progressPicture(halfway, sayIn(halfway.locale)))
    const perHour = new Set<string>()
    for (const sum of ['PUBLIC', 'PROFESSIONAL', 'total'] as const) {
      const bar = barOf(sum, halfway)
      expect(picture.at(bar.aim, bar.top - 6)).toBe(colours.ink)
      expect(picture.at(bar.aim, bar.top + bar.height + 6)).toBe(colours.ink)
      expect(picture.at(bar.aim - 12, bar.top - 6)).toBe(colours.paper)
      const need = { PUBLIC: 18, PROFESSIONAL: 42, total: 72 }[sum]
      perHour.add(((bar.aim - bar.left) / need).toFixed(1))
    }
    expect(perHour.size).toBe(1)
  })

  test('says in large letters what is missing, and in green when nothing is', async () => {
    const short = (await pixelsOf(await progressPicture(halfway, sayIn(halfway.locale)))).colours()
    expect(short.has(colours.good)).toBe(false)
    const passed = factsOf({ PUBLIC: 18, PROFESSIONAL: 54 })
    expect(
      (await pixelsOf(await progressPicture(passed, sayIn(passed.locale)))).colours().has(colours.good),
    ).toBe(true)
  })

  test('is the same bytes for the same facts', async () => {
    expect(
      (await progressPicture(halfway, sayIn(halfway.locale))).equals(
        await progressPicture(halfway, sayIn(halfway.locale)),
      ),
    ).toBe(true)
    const more = factsOf({ PUBLIC: 18, PROFESSIONAL: 30.5, ELECTIVE: 4 }, { PROFESSIONAL: 8 })
    expect(
      (await progressPicture(halfway, sayIn(halfway.locale))).equals(
        await progressPicture(more, sayIn(more.locale)),
      ),
    ).toBe(false)
  })

  test('keeps what is long within its edges', async () => {
    const long = factsOf(
      { PUBLIC: 12.5, PROFESSIONAL: 10.5 },
      { PUBLIC: 2.5, PROFESSIONAL: 12.5, ELECTIVE: 2.5 },
      {
        locale: 'en',
        cycleName: 'Year 2014 of the verification in a very long name',
        name: '阿卜杜勒·买买提热依木江',
      },
    )
    const picture = await pixelsOf(await progressPicture(long, sayIn(long.locale)))
    for (let y = 0; y < pictureHeight; y++) {
      for (const x of [20, pictureWidth - 20]) expect(picture.at(x, y)).toBe(colours.paper)
    }
  })
})

describe('its words', () => {
  test('state the same numbers as the ledger', () => {
    expect(asText(halfway)).toBe(
      [
        '2014年度学时进度（截至2014年12月10日）',
        '还缺 20 学时',
        '审核中的 8 学时全部通过后，还缺 12 学时。',
        '',
        '公需科目：已认定 18 · 已够（最低 18）',
        '专业科目：已认定 30 · 审核中 8 · 缺 12（最低 42）',
        '个人选修科目：已认定 4（建议 12）',
        '总学时：已认定 52 · 审核中 8 · 缺 20（最低 72）',
        '',
        '请在2014年12月31日24:00前申报，之后不能再申报。',
      ].join('\n'),
    )
  })

  test.each([
    [{}, {}, '还缺 72 学时', '其中公需科目 18、专业科目 42，其余 12 任何科目均可。'],
    [{ PUBLIC: 12, PROFESSIONAL: 44, ELECTIVE: 16 }, {}, '还缺 6 学时', '缺的是公需科目。'],
    [{ PUBLIC: 18, PROFESSIONAL: 42 }, {}, '还缺 12 学时', '各科目已够，只缺总学时，任何科目均可。'],
    [
      { PUBLIC: 18, PROFESSIONAL: 30 },
      { PROFESSIONAL: 24 },
      '还缺 24 学时',
      '审核中的 24 学时全部通过后，即可达标。',
    ],
    [{ PUBLIC: 18, PROFESSIONAL: 54 }, {}, '已达标（暂定）', '最终结果以年度验证结束时为准。'],
  ])('for %j and %j under review: %s', (counted, underReview, headline, note) => {
    const words = inWords(factsOf(counted, underReview))
    expect([words.headline, words.note]).toEqual([headline, note])
  })

  test('tell a category’s gap even where the total is reached', () => {
    expect(hoursToGo(factsOf({ PUBLIC: 6, PROFESSIONAL: 90 }).ledger.missing)).toBe(12)
  })

  test('are final after the freeze, name no deadline that is over, and know who is exempt', () => {
    const frozen = { stage: 'frozen', madeAt: new Date('2015-03-10T10:00:00+08:00') } as const
    const over = inWords(factsOf({ PUBLIC: 12, PROFESSIONAL: 60 }, {}, frozen))
    expect(over).toMatchObject({
      headline: '未达标，缺 6 学时',
      deadline: '年度验证已结束，以上为最终结果。',
    })
    expect(inWords(factsOf({ PUBLIC: 18, PROFESSIONAL: 54 }, {}, frozen)).headline).toBe('已达标')
    const lastMoment = factsOf({}, {}, { madeAt: new Date('2014-12-31T23:59:59+08:00') })
    expect(inWords(lastMoment).deadline).toMatch(/^请在/)
    const closed = factsOf({}, {}, { madeAt: new Date('2015-01-01T00:00:00+08:00') })
    expect(inWords(closed).deadline).toBe('申报已于2014年12月31日24:00截止，审核仍在进行。')
    expect(inWords(factsOf({}, {}, { exempt: true }))).toMatchObject({
      headline: '本年度免验',
      note: '',
    })
  })

  test('speak English to whoever chose it', () => {
    const text = asText({ ...halfway, locale: 'en', cycleName: 'Year 2014' })
    expect(text).toContain('20 hours to go')
    expect(text).toContain('Professional: counted 30 · under review 8 · missing 12 (min 42)')
    expect(text).not.toMatch(/\p{Script=Han}/u)
  })
})
