import readSheets from 'read-excel-file/node'
import { beforeAll, describe, expect, it } from 'vitest'
import { decide } from '../../../core/declarations/decide.ts'
import { isRefusal } from '../../../core/refusal.ts'
import {
  addStatistics,
  noStatistics,
  type Statistics,
  statisticsOf,
} from '../../../core/reports/statistics.ts'
import { statisticsTables } from '../../../core/reports/statistics-table.ts'
import { writePdf, writeXlsx } from '../../../core/reports/write-table.ts'
import { freshDatabase } from '../../support/database.ts'
import { smallCity } from '../../support/small-city.ts'
import { standIn } from '../confirmation/stand.ts'
import { readPdf } from './read-pdf.ts'

const { database } = await freshDatabase()
const { prisma } = database
const city = await smallCity(database)
const { cycle, cycleOf } = city
const stand = standIn(database)
const now = new Date('2015-01-15T01:00:00Z')

async function decideAs(personId: string, action: 'return' | 'undo', declarationId: string) {
  const command = { action, declarationId, personId, given: { reasonId: 'photocopy' } }
  const outcome = await prisma.$transaction((tx) => decide(tx, command, { cycleOf, now }))
  if (isRefusal(outcome)) throw new Error(outcome.refused)
}

const of = (...schoolIds: string[]) => statisticsOf(prisma, schoolIds, { cycle, now })
let statistics: Statistics

beforeAll(async () => {
  await prisma.organisation.update({ where: { id: 'school' }, data: { ownership: 'STATE' } })
  await prisma.organisation.update({ where: { id: 'other-school' }, data: { ownership: 'PRIVATE' } })
  const person = async (name: string, stage: string, organisationId = 'school') => {
    const made = await city.person(name, ['TEACHER'], organisationId)
    await prisma.person.update({ where: { id: made.id }, data: { stage } })
    return made
  }
  const admin = await city.person('李管理员', ['SCHOOL_ADMIN'])
  const [passed, silent, invalid, exempt, left] = [
    await person('已达标', 'PRIMARY'),
    await person('未申报', 'PRIMARY'),
    await person('含无效', 'JUNIOR'),
    await person('免验', 'JUNIOR'),
    await person('已调走', 'JUNIOR'),
  ]
  await stand.recorded(passed.id, 18, 42, 0)
  await stand.item(passed.id, 'APPROVED_BY_SCHOOL', { category: 'ELECTIVE', hours: 12 })
  await stand.item(silent.id, 'WITHDRAWN')
  await stand.recorded(invalid.id, 18, 12.5, 0)
  await stand.item(invalid.id, 'INVALID')
  await prisma.exemption.create({
    data: {
      personId: exempt.id,
      cycleId: 2014,
      organisationId: 'school',
      reasonId: 'any',
      state: 'GRANTED',
      requestedAt: now,
      requestedById: admin.id,
    },
  })
  await prisma.grant.updateMany({
    where: { personId: left.id },
    data: { withdrawnAt: new Date('2014-11-01T00:00:00Z') },
  })
  const other = await person('民办老师', 'KINDERGARTEN', 'other-school')
  await stand.recorded(other.id, 0, 18, 6)

  const act = (action: 'return' | 'undo', declarationId: string) => decideAs(admin.id, action, declarationId)
  const item = await stand.item(passed.id, 'SUBMITTED', { hours: 6 })
  await act('return', item)
  await act('undo', item)
  await act('return', item)
  const complaint = await stand.complaint(item)
  await stand.complaint(item)
  await stand.settle(complaint.id, false, now)
  statistics = await of('school')
})

describe('the statistics of a school', () => {
  it('count whom it answers for without the exempt, who left, and say why not passed', () => {
    expect(statistics.total).toEqual({
      expected: 3,
      exempt: 1,
      declared: 2,
      passed: 1,
      failed: 2,
      reasons: {
        'public-short': 1,
        'professional-short': 2,
        'elective-short': 0,
        'total-short': 2,
        'not-declared': 1,
        'with-invalid': 1,
      },
      hours: { PUBLIC: 36, PROFESSIONAL: 54.5, ELECTIVE: 12 },
      returns: 1,
      returnsAbove: 0,
      complaints: 2,
      complaintsSettled: 1,
    })
  })

  it('stand by 学段 and by 公办/民办, which sum to the total', () => {
    expect(statistics.byOwnership).toEqual({ STATE: statistics.total })
    expect(statistics.byStage.PRIMARY).toMatchObject({ expected: 2, passed: 1, returns: 1, complaints: 0 })
    expect(statistics.byStage.JUNIOR).toMatchObject({ expected: 1, exempt: 1, failed: 1 })
    expect(Object.keys(statistics.byStage).sort()).toEqual(['JUNIOR', 'PRIMARY'])
  })
})

