import { describe, expect, test } from 'vitest'
import { cycle2014, cycle2015 } from '../../../core/cycle/shipped-cycles.ts'
import { directoryTable, readDirectory } from '../../../core/organisations/directory.ts'
import { writePdf } from '../../../core/reports/write-table.ts'
import { freshDatabase } from '../../support/database.ts'
import { readPdf } from '../reports/read-pdf.ts'

const { prisma } = (await freshDatabase()).database
const now = new Date('2015-01-08T02:00:00Z')
const contact = (office: string, more: object = {}) => ({
  office,
  phone: '020-12345678',
  address: '示例路1号',
  ...more,
})

await prisma.organisation.createMany({
  data: [
    { id: 'city', kind: 'CITY', name: '市教育局', contacts: [contact('师资处')] },
    { id: 'centre', kind: 'TRAINING_CENTRE', name: '市教师培训中心', parentId: 'city' },
    { id: 'remote', kind: 'CITY', name: '远程中心', parentId: 'city', contacts: [contact('远程中心')] },
    {
      id: 'b',
      kind: 'DISTRICT',
      name: '乙区教育局',
      parentId: 'city',
      contacts: [
        contact('继教科', { website: 'www.example.org', sample: true }),
        contact('信访室', { phone: '' }),
      ],
    },
    { id: 'a', kind: 'DISTRICT', name: '丙区教育局', parentId: 'city', contacts: 'no list' },
    { id: 'school', kind: 'SCHOOL', name: '示例一小', parentId: 'b', contacts: [contact('校长室')] },
    {
      id: 'bureau-school',
      kind: 'SCHOOL',
      name: '局属一中',
      parentId: 'centre',
      contacts: [contact('办公室')],
    },
    { id: 'provider', kind: 'PROVIDER', name: '示例培训机构', contacts: [contact('服务部')] },
  ],
})
const directory = await readDirectory(prisma, { cycle: cycle2014, locale: 'zh' })

describe('the directory of contacts (S085, annex 3)', () => {
  test('has every district, the training centre, the city’s offices and the bureau schools, and no other school or provider', () => {
    const names = directory.offices.map(({ name }) => name)
    expect(names.slice(0, 2).sort()).toEqual(['丙区教育局', '乙区教育局'].sort())
    expect(names.slice(2)).toEqual(['市教师培训中心', '市教育局', '远程中心'])
    expect(directory.bureauSchools.map(({ name }) => name)).toEqual(['局属一中'])
  })

  test('S092–S096: has the hotlines of the cycle, in the language that is asked for', async () => {
    expect(directory.hotlines.map(({ phone }) => phone)).toEqual(cycle2014.contacts.map(({ phone }) => phone))
    const { hotlines } = await readDirectory(prisma, { cycle: cycle2014, locale: 'en' })
    expect(hotlines[0]).toEqual({
      topic: 'Technical questions',
      office: 'Hotline',
      phone: '969300',
      sample: false,
    })
  })

  test('is a table with a row for each contact, and one for an office that has told nobody, which is seen to', () => {
    const { title, rows } = directoryTable(directory, cycle2014, now)
    expect(title).toBe('2014年度各区投诉电话和咨询热线')
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, at) => at + 1))
    expect(rows).toHaveLength(7 + cycle2014.contacts.length)
    const of = (name: string) => rows.filter(({ organisation }) => organisation === name)
    expect(of('乙区教育局')).toMatchObject([
      {
        office: '继教科',
        phone: '020-12345678',
        website: 'www.example.org',
        note: '示例，待主管部门确认',
      },
      { office: '信访室', phone: '尚未公布', note: '' },
    ])
    expect(of('丙区教育局')).toMatchObject([{ matter: '投诉受理', office: '', phone: '尚未公布' }])
    expect(of('远程中心')).toMatchObject([{ office: '', phone: '020-12345678' }])
    expect(rows.at(-1)).toMatchObject({ matter: '政策问题咨询', phone: '22083815' })
  })

  test('can be printed: every office and every number stands on its pages', async () => {
    const table = directoryTable(directory, cycle2015, now)
    const text = readPdf(await writePdf([table])).pages.join('')
    for (const { name } of directory.offices) expect(text).toContain(name)
    for (const { phone } of directory.hotlines) expect(text).toContain(phone)
    expect(text).toContain('示例版式，待主管部门确认')
  })
})
