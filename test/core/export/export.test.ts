import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import readXlsx from 'read-excel-file/node'
import { beforeAll, describe, expect, it } from 'vitest'
import { csvInMemory, workbook } from '../../../core/export/export-sink.ts'
import { exportToFile } from '../../../core/export/export-to-file.ts'
import { handOutExport } from '../../../core/export/hand-out-export.ts'
import { writeKeptExport } from '../../../core/export/kept-export.ts'
import { type MadeExport, makeExport } from '../../../core/export/make-export.ts'
import { exportsOf, importStanding, readResults, resultHeadings } from '../../../core/export/read-results.ts'
import { validateExport } from '../../../core/export/validate-export.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { takeStep } from '../../../core/review/steps.ts'
import { readTable } from '../../../core/tables/read-table.ts'
import { freshDatabase } from '../../support/database.ts'
import { cityWithHours, afterFreeze as now, testSealer } from '../../support/frozen-city.ts'

const { database } = await freshDatabase()
const { prisma } = database
const town = await cityWithHours(database)
const { cycle } = town

const operator = await town.person('操作员', ['CITY_OPERATOR'], 'remote-centre')
const supervisor = await town.person('督查员', ['CITY_SUPERVISOR'], 'guidance-centre')
const passed = await town.teacher('安一', [12, 42, 12])
const short = await town.teacher('白二', [18, 30, 0])
const bureau = await town.teacher('陈三', [18, 54, 0], { school: 'bureau-school' })

const by = { actor: { personId: operator.id }, organisationId: 'remote-centre' }
const order = { cycle, now, ...by }

function need<Outcome>(outcome: Outcome): Exclude<Outcome, { refused: string }> {
  if (isRefusal(outcome)) throw new Error(`Refused: ${JSON.stringify(outcome)}`)
  return outcome as Exclude<Outcome, { refused: string }>
}

const step = (
  name: 'complaint-supervision' | 'city-statistics' | 'city-confirmation' | 'export',
  who = supervisor.id,
  at = now,
) =>
  prisma.$transaction((tx) =>
    takeStep(
      tx,
      {
        step: name,
        organisationId: who === operator.id ? 'remote-centre' : 'guidance-centre',
        actor: { personId: who },
      },
      { cycle, now: at },
    ),
  )

async function bytesOf(exportId: string): Promise<Buffer> {
  const sink = csvInMemory()
  await writeKeptExport(prisma, exportId, sink)
  return sink.bytes()
}

async function csvOf(exportId: string): Promise<string[][]> {
  const lines = (await bytesOf(exportId)).toString('utf8').replace('\uFEFF', '').trim().split('\r\n')
  return lines.map((line) => line.split(','))
}

async function results(exportId: string, lines: readonly string[]) {
  const bytes = Buffer.from(['继续教育证号,结果,原因', ...lines].join('\n'))
  const table = need(await readTable(bytes, '结果.csv', { headings: resultHeadings }))
  return prisma.$transaction((tx) => readResults(tx, { exportId, table, fileName: '结果.csv', ...by }, now))
}

beforeAll(async () => {
  await town.declaration(passed.id, 'APPROVED_BY_DISTRICT', {
    category: 'PUBLIC',
    hours: 6,
    courseName: '创新能力, 建设',
  })
  // What nobody above the school approved does not count once the data are frozen.
  await town.declaration(short.id, 'CONFIRMED_BY_PRINCIPAL', { hours: 12 })
  await town.declaration(short.id, 'INVALID', { category: 'PUBLIC', hours: 6, courseName: '无效课程' })
})

describe('what comes first', () => {
  it('refuses the city confirmation and the export while the data are not frozen, and names when they will be', async () => {
    expect(await step('complaint-supervision')).toMatchObject({ step: 'complaint-supervision', late: false })
    expect(await step('city-confirmation')).toMatchObject({
      refused: 'cycle-not-frozen',
      params: { freezes: '2015-03-06T09:00:00.000Z' },
    })
    expect(await makeExport(database, order)).toMatchObject({ refused: 'cycle-not-frozen' })
    await town.freeze()
  })

  it('S059–S060: exports after the city has confirmed, whichever office of the city did it, and ten at once confirm it once', async () => {
    expect(await makeExport(database, order)).toEqual({
      refused: 'step-not-yet',
      params: { step: 'city-confirmation' },
    })
    expect(await step('export', operator.id)).toMatchObject({ refused: 'step-not-yet' })
    expect(await step('city-confirmation')).toEqual({
      refused: 'step-not-yet',
      params: { step: 'city-statistics' },
    })
    need(await step('city-statistics', operator.id))
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => step('city-confirmation')))
    expect(outcomes.filter((outcome) => !isRefusal(outcome))).toHaveLength(1)
    expect(outcomes.filter(isRefusal)[0]).toMatchObject({
      refused: 'step-already-done',
      params: { by: '督查员' },
    })
  })

  it('marks a step after its soft window as late: 2015-03-13 is still in time', async () => {
    const lateAt = async (at: string) => {
      await prisma.step.deleteMany({ where: { step: 'city-confirmation' } })
      return need(await step('city-confirmation', supervisor.id, new Date(at))).late
    }
    expect(await lateAt('2015-03-13T23:59:59+08:00')).toBe(false)
    expect(await lateAt('2015-03-14T00:00:01+08:00')).toBe(true)
  })

  it('is for the operator of the city alone', async () => {
    const stranger = { cycle, now, actor: { personId: supervisor.id }, organisationId: 'guidance-centre' }
    expect(await makeExport(database, stranger)).toMatchObject({ refused: 'not-your-role' })
  })
})