it('a district is the sum of its schools, however they are asked for', async () => {
  const both = await of('school', 'other-school')
  expect(both).toEqual(addStatistics(statistics, await of('other-school')))
  expect(both).toMatchObject({ schools: 2, total: { expected: 4, exempt: 1, passed: 1, failed: 3 } })
  expect(Object.keys(both.byOwnership).sort()).toEqual(['PRIVATE', 'STATE'])
  expect(await of()).toEqual(noStatistics)
})

describe('the form', () => {
  const takenAt = now
  it('has the columns of annex 4, shares and averages made from the sums', async () => {
    const [table] = statisticsTables({ unit: '示例一小', statistics, basis: 'CONFIRMATION', takenAt }, cycle)
    expect(table!.columns.map(({ label }) => label)).toEqual(
      '单位 应验证人数 申报人数 达标 未达标 达标率 公需不足 专业不足 总学时不足 未申报 含无效 公需人均 专业人均 选修人均 退案次数 退回次数 投诉受理 投诉办结 免验人数'.split(
        ' ',
      ),
    )
    expect(table!.rows.map(({ name }) => name)).toEqual(['合计', '公办', '小学', '初中'])
    expect(table!.rows[0]).toMatchObject({
      expected: 3,
      rate: 1 / 3,
      PUBLIC: 12,
      PROFESSIONAL: 18.17,
      ELECTIVE: 4,
    })
    expect(table!.rows[2]).toMatchObject({ complaints: null, returns: 1 })
    expect(table!.head[1]).toContain('校长确认时')
    expect(table!.head[1]).toContain('2015年1月15日 09:00')
    expect(table!.foot.join()).toContain('示例，待主管部门确认')
  })

  it('reads back from the spreadsheet and the printed page', async () => {
    const tables = statisticsTables(
      {
        unit: '示例区教育局',
        statistics: await of('school', 'other-school'),
        basis: 'FROZEN',
        takenAt,
        parts: [
          { name: '示例一小', statistics },
          { name: '示例二小', statistics: await of('other-school') },
        ],
      },
      cycle,
    )
    const sheets = await readSheets(await writeXlsx(tables))
    expect(sheets).toHaveLength(2)
    const units = sheets[1]!.data.map((line) => line.slice(0, 5))
    expect(units).toContainEqual(['示例一小', 3, 2, 1, 2])
    expect(units).toContainEqual(['合计', 4, 2, 1, 3])
    const text = readPdf(await writePdf(tables)).pages.join('')
    expect(text).toContain('填报单位：示例区教育局')
    expect(text).toContain('民办')
  })

  it('prints the columns of the cycle, in its order and under its names', () => {
    const named = (id: string, zh: string) => ({ id, label: { zh, en: id } }) as never
    const other = {
      ...cycle,
      requirements: { ...cycle.requirements, electiveHours: 12 },
      reportColumns: {
        ...cycle.reportColumns,
        provenance: 'notice' as const,
        statistics: [
          named('exempt', '免予验证'),
          named('unit', '填报单位'),
          named('lacksProfessional', '专业科目不足'),
          named('returnsAbove', '复审退回'),
        ],
      },
    }
    const [table] = statisticsTables({ unit: '示例一小', statistics, basis: 'CONFIRMATION', takenAt }, other)
    expect(table!.columns.map(({ key, label }) => [key, label])).toEqual([
      ['exempt', '免予验证'],
      ['name', '填报单位'],
      ['professional-short', '专业科目不足'],
      // The year sets a minimum that its columns do not speak of.
      ['elective-short', '选修不足'],
      ['returnsAbove', '复审退回'],
    ])
    expect(table!.rows[0]).toMatchObject({
      exempt: 1,
      name: '合计',
      'professional-short': 2,
      returnsAbove: 0,
    })
    expect(table!.foot.join()).not.toContain('示例')
  })

  it('leaves the rate empty where nobody is expected', () => {
    const form = { unit: '空校', statistics: noStatistics, basis: 'CURRENT', takenAt } as const
    expect(statisticsTables(form, cycle)[0]!.rows).toMatchObject([{ name: '合计', expected: 0, rate: null }])
  })
})

it('a return that the next school took back is no return less there', async () => {
  const teacher = await city.person('将调动', ['TEACHER'], 'other-school')
  const there = await city.person('彼校管理员', ['SCHOOL_ADMIN'], 'other-school')
  const here = await city.person('本校管理员', ['SCHOOL_ADMIN'])
  const before = (await of('school')).total.returns
  const item = await stand.item(teacher.id, 'SUBMITTED', { hours: 6 })
  const moveTo = (organisationId: string) =>
    prisma.declaration.update({ where: { id: item }, data: { organisationId } })
  await moveTo('other-school')
  await decideAs(there.id, 'return', item)
  await moveTo('school')
  await decideAs(here.id, 'undo', item)
  expect((await of('school')).total.returns).toBe(before)
  expect((await of('other-school')).total.returns).toBe(1)
})
