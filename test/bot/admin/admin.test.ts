import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import writeSheets from 'write-excel-file/node'
import { type CycleFile, loadCycle } from '../../../core/cycle/cycle.ts'
import { cycle2015, cycle2015File as file2015 } from '../../../core/cycle/shipped-cycles.ts'
import { lookAtInvite } from '../../../core/people/invite.ts'
import { newIdNumber } from '../../core/people/school.ts'
import { freePort } from '../../e2e/running-program.ts'
import { openCommandLine } from './command-line.ts'

const { database, folder, admin } = await openCommandLine()
const { prisma } = database

const shipped = (year: number) =>
  fileURLToPath(new URL(`../../../core/cycle/cycle-${year}.json`, import.meta.url))
const at = (name: string) => path.join(folder, name)

/** Where the sandbox keeps its clock, the commands read the time. */
async function itIs(instant: string) {
  await mkdir(at('sandbox'), { recursive: true })
  const value = new Date(instant).getTime() - Date.now()
  const entry = { is: 'setting', name: 'clockOffsetMs', value }
  await writeFile(at('sandbox/journal.jsonl'), `${JSON.stringify(entry)}\n`)
}

/** As an office computer saves it. */
function gbk(text: string): Buffer {
  return Buffer.concat([...text].map((char) => gbkOf.get(char) ?? Buffer.from(char)))
}
const decoder = new TextDecoder('gbk')
const gbkOf = new Map<string, Buffer>()
for (let high = 0x81; high <= 0xfe; high += 1) {
  for (let low = 0x40; low <= 0xfe; low += 1) {
    const bytes = Buffer.from([high, low])
    const char = decoder.decode(bytes)
    if (char.length === 1 && char !== '\ufffd' && !gbkOf.has(char)) gbkOf.set(char, bytes)
  }
}

beforeAll(() => itIs('2014-12-20T09:00:00+08:00'))

describe('whoever asks', () => {
  test('is told what there is, and of one command more', async () => {
    const all = await admin(['--help'])
    expect(all).toMatchObject({ code: 0, stderr: '' })
    for (const usage of ['cycle load FILE', 'roster load FILE', 'city-admin NAME', 'seals']) {
      expect(all.stdout).toContain(`  ${usage}`)
    }
    const one = await admin(['roster', 'load', '--help'])
    expect(one.stdout).toContain('Usage: npm run admin -- roster load FILE [--moves]')
    expect(one.stdout).toContain('certificate number  继续教育证号, 继教证号')
  })

  test.each<[string, string[], number, string]>([
    [
      'an unknown command',
      ['cycle', 'destroy'],
      2,
      'There is no command «cycle destroy»: npm run admin -- --help shows all.',
    ],
    [
      'a missing file',
      ['roster', 'load'],
      2,
      'FILE is missing. Usage: npm run admin -- roster load FILE [--moves]',
    ],
    ['too much', ['seals', 'now'], 2, '«now» is too much. Usage: npm run admin -- seals'],
    ['an unknown option', ['seals', '--fast'], 2, "Unknown option '--fast'. Usage: npm run admin -- seals"],
    ['a file that is not there', ['cycle', 'check', 'no.json'], 1, 'no.json cannot be read (ENOENT).'],
    ['a year that is none', ['cycle', 'next', 'soon'], 1, '«soon» is no year.'],
    [
      'a cycle that is not there',
      ['cycle', 'next', '1999'],
      1,
      'There is no cycle 1999: «cycle list» shows those in use.',
    ],
    [
      'a city that is not there',
      ['city-admin', '钟伟雄'],
      1,
      'There is no office of the city yet: load the organisations first.',
    ],
  ])('is told of %s in one sentence', async (_, args, code, sentence) => {
    expect(await admin(args)).toEqual({ code, stdout: '', stderr: `${sentence}\n` })
  })

  test('is told of a database that does not answer in one sentence', async () => {
    const DATABASE_URL = `postgresql://xueshi:secret@127.0.0.1:${await freePort()}/xueshi`
    const { code, stderr } = await admin(['seals'], { DATABASE_URL })
    expect(code).toBe(1)
    expect(stderr).toMatch(/^The database of DATABASE_URL cannot be used: connect ECONNREFUSED [\d.:]+\.\n$/)
  })
})

