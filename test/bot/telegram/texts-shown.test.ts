import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { locales, patternOf, textKeys } from '../../../bot/telegram/dialogue/texts.ts'
import { noticeExamples } from '../../../bot/wording/notice-examples.ts'
import { type ShownNotice, shownNotices } from '../../../bot/wording/notices-shown.ts'
import { shownTexts } from '../../../bot/wording/texts-shown.ts'
import { wordingCsv, wordingMarkdown } from '../../../bot/wording/wording-file.ts'
import { allRefusals } from '../../../core/refusals.ts'
import { openPage } from '../../e2e/browser.ts'
import { startTestProgram } from '../../support/program.ts'

const mostMessageChars = 4096
const mostLabelChars = 64

const town = await startTestProgram()
const texts = shownTexts().flatMap(({ sections }) => sections.flatMap((section) => section.texts))
const plain = (html: string) => html.replace(/<[^>]+>/g, '')

const renderings = texts.flatMap(({ key, use, says }) =>
  locales.flatMap((locale) => says[locale].map(({ html }) => ({ key, use, locale, said: plain(html) }))),
)

describe('every text that the bot has', () => {
  test('is shown once, in both languages', () => {
    expect(texts.map(({ key }) => key).sort()).toEqual([...textKeys.zh].sort())
  })

  test('is filled wholly: no parameter shows as its name', () => {
    const left = renderings.filter(
      ({ said }) => said.trim() === '' || /[{}]|\$[a-zA-Z]|undefined|NaN/.test(said),
    )
    expect(left).toEqual([])
  })

  test('fits into a message, and a label onto its button', () => {
    const tooLong = renderings.filter(
      ({ use, said }) => said.length > (use === 'button' ? mostLabelChars : mostMessageChars),
    )
    expect(tooLong).toEqual([])
  })

  test('has full-width punctuation where it is Chinese', () => {
    const half = renderings.filter(
      ({ locale, said }) => locale === 'zh' && /\p{Script=Han}[,;:?!(]|[,;:?!)]\p{Script=Han}/u.test(said),
    )
    expect(half).toEqual([])
  })

  test('says a deadline once: a date is not followed by two 前 or, in English, preceded by two prepositions', () => {
    const doubled = renderings.filter(({ said }) =>
      /前[）]?(前|之前|以前)|\b(by|until|on|since|at) before \d/.test(said),
    )
    expect(doubled).toEqual([])
  })

  test('does not put 「前」 where an instant is meant', () => {
    const instants = renderings.filter(({ said }) =>
      /\d{2}:\d{2}前(）?已过|）已|冻结|到期|截止|）？已截止)/.test(said),
    )
    expect(instants).toEqual([])
  })

  test('has no variant that its language never asks for: Chinese counts in one form', () => {
    const never = texts.filter(({ key }) => {
      const pattern = patternOf('zh', key)
      if (typeof pattern === 'string') return false
      return pattern.some(
        (part) =>
          typeof part !== 'string' &&
          part.type === 'select' &&
          part.variants.some((variant) => variant.key.value === 'one'),
      )
    })
    expect(never.map(({ key }) => key)).toEqual([])
  })
})

test('every code of a refusal is shown', () => {
  const shown = new Set(texts.map(({ key }) => key))
  expect(allRefusals.filter((code) => !shown.has(`refusal-${code}`))).toEqual([])
})

describe('notices as whole messages', () => {
  let shown: readonly ShownNotice[]
  const standing = () =>
    town.database.pool
      .query('select id, state, version from declaration order by serial')
      .then(({ rows }) => rows)

  beforeAll(async () => {
    const untouched = await standing()
    shown = await shownNotices(town.program.house)
    expect(await standing()).toEqual(untouched)
  })

  test('every kind is shown, and every example has its message', () => {
    expect([...new Set(shown.map(({ kind }) => kind))].sort()).toEqual(Object.keys(noticeExamples).sort())
    expect(shown.filter(({ says }) => 'cannot' in says)).toEqual([])
  })

  test('none is unfilled or too long, in either language, nor is one of its buttons', () => {
    const wrong = shown.flatMap(({ kind, says }) => {
      if ('cannot' in says) return []
      return locales
        .map((locale) => says[locale])
        .filter(
          ({ html, buttons }) =>
            /[{}]|\$[a-zA-Z]|undefined|NaN/.test(plain(html)) ||
            html.length > mostMessageChars ||
            buttons.flat().some((label) => label.length > mostLabelChars || label.trim() === ''),
        )
        .map(({ html }) => `${kind}: ${html}`)
    })
    expect(wrong).toEqual([])
  })

  test('a file for reviewers holds them and every text', () => {
    const markdown = wordingMarkdown(shown)
    const csv = wordingCsv(shown)
    for (const content of [markdown, csv]) {
      expect(content).toContain('refusal-profile-not-confirmed')
      expect(content).toContain('notice final-verdict')
    }
    expect(csv.startsWith('﻿文件,键名,用途,中文,English,修改意见')).toBe(true)
  })
})

test('the sandbox shows all of it on a page that can be searched', async () => {
  const { page, complaints, close } = await openPage(town.sandbox.url, { width: 1400 })
  try {
    await page.getByRole('link', { name: '全部文字' }).click()
    await page.getByRole('heading', { name: '全部文字' }).waitFor()
    const articles = page.locator('article:visible')
    const all = await articles.count()
    expect(all).toBeGreaterThan(textKeys.zh.size)
    await page.getByRole('searchbox', { name: '筛选' }).fill('refusal-already-decided')
    await expect.poll(() => articles.count()).toBe(2)
    expect(await articles.first().textContent()).toContain('这一项已经处理过了')
    await page.getByRole('searchbox', { name: '筛选' }).fill('')
    await expect.poll(() => articles.count()).toBe(all)
    // The page that was left had listened for news.
    expect(complaints.filter((one) => !one.includes('/sandbox/events'))).toEqual([])
  } finally {
    await close()
  }
})

test('the command line writes the same into a file', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'xueshi-texts-'))
  try {
    const main = fileURLToPath(new URL('../../../bot/admin/main.ts', import.meta.url))
    const file = path.join(folder, 'texts.md')
    const { PATH = '', HOME = '' } = process.env
    await promisify(execFile)(process.execPath, [main, 'texts', file], {
      cwd: folder,
      env: { PATH, HOME, DATA_DIR: town.dataFolder, DATABASE_URL: town.program.databaseUrl },
    })
    const written = await readFile(file, 'utf8')
    expect(written).toContain('### refusal-already-decided')
    expect(written).toContain('### notice declaration-returned')
    expect(written).not.toContain('<b>')
  } finally {
    await rm(folder, { recursive: true })
  }
})
