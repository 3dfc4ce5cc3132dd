import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { refusalText } from '../../../bot/telegram/dialogue/refusal-text.ts'
import { locales, plainTextOf, textKeys } from '../../../bot/telegram/dialogue/texts.ts'
import { windowIds } from '../../../core/cycle/cycle.ts'
import { refuse } from '../../../core/refusal.ts'
import { allRefusals } from '../../../core/refusals.ts'
import { declarationStates } from '../../../core/review/actions.ts'
import { evidenceKinds, roles } from '../../../core/terms.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const sourceFiles = (room: string) =>
  readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.join(root, room, file))

/** The texts of a locale by key, each with the file it stands in. */
function textsOf(locale: string): { key: string; text: string; file: string }[] {
  const folder = path.join(root, 'bot/telegram/locales', locale)
  return readdirSync(folder).flatMap((file) => {
    const lines = readFileSync(path.join(folder, file), 'utf8').split('\n')
    const texts: { key: string; text: string; file: string }[] = []
    for (const line of lines) {
      const begins = /^([a-zA-Z][\w-]*) *=(.*)$/.exec(line)
      if (begins) texts.push({ key: begins[1]!, text: begins[2]!, file })
      else if (/^\s/.test(line)) texts.at(-1)!.text += `\n${line}`
    }
    return texts
  })
}

const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/\{\s*\$([\w-]+)/g)].map(([, name]) => name!))].sort()

test('every code with which the core says no is among all refusals', async () => {
  const missing: string[] = []
  for (const file of sourceFiles('core')) {
    if (!/export const \w+Refusals\b/.test(readFileSync(file, 'utf8'))) continue
    const exported = (await import(file)) as Record<string, unknown>
    for (const [name, codes] of Object.entries(exported)) {
      if (!name.endsWith('Refusals') || name === 'allRefusals') continue
      for (const code of codes as string[]) {
        if (!(allRefusals as readonly string[]).includes(code)) missing.push(`${name}: ${code}`)
      }
    }
  }
  expect(missing).toEqual([])
})

test('every code that the core refuses with stands in a table', () => {
  const used = sourceFiles('core').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\brefuse\('([a-z-]+)'/g)].map(([, code]) => code!),
  )
  expect(used.length).toBeGreaterThan(50)
  expect(used.filter((code) => !(allRefusals as readonly string[]).includes(code))).toEqual([])
})

test.each(locales)(
  'every refusal has its text in %s, and no text is left of a refusal that is gone',
  (locale) => {
    const keys = [...textKeys[locale]].filter((key) => key.startsWith('refusal-') && !key.endsWith('-by'))
    expect(keys.sort()).toEqual(allRefusals.map((code) => `refusal-${code}`).sort())
  },
)

test('both languages have the same texts', () => {
  expect([...textKeys.en].sort()).toEqual([...textKeys.zh].sort())
})

test.each(locales)('no text of %s stands twice', (locale) => {
  const seen = new Map<string, string>()
  const twice = textsOf(locale).flatMap(({ key, file }) => {
    const before = seen.get(key)
    seen.set(key, file)
    return before ? [`${key}: ${before}, ${file}`] : []
  })
  expect(twice).toEqual([])
})

test('a text speaks of the same things in both languages', () => {
  const english = new Map(textsOf('en').map(({ key, text }) => [key, placeholders(text)]))
  const different = textsOf('zh')
    .filter(({ key, text }) => String(english.get(key)) !== String(placeholders(text)))
    .map(({ key, text }) => `${key}: ${placeholders(text)} / ${english.get(key)}`)
  expect(different).toEqual([])
})

test.each(locales)('every text of %s is read whole by Fluent', (locale) => {
  const chinese = new Map(textsOf('zh').map(({ key, text }) => [key, text]))
  const broken = textsOf(locale).filter(({ key, text }) => {
    const params = Object.fromEntries(placeholders(text).map((name) => [name, 1]))
    const said = plainTextOf(locale, key, params)
    // A text that Fluent cannot read is said in Chinese instead.
    const fellBack = chinese.get(key) !== text && said === plainTextOf('zh', key, params)
    return said.trim() === '' || said.includes('{') || fellBack
  })
  expect(broken.map(({ key }) => key)).toEqual([])
})

test('every text that the bot names exists', () => {
  const missing: string[] = []
  let named = 0
  for (const file of sourceFiles('bot/telegram')) {
    const source = readFileSync(file, 'utf8')
    const calls = /\b(?:text|label|button)\(\s*(['`])([a-zA-Z][\w-]*)(\$\{)?/g
    const direct = /\b(?:textOf|plainTextOf)\(\s*[^,()]+,\s*(['`])([a-zA-Z][\w-]*)(\$\{)?/g
    for (const [, , key, isBeginning] of [...source.matchAll(calls), ...source.matchAll(direct)]) {
      named += 1
      const exists = isBeginning
        ? [...textKeys.zh].some((other) => other.startsWith(key!))
        : textKeys.zh.has(key!)
      if (!exists) missing.push(`${path.relative(root, file)}: ${key}`)
    }
  }
  expect(named).toBeGreaterThan(100)
  expect(missing).toEqual([])
})

test.each([
  ['state', declarationStates],
  ['role', roles],
  ['window', windowIds],
  ['evidence', evidenceKinds],
  ['source', ['AUTO', 'PROVIDER', 'SCHOOL']],
  ['unit', ['hours', 'days', 'items']],
] as const)('every %s that a refusal tells of has a name', (kind, ids: readonly string[]) => {
  expect(ids.map((id) => `${kind}-${id}`).filter((key) => !textKeys.zh.has(key))).toEqual([])
})

const said = (locale: 'zh' | 'en', ...args: Parameters<typeof refuse>) => refusalText(refuse(...args), locale)

test('a deadline is told with its hour and 「前」', () => {
  const closed = { window: 'second-round-teacher', deadline: '2015-02-04T09:00:00.000Z' }
  expect(said('zh', 'window-closed', closed)).toContain('「第二轮教师更正」须在2015年2月4日17:00前完成')
  expect(said('en', 'window-closed', closed)).toContain('before 4 Feb 2015, 17:00 (Guangzhou time)')
})

test('whoever comes second is told who was first, where that is known', () => {
  const first = { by: '何丽萍', at: '2014-12-20T02:00:00.000Z', state: 'APPROVED_BY_SCHOOL' }
  expect(said('zh', 'already-decided', first)).toContain('已由何丽萍于2014年12月20日 10:00处理')
  expect(said('zh', 'already-decided', { state: 'APPROVED_BY_SCHOOL' })).toContain('这一项已经处理过了')
})

test('what a person typed cannot become markup in a refusal', () => {
  const course = { courseName: '<b>C</b>', from: '2014-07-01', to: '2014-07-02', hours: 12, source: 'AUTO' }
  expect(said('zh', 'already-on-record', course)).toContain('&lt;b&gt;C&lt;/b&gt;')
})

test('years are told without a thousands separator', () => {
  const outside = { date: '2013-07-01', year: 2014 }
  expect(said('en', 'date-outside-year', outside)).toContain('31 December 2014')
})
