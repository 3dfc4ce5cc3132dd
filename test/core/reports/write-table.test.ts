import readSheets from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { writePdf, writeXlsx } from '../../../core/reports/write-table.ts'
import type { Table } from '../../../core/tables/table.ts'
import { readPdf } from './read-pdf.ts'

const list: Table = {
  title: '2014年度学时公示名单',
  head: ['广州市天河区明德小学', '公示时间：2015-01-08 至 2015-01-14'],
  columns: [
    { key: 'number', label: '序号', width: 6, kind: 'number' },
    { key: 'name', label: '姓名', width: 14, kind: 'text' },
    { key: 'code', label: '编号', width: 12, kind: 'text' },
    { key: 'hours', label: '学时', width: 8, kind: 'number' },
    { key: 'share', label: '达标率', width: 10, kind: 'percent' },
  ],
  rows: [
    { number: 1, name: '陈静怡', code: '0012', hours: 18.5, share: 0.875 },
    { number: 2, name: '=HYPERLINK("http://x")', code: '-1+2', hours: 0, share: null },
    { number: 3, name: '欧阳\u0007娜娜', code: '@SUM(A1)', hours: 72, share: 1 },
  ],
  foot: ['投诉电话：020-00000000'],
}

describe('a workbook', () => {
  it('reads back as it was written: numbers as numbers, texts as texts, a sheet for each table', async () => {
    const again = { ...list, title: '2014年度学时公示名单', rows: [] }
    const long = { ...list, title: '一/二:三'.repeat(20) }
    const sheets = await readSheets(await writeXlsx([list, again, long]))
    expect(sheets.map(({ sheet }) => sheet)).toEqual([
      '2014年度学时公示名单',
      '2014年度学时公示名单 2',
      expect.stringMatching(/^.{20,31}$/),
    ])
    expect(sheets[0]!.data).toEqual([
      ['2014年度学时公示名单', null, null, null, null],
      ['广州市天河区明德小学', null, null, null, null],
      ['公示时间：2015-01-08 至 2015-01-14', null, null, null, null],
      ['序号', '姓名', '编号', '学时', '达标率'],
      [1, '陈静怡', '0012', 18.5, 0.875],
      [2, '=HYPERLINK("http://x")', '-1+2', 0, null],
      [3, '欧阳娜娜', '@SUM(A1)', 72, 1],
      ['投诉电话：020-00000000', null, null, null, null],
    ])
  })
})

describe('a PDF', () => {
  it('repeats the header on every page, numbers the pages and loses no row', async () => {
    const rows = Array.from({ length: 300 }, (_, at) => ({
      ...list.rows[0]!,
      number: at + 1,
      name: `教师${at + 1}号`,
    }))
    const { pages, fonts } = readPdf(await writePdf([{ ...list, rows }, list]))
    expect(fonts.length).toBeGreaterThan(0)
    expect(pages.length).toBeGreaterThan(5)
    for (const [at, page] of pages.entries()) {
      expect(page).toContain('姓名')
      expect(page).toContain(`第 ${at + 1} / ${pages.length} 页`)
    }
    const all = pages.join('')
    for (const { name } of rows) expect(all).toContain(name)
    expect(pages.at(-1)).toContain('投诉电话')
  })

  it('goes on in the next line with a long name and marks what the font lacks', async () => {
    const long = '广州市天河区某某街道第一实验小学附属幼儿园东校区分园'
    const { pages, pieces } = readPdf(
      await writePdf([
        { ...list, rows: [{ number: 1, name: long, code: '\u{3106A}', hours: 1, share: null }] },
      ]),
    )
    expect(pages[0]).toContain('〓')
    const parts = pieces[0]!.filter(({ text }) => text.length > 1 && long.includes(text))
    expect(parts.map(({ text }) => text).join('')).toBe(long)
    expect(new Set(parts.map(({ fromBottom }) => fromBottom)).size).toBeGreaterThan(1)
  })
})