describe('the check before', () => {
  it('names every teacher who cannot be exported, with the school and the reason (ruling 16)', async () => {
    expect(await validateExport(database, { cycle, now })).toEqual({ teachers: 3, leftOut: 0, problems: [] })
    await prisma.person.update({ where: { id: short.id }, data: { certificateNumber: null, idIndex: null } })
    await prisma.organisation.update({ where: { id: 'bureau-school' }, data: { code: null } })
    const { leftOut, problems } = await validateExport(database, { cycle, now })
    expect(leftOut).toBe(2)
    expect(problems.map(({ name, school, problem }) => [name, school, problem])).toEqual([
      ['白二', '示例一小', 'certificate-number-missing'],
      ['白二', '示例一小', 'id-number-missing'],
      ['陈三', '示例直属中学', 'school-code-missing'],
    ])
  })

  it('finds a PUBLIC item without a course name or a recognised base', async () => {
    const withoutBases = { ...cycle, bases: [] }
    const { problems } = await validateExport(database, { cycle: withoutBases, now })
    expect(problems).toContainEqual(expect.objectContaining({ name: '安一', problem: 'base-missing' }))
  })
})

describe('the file', () => {
  let first: MadeExport

  it('S060: gives one row per teacher with the PUBLIC courses and their hours, of frozen counted items only', async () => {
    first = need(await makeExport(database, order))
    expect(first).toMatchObject({ rows: 1, leftOut: 2 })
    expect((await bytesOf(first.id)).toString('utf8')).toBe(
      [
        '\uFEFF继续教育证号,姓名,学校代码,学校,公需课程名称与学时,公需学时,专业学时,选修学时,合计,结论',
        `${passed.certificateNumber},安一,90001,示例一小,"在册课程PUBLIC(12)；创新能力, 建设(6)",18,42,12,72,达标`,
        '',
      ].join('\r\n'),
    )
  })

  it('brings in the second export whoever could not be exported before, and nobody twice', async () => {
    await prisma.person.update({
      where: { id: short.id },
      data: { certificateNumber: short.certificateNumber, idIndex: Buffer.from('index') },
    })
    await prisma.organisation.update({ where: { id: 'bureau-school' }, data: { code: '90003' } })
    const made = await Promise.all(Array.from({ length: 10 }, () => makeExport(database, order)))
    const [second] = made.filter((outcome) => !isRefusal(outcome)) as MadeExport[]
    expect(made.flatMap((outcome) => (isRefusal(outcome) ? [outcome.refused] : []))).toEqual(
      Array(9).fill('export-nothing-new'),
    )
    expect((await csvOf(second!.id)).slice(1).map((cells) => [cells[1], cells[8], cells[9]])).toEqual([
      ['白二', '48', '未达标'],
      ['陈三', '72', '达标'],
    ])
  })

  it('is logged with who, what, when and how many (invariant 7)', async () => {
    const entries = await prisma.auditEntry.findMany({
      where: { action: 'data.export' },
      orderBy: { seq: 'asc' },
    })
    expect(entries.map(({ actorId, chain, details }) => [actorId, chain, details])).toEqual([
      [operator.id, 'city', { what: 'export', rows: 1 }],
      [operator.id, 'city', { what: 'export', rows: 2 }],
    ])
  })
})

