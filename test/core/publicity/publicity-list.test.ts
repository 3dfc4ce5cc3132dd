import { beforeAll, describe, expect, test } from 'vitest'
import { answeredBy } from '../../../core/ledger/sums.ts'
import { maskIdNumber } from '../../../core/privacy/id-number.ts'
import { birthDateColumn, idNumberColumns } from '../../../core/privacy/keep-id-number.ts'
import { leadersReportOf } from '../../../core/publicity/leaders-report.ts'
import { leadersReportTables } from '../../../core/publicity/leaders-report-table.ts'
import { readPublicity } from '../../../core/publicity/publicity.ts'
import { publicityListOf, publicityTable } from '../../../core/publicity/publicity-list.ts'
import { freshDatabase } from '../../support/database.ts'
import { testSealer } from '../../support/frozen-city.ts'
import { morning, publicCity } from './school.ts'

const { database } = await freshDatabase()
const { prisma } = database
let city: Awaited<ReturnType<typeof publicCity>>
let school: Awaited<ReturnType<Awaited<ReturnType<typeof publicCity>>['school']>>
const secrets = { phone: '13800138000', certificateNumber: 'ZH-SECRET-7' }
const idNumber = '11010519491231002X'

beforeAll(async () => {
  city = await publicCity(database)
  school = await city.school()
  await prisma.person.update({
    where: { id: school.teacher.id },
    data: {
      name: '甲老师',
      subject: '语文',
      ...idNumberColumns({ number: idNumber, kind: 'RESIDENT' }, school.teacher.id, testSealer),
      ...birthDateColumn('1949-12-31', school.teacher.id, testSealer),
      ...secrets,
    },
  })
  await prisma.person.update({ where: { id: school.administrator.id }, data: { name: '乙老师' } })
  const exempt = await city.person('丙老师', ['TEACHER'], school.id)
  const left = await city.person('已离校', ['TEACHER'], school.id)
  await prisma.grant.updateMany({
    where: { personId: left.id },
    data: { withdrawnAt: new Date('2014-09-01T00:00:00Z') },
  })
  await prisma.exemption.create({
    data: {
      personId: exempt.id,
      cycleId: 2014,
      organisationId: school.id,
      reasonId: 'leave',
      state: 'GRANTED',
      requestedAt: morning,
      requestedById: school.administrator.id,
    },
  })
  for (const [category, hours] of [
    ['PUBLIC', 18],
    ['PROFESSIONAL', 36],
    ['ELECTIVE', 12.5],
  ] as const) {
    await prisma.hourRecord.create({
      data: {
        personId: school.teacher.id,
        cycleId: 2014,
        category,
        hours,
        source: 'AUTO',
        courseName: category,
        provider: '示例',
        from: new Date('2014-03-01'),
        to: new Date('2014-03-02'),
        recordedAt: morning,
      },
    })
  }
  await city.item(school.teacher.id, school.id, 'APPROVED_BY_SCHOOL', 6)
  await city.item(school.teacher.id, school.id, 'RETURNED_BY_SCHOOL', 30)
})

describe('the public list', () => {
  test('shows everybody whom the school answers for with exactly the sums of the ledger', async () => {
    const at = { cycle: city.cycle, now: morning }
    const list = await publicityListOf(prisma, school.id, at)
    const answered = await answeredBy(prisma, [school.id], at)
    expect(list.lines.map(({ personId, hours }) => ({ personId, hours }))).toEqual(
      answered.map(({ personId, ledger }) => ({ personId, hours: ledger.counted })),
    )
    const { rows } = publicityTable(list, { startsAt: morning, endsAt: morning }, city.cycle)
    expect(rows.find(({ name }) => name === '甲老师')).toMatchObject({
      post: '语文',
      public: 18,
      professional: 42,
      elective: 12.5,
      total: 72.5,
      passed: '达标（暂定）',
    })
    expect(rows.find(({ name }) => name === '乙老师')).toMatchObject({ total: 0, passed: '未达标（暂定）' })
    expect(rows.find(({ name }) => name === '丙老师')).toMatchObject({ passed: '免验' })
    expect(rows.map(({ number }) => number)).toEqual([1, 2, 3])
    expect(rows.some(({ name }) => name === '已离校')).toBe(false)
  })

  test('S036: names school, cycle and period above, and the complaint contacts of school and office below', async () => {
    const list = await publicityListOf(prisma, school.id, { cycle: city.cycle, now: morning })
    const endsAt = new Date('2015-01-15T00:00:00+08:00')
    const startsAt = new Date('2015-01-08T00:00:00+08:00')
    const { title, head, columns, foot } = publicityTable(list, { startsAt, endsAt }, city.cycle)
    expect(`${title}\n${head.join('\n')}`).toContain('2014年度')
    expect(head.join('\n')).toContain('示例1校')
    expect(head.join('\n')).toContain('2015年1月8日 00:00起，至2015年1月14日24:00')
    expect(columns.map(({ label }) => label)).toEqual(
      city.cycle.reportColumns.publicity.map(({ label }) => label.zh),
    )
    expect(foot.join('\n')).toContain('示例1校校办，电话：020-12345678')
    expect(foot.join('\n')).toContain('区教育局，电话：020-12345678，地址：示例路1号，网址：example.edu.cn')
    expect(foot.join('\n')).toContain('我要投诉')
  })

  test('§6: holds no ID number, no phone, no birth date and no certificate number, also as it is kept', async () => {
    const { publicityId } = await city.started(school)
    const kept = (await readPublicity(prisma, publicityId, morning))!
    const report = await leadersReportOf(prisma, school.id, { cycle: city.cycle, now: morning })
    for (const shown of [
      JSON.stringify(kept.list),
      JSON.stringify(publicityTable(kept.list, kept, city.cycle)),
      JSON.stringify(leadersReportTables(report, city.cycle)),
    ]) {
      for (const secret of [...Object.values(secrets), '1949', maskIdNumber(idNumber), idNumber])
        expect(shown).not.toContain(secret)
    }
    expect(JSON.stringify(publicityTable(kept.list, kept, city.cycle))).not.toContain(school.teacher.id)
  })

  test('stays as it was published, whatever is decided afterwards', async () => {
    const publicity = await prisma.publicity.findFirstOrThrow({ where: { organisationId: school.id } })
    const before = (await readPublicity(prisma, publicity.id, morning))!.list
    await city.item(school.teacher.id, school.id, 'APPROVED_BY_SCHOOL', 10)
    expect((await readPublicity(prisma, publicity.id, morning))!.list).toEqual(before)
  })
})

test('S033: the report has every teacher with sums, reasons and what is still to do, and adds them up', async () => {
  const report = await leadersReportOf(prisma, school.id, { cycle: city.cycle, now: morning })
  expect(report.totals).toMatchObject({
    people: 3,
    passed: 1,
    notPassed: 1,
    exempt: 1,
    groups: { 'not-started': 1, returned: 1, 'not-sent': 0, done: 1 },
  })
  const [summary, everybody] = leadersReportTables(report, city.cycle)
  expect(summary!.foot.join()).toContain('50%')
  expect(everybody!.rows.find(({ name }) => name === '乙老师')).toMatchObject({
    why: '公需不足（缺 18）、专业不足（缺 42）、总学时不足（缺 72）',
    group: '未开始',
  })
})
