import { describe, expect, it } from 'vitest'
import { missingCharacterMark, openFont, printable } from '../../../core/pictures/font.ts'
import {
  defaultDeclarationLines,
  type InfoSheet,
  type InfoSheetField,
  renderInfoSheet,
} from '../../../core/reports/info-sheet.ts'
import { type Piece, readPdf } from './read-pdf.ts'

const maxSheetBytes = 200_000
const field = (label: string, value: string, required = true): InfoSheetField => ({ label, value, required })

const sheet: InfoSheet = {
  sheetNumber: '2014-INFO-000123',
  cycleName: '2014年度',
  schoolName: '广州市越秀区示例小学',
  confirmedAt: new Date('2014-12-20T06:30:00Z'),
  printedAt: new Date('2014-12-31T16:05:00Z'),
  fields: [
    field('姓名', '陈静怡'),
    field('证件类型', '居民身份证'),
    field('证件号码', '440**************2'),
    field('性别', '女'),
    field('出生日期', '1986-03-12'),
    field('学校', '广州市越秀区示例小学'),
    field('任教学科', '信息技术'),
    field('专业技术职称', '小学高级教师'),
    field('曾用名', '', false),
  ],
}

describe('the info sheet (S019–S021)', () => {
  it('is one A4 page with both fonts embedded as subsets, small enough to send', async () => {
    const pdf = await renderInfoSheet(sheet)
    const { pages, fonts } = readPdf(pdf)
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.toString('latin1')).toContain('/MediaBox [0 0 595.28 841.89]')
    expect(pages).toHaveLength(1)
    expect(fonts.map((name) => name.replace(/^[A-Z]{6}\+/, '')).sort()).toEqual([
      'NotoSansSC-Medium',
      'NotoSansSC-Regular',
    ])
    expect(fonts.every((name) => /^[A-Z]{6}\+/.test(name))).toBe(true)
    expect(pdf.length).toBeLessThan(maxSheetBytes)
  })

  it('shows every field, marks the required ones, and leaves a dash where nothing was given', async () => {
    const [text] = readPdf(await renderInfoSheet(sheet)).pages
    for (const { label, value, required } of sheet.fields)
      expect(text).toContain(`${required ? '※ ' : ''}${label}${value || '—'}`)
  })

  it('says that wrong data are the teacher’s own responsibility, and has room for both signatures', async () => {
    const [text] = readPdf(await renderInfoSheet(sheet)).pages
    for (const line of defaultDeclarationLines) expect(text).toContain(line)
    expect(text).toContain('由本人承担责任')
    expect(text).toContain('教师本人签名：日期：')
    expect(text).toContain('学校人事管理部门签收（盖章）：日期：')
    expect(text).toContain('示例版式，待主管部门确认')
  })

  it('prints the declaration it is given', async () => {
    const [text] = readPdf(
      await renderInfoSheet({ ...sheet, declarationLines: ['本人确认以上信息。'] }),
    ).pages
    expect(text).toContain('1.本人确认以上信息。')
    expect(text).not.toContain(defaultDeclarationLines[1])
  })

  it('carries its number and the time in Guangzhou, whatever the machine’s time zone', async () => {
    const [text] = readPdf(await renderInfoSheet(sheet)).pages
    expect(text).toContain('表单编号：2014-INFO-000123')
    expect(text).toContain('确认时间：2014-12-20 14:30')
    expect(text).toContain('生成时间：2015-01-01 00:05（北京时间）')
  })

  it('is the same file for the same sheet', async () => {
    expect((await renderInfoSheet(sheet)).equals(await renderInfoSheet(sheet))).toBe(true)
  })

  it('wraps long values and cuts endless ones instead of losing the signatures', async () => {
    const long = '广州市示例小学教育集团北校区附属实验学校'.repeat(4)
    const address = `${'very-long-address-'.repeat(12)}@example.edu.cn`
    const fields = [field('学校', long), field('电子邮箱', address), field('备注', '字'.repeat(50_000))]
    const { pages } = readPdf(await renderInfoSheet({ ...sheet, fields }))
    const text = pages.join('')
    expect(text).toContain(long)
    expect(text).toContain(address)
    expect(text).toContain(`${'字'.repeat(600)}…`)
    expect(text).not.toContain('字'.repeat(601))
    expect(pages.length).toBeLessThanOrEqual(2)
  })

  it('keeps declaration and signatures together above the foot, however long the table is', async () => {
    const footAtPoints = 44
    for (const count of [12, 13, 14, 15, 16, 17, 18, 19, 20, 60]) {
      const fields = Array.from({ length: count }, (_, index) => field(`字段${index}`, '值'.repeat(14)))
      const { pages, pieces } = readPdf(await renderInfoSheet({ ...sheet, fields }))
      for (const words of [
        '本人声明',
        '教师本人签名',
        '签收（盖章）',
        `第 ${pages.length} / ${pages.length} 页`,
      ])
        expect(pages.at(-1)).toContain(words)
      const isFoot = ({ text }: Piece) => /表单编号|生成时间/.test(text)
      const lowest = pieces.flat().filter((piece) => !isFoot(piece) && piece.text.trim())
      expect(Math.min(...lowest.map((piece) => piece.fromBottom))).toBeGreaterThan(footAtPoints)
    }
  })
})

describe('rare and strange characters in names', () => {
  it('has the characters that rare names need', async () => {
    const rare = '𬭎喆堃犇镕㛃䶮玥燊赟·'
    for (const character of rare)
      for (const weight of ['regular', 'medium'] as const)
        expect(openFont(weight).hasGlyphForCodePoint(character.codePointAt(0)!)).toBe(true)
    const [text] = readPdf(await renderInfoSheet({ ...sheet, fields: [field('姓名', rare)] })).pages
    expect(text).toContain(rare)
  })

  it('shows a gap where the font has no such character, and asks to fill it in by hand', async () => {
    const [text] = readPdf(await renderInfoSheet({ ...sheet, fields: [field('姓名', '𠮷野😀')] })).pages
    expect(text).toContain(`姓名${missingCharacterMark}野${missingCharacterMark}`)
    expect(text).toContain('请在打印件上手写补正')
  })

  it('never prints what cannot be seen', () => {
    expect(printable(' 陈\u0000静\u200b怡\ud800\ufe0f\u202e \n\t老师 ')).toBe('陈静怡 老师')
  })
})