describe('a cycle', () => {
  test('is checked, loaded, listed, and again is unchanged', async () => {
    expect(await admin(['cycle', 'check', shipped(2014)])).toMatchObject({ code: 0 })
    expect(await prisma.cycle.count()).toBe(0)
    expect(await admin(['cycle', 'load', shipped(2014)])).toMatchObject({
      code: 0,
      stdout: 'Cycle 2014 is in use now.\n',
    })
    expect((await admin(['cycle', 'load', shipped(2014)])).stdout).toBe(
      'Cycle 2014 is in use already, exactly so.\n',
    )
    expect((await admin(['cycle', 'list'])).stdout).toBe(
      '2014  declaring from 1 Jan 2014, 00:00 before 31 Dec 2014, 24:00 (Guangzhou time); freezes before 6 Mar 2015, 17:00 (Guangzhou time)\n',
    )
  })

  test('prints the next year’s file, which can be loaded as it is', async () => {
    const { stdout } = await admin(['cycle', 'next', '2014'])
    expect(loadCycle(JSON.parse(stdout))).toEqual(cycle2015)
    // In the order of the file that is shipped, so that a person finds their way in it.
    expect(stdout).toBe(`${JSON.stringify(file2015, null, 2)}\n`)
    await writeFile(at('2015.json'), stdout)
    expect((await admin(['cycle', 'load', '2015.json'])).stdout).toBe('Cycle 2015 is in use now.\n')
    expect((await admin(['cycle', 'list'])).stdout).toMatch(/\n2015 .*; has not opened; sample\n$/)
  })

  test('that contradicts itself, another one or what people rely on is refused with file, place and reason', async () => {
    const file = JSON.parse(
      JSON.stringify((await import('../../../core/cycle/cycle-2014.json')).default),
    ) as CycleFile
    file.windows.find(({ id }) => id === 'export')!.until = '2015-03-01'
    await writeFile(at('wrong.json'), JSON.stringify(file))
    const outOfOrder =
      'wrong.json: windows[14].until: «export» ends before «city-confirmation», which it follows\n'
    for (const command of ['check', 'load']) {
      const { code, stderr } = await admin(['cycle', command, 'wrong.json'])
      expect(code).toBe(1)
      expect(stderr).toContain(outOfOrder)
    }
    file.windows.find(({ id }) => id === 'export')!.until = '2015-03-24'
    await writeFile(at('wrong.json'), JSON.stringify(file))
    const { stderr } = await admin(['cycle', 'load', 'wrong.json'])
    expect(stderr).toMatch(/^wrong\.json: windows\[14\]\.until: «export» stands as before 25 Mar 2015/)
    await writeFile(at('wrong.json'), 'no json')
    expect((await admin(['cycle', 'check', 'wrong.json'])).stderr).toMatch(/^wrong\.json is no JSON: /)
  })
})