describe('what the receiving system answers', () => {
  it('is read back row by row; rows that nobody can place are refused with row, column and reason', async () => {
    const [second, first] = await exportsOf(prisma, 2014)
    expect(await results(first!.id, [`${passed.certificateNumber},成功,,多`])).toMatchObject({
      imported: 0,
      refusedRows: [{ row: 2, fault: 'row-surplus' }],
    })
    expect(await results(first!.id, [`${passed.certificateNumber},成功,`])).toMatchObject({ imported: 1 })
    const outcome = await results(second!.id, [
      `${short.certificateNumber},失败,姓名与人社系统不一致`,
      '999900000000,成功,',
      `${bureau.certificateNumber},也许,`,
      `${short.certificateNumber},成功,`,
    ])
    expect(outcome).toEqual({
      imported: 0,
      rejected: 1,
      refusedRows: [
        { row: 3, column: '继续教育证号', value: '999900000000', fault: 'certificate-unknown' },
        { row: 4, column: '结果', value: '也许', fault: 'result-unknown' },
        { row: 5, column: '继续教育证号', value: short.certificateNumber, fault: 'certificate-twice' },
      ],
    })
    const otherWise = await results(second!.id, [
      ` ${[...short.certificateNumber].join('　')} ,失败,姓名与人社系统不一致`,
      '11010519491231002X,成功,',
    ])
    expect(otherWise).toMatchObject({ rejected: 1, refusedRows: [{ value: '110**************X' }] })
    const row = await prisma.exportRow.findFirstOrThrow({ where: { personId: short.id } })
    expect(row).toMatchObject({ state: 'REJECTED', message: '姓名与人社系统不一致' })
    expect(await importStanding(prisma, 2014)).toEqual({ imported: 1, rejected: 1, waiting: 1 })
  })

  it('leads to an export of the rejected and the changed only', async () => {
    await results((await exportsOf(prisma, 2014))[0]!.id, [
      `${bureau.certificateNumber},已导入,`,
      `${short.certificateNumber},失败,姓名仍不一致`,
    ])
    await prisma.person.update({ where: { id: passed.id }, data: { name: '安壹' } })
    const third = need(await makeExport(database, order))
    expect((await csvOf(third.id)).slice(1).map((cells) => cells[1])).toEqual(['安壹', '白二'])
  })

  it('changes nothing of what was told: every export goes out with its SHA-256, whoever was renamed since', async () => {
    const all = await prisma.export.findMany({ orderBy: { serial: 'asc' } })
    const bytes = await Promise.all(all.map(({ id }) => bytesOf(id)))
    expect(bytes.map((file) => createHash('sha256').update(file).digest('hex'))).toEqual(
      all.map(({ sha256 }) => sha256),
    )
    expect(bytes[0]!.toString('utf8')).toContain(',安一,')
    const sheet = workbook('导出')
    await writeKeptExport(prisma, all[0]!.id, sheet)
    const read = await readXlsx(await sheet.bytes())
    expect(read[0]!.data[1]).toContain('安一')
  })

  it('cannot be handed out where it was made before files were kept', async () => {
    const { id } = await prisma.export.create({
      data: { cycleId: 2014, madeAt: now, rows: 1, sha256: 'old' },
    })
    const asked = { ...by, exportId: id, format: 'csv', cycleId: 2014 } as const
    const outcome = await prisma.$transaction((tx) => handOutExport(tx, asked, now))
    expect(outcome).toMatchObject({ refused: 'export-not-kept' })
    await prisma.export.delete({ where: { id } })
  })

  it('ends with the mark that the import is done, once', async () => {
    expect(await step('export', operator.id)).toMatchObject({ step: 'export', late: false })
    expect(await step('export', operator.id)).toMatchObject({ refused: 'step-already-done' })
    const { organisationId } = await prisma.step.findFirstOrThrow({ where: { step: 'export' } })
    expect(organisationId).toBe('city')
  })
})

describe('on the machine itself', () => {
  it('ID numbers stand in a file that only its owner may read, and in the trail', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'export-'))
    const file = path.join(folder, 'export.csv')
    const made = need(
      await exportToFile(database, { cycle, now, scope: 'all', withIdNumbers: { sealer: testSealer } }, file),
    )
    const [header, firstRow] = (await readFile(file, 'utf8')).replace('\uFEFF', '').split('\r\n')
    expect(header).toMatch(/^身份证件号,继续教育证号,姓名/)
    expect(firstRow).toMatch(new RegExp(`^${passed.idNumber},${passed.certificateNumber},安壹,`))
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const entry = await prisma.auditEntry.findFirstOrThrow({
      where: { action: 'data.export' },
      orderBy: { seq: 'desc' },
    })
    expect(entry).toMatchObject({
      actorId: null,
      details: { what: 'export-with-id-numbers', rows: made.rows },
    })
    await rm(folder, { recursive: true })
  })

  it('nothing is left where nothing was made', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'export-'))
    const file = path.join(folder, 'export.csv')
    expect(await exportToFile(database, { cycle, now }, file)).toMatchObject({
      refused: 'export-nothing-new',
    })
    await expect(stat(file)).rejects.toThrow('ENOENT')
    await expect(stat(`${file}.unfinished`)).rejects.toThrow('ENOENT')
    await rm(folder, { recursive: true })
  })
})