describe('the city', () => {
  const organisations = [
    '编号,单位类别,单位名称,上级单位,继续教育代码,办学性质,学校类型,受理部门,电话,地址',
    'mingde,学校,明德小学,tianhe,90601,公办,小学,德育处,020-12345678,天河路1号',
    'tianhe,区教育局,天河区教育局,city,,,,,,',
    'city,市级单位,广州市教育局,,,,,,,',
    'lingnan,培训机构,岭南教师发展中心,,,,,,,',
    'broken,学校,无主小学,panyu,,,,,,',
  ].join('\r\n')

  test('is loaded from a GBK file, row by row', async () => {
    await writeFile(at('单位.csv'), gbk(organisations))
    expect(await admin(['organisations', 'load', '单位.csv'])).toEqual({
      code: 1,
      stderr: '',
      stdout: [
        'row 6, parent: There is no “panyu”. Give the id, the code or the full name of an organisation that has been loaded; if it stands in a row with a mistake, put that right first.',
        '4 new, 0 changed, 0 moved, 0 unchanged, 1 refused.\n',
      ].join('\n'),
    })
    expect((await admin(['organisations', 'load', '单位.csv'])).stdout).toContain(
      '0 new, 0 changed, 0 moved, 4 unchanged',
    )
  })

  test('gets its first operator by a link, which the program knows', async () => {
    const { code, stdout } = await admin(['city-admin', '钟伟雄'])
    expect(code).toBe(0)
    const [, word = ''] = /\/start invite-([\w-]{22})/.exec(stdout)!
    const invite = await lookAtInvite(prisma, word, new Date('2014-12-20T02:00:00Z'))
    expect(invite).toMatchObject({ organisationId: 'city', role: 'CITY_OPERATOR' })
    const [entry] = await prisma.auditEntry.findMany({ where: { action: 'role.invite' } })
    expect(entry).toMatchObject({ chain: 'city', actorId: null, actorRole: 'COMMAND_LINE' })
    const other = await admin(['city-admin', '温淑贤', '--supervisor', '--organisation', 'tianhe'])
    expect(other.code).toBe(1)
    expect(other.stderr).not.toBe('')
  })

  test('takes a roster of 1,000 with 1 % of mistakes: each is named with row and column, and 990 are in', async () => {
    const wrong: [string, string][] = [
      ['身份证号', '440106198001010014'],
      ['手机号', '1234'],
      ['任教学段', '大学'],
      ['学校', '90699'],
      ['姓名', ''],
    ]
    const head = ['学校', '姓名', '继续教育证号', '身份证号', '手机号', '任教学段', '工号']
    const rows = Array.from({ length: 1000 }, (_, n) => {
      const row = [
        '90601',
        `教师${n + 1}`,
        `906${String(10_000 + n)}`,
        newIdNumber(),
        '13800138000',
        '小学',
        '7',
      ]
      if (n % 100 === 99) {
        const [column, cell] = wrong[((n + 1) / 100) % wrong.length]!
        row[head.indexOf(column)] = cell
      }
      return row
    })
    await writeFile(at('名册.csv'), gbk([head, ...rows].map((row) => row.join(',')).join('\n')))
    const { code, stdout } = await admin(['roster', 'load', '名册.csv'])
    expect(code).toBe(1)
    const lines = stdout.trim().split('\n')
    expect(lines[0]).toBe('Columns that are not read: 工号')
    expect(lines.at(-1)).toBe('990 new, 0 changed, 0 moved, 0 unchanged, 10 refused.')
    expect(lines[1]).toMatch(/^row 101, phone: /)
    expect(lines.slice(1, -1).map((line) => /^row (\d+), ([a-z ]+):/.exec(line)?.slice(1).join(' '))).toEqual(
      ['phone', 'stage', 'school', 'name', 'id number', 'phone', 'stage', 'school', 'name', 'id number'].map(
        (column, at) => `${(at + 1) * 100 + 1} ${column}`,
      ),
    )
    expect(stdout).not.toContain('440106198001010014')
    expect(await prisma.person.count({ where: { organisationId: 'mingde' } })).toBe(990)

    const again = await admin(['roster', 'load', '名册.csv'])
    expect(again.stdout).toContain('0 new, 0 changed, 0 moved, 990 unchanged, 10 refused.')
  })

  test('takes the hours of a provider from a workbook, each row by itself', async () => {
    const head = ['继续教育证号', '姓名', '科目', '课程名称', '开始日期', '结束日期', '学时']
    const rows = [
      ['90610000', '教师1', '专业科目', '学科教学研修', '2014-07-07', '2014-07-11', '30'],
      ['90610001', '别人', '专业科目', '学科教学研修', '2014-07-07', '2014-07-11', '30'],
    ]
    await writeFile(at('学时.xlsx'), await writeSheets([{ sheet: '学时', data: [head, ...rows] }]).toBuffer())
    const load = () => admin(['records', 'load', '学时.xlsx', '--provider', 'lingnan', '--cycle', '2014'])
    const { code, stdout } = await load()
    expect(stdout).toContain('1 new, 0 unchanged, 1 refused.')
    expect(stdout).toMatch(/^row 3, /)
    expect(code).toBe(1)
    expect((await load()).stdout).toContain('0 new, 1 unchanged, 1 refused.')
    await itIs('2015-01-01T00:00:00+08:00')
    expect((await load()).code).toBe(1)
    expect((await load()).stderr).not.toBe('')
    expect(await prisma.hourRecord.count()).toBe(1)
    expect(await admin(['records', 'load', '学时.xlsx'])).toMatchObject({
      code: 1,
      stderr: '--provider and --cycle are needed: whose hours they are, and of which year.\n',
    })
  })
})

test('invariant 8: a trail that was altered is named by chain and number, with code 1', async () => {
  const whole = await admin(['seals'])
  expect(whole).toMatchObject({ code: 0 })
  expect(whole.stdout).toMatch(/^All \d{3,} entries in \d chains are sealed\.\n$/)
  await prisma.$transaction([
    prisma.$executeRawUnsafe('alter table audit_entry disable trigger user'),
    prisma.$executeRaw`update audit_entry set details = '{}' where chain = 'mingde' and seq = 3`,
    prisma.$executeRawUnsafe('alter table audit_entry enable trigger user'),
  ])
  const broken = await admin(['seals'])
  expect(broken).toMatchObject({ code: 1, stdout: 'The chain «mingde» is broken at entry 3.\n' })
})
