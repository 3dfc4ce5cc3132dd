import { beforeAll, describe, expect, test } from 'vitest'
import { brokenSeals } from '../../../core/audit/audit.ts'
import { cycle2014 } from '../../../core/cycle/shipped-cycles.ts'
import { answeredBy } from '../../../core/ledger/sums.ts'
import { loadOrganisations } from '../../../core/organisations/load-organisations.ts'
import { bindAccount } from '../../../core/people/bind-account.ts'
import { giveConsent } from '../../../core/people/consent.ts'
import { identify, isSameName } from '../../../core/people/identity.ts'
import { loadRoster } from '../../../core/people/load-roster.ts'
import { nameHolding } from '../../../core/people/search-by-name.ts'
import { openBirthDate } from '../../../core/privacy/keep-id-number.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { readTable } from '../../../core/tables/read-table.ts'
import { freshDatabase } from '../../support/database.ts'
import { completeAnswers, smallCity } from '../../support/small-city.ts'
import { inlineText, workbook } from '../../support/workbook.ts'
import { newAccount, newIdNumber, sealer, tenAtOnce } from './school.ts'

const { database } = await freshDatabase()
const { prisma } = database
const now = new Date('2014-06-01T02:00:00Z')

beforeAll(async () => {
  await smallCity(database)
  await prisma.organisation.update({ where: { id: 'school' }, data: { code: '90601' } })
})

async function load(file: string | Uint8Array, moves = false) {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file
  const table = await readTable(bytes, 'roster.csv')
  if (isRefusal(table)) throw new Error(table.refused)
  const loaded = await loadRoster(database, table, { sealer, cycles: [cycle2014], now, moves })
  if (isRefusal(loaded)) return loaded.params
  return loaded.outcomes.map((one) =>
    one.outcome === 'refused'
      ? [one.row, one.column, one.refusal.refused].filter(Boolean).join(' ')
      : one.outcome,
  )
}

const head =
  '学校,姓名,继续教育证号,身份证号,手机号,任教学段,任教学科,职称,取得职称时间,在岗状态,人员类别,角色'
const row = (...cells: string[]) => cells.join(',')
const numbers = { chen: newIdNumber(), huang: newIdNumber(), he: newIdNumber() }
const roster = [
  head,
  row(
    '90601',
    '陈静怡',
    '90601001',
    numbers.chen,
    '13800138000',
    '小学',
    '语文',
    '一级教师',
    '2012年9月',
    '在岗',
    '专任教师',
  ),
  row('school', '黄志强', '90601002', numbers.huang, '', '小学', '数学', '', '', '', ''),
  row('示例一小', '何丽萍', '90601003', numbers.he, '', '', '', '', '', '', '', '教师、学校继续教育管理员'),
].join('\n')

const personOf = (certificateNumber: string) =>
  prisma.person.findUniqueOrThrow({ where: { certificateNumber }, include: { grants: true } })

const bornOf = ({ id, birthSealed }: { id: string; birthSealed: Uint8Array | null }) =>
  birthSealed && openBirthDate(birthSealed, id, sealer)

describe('a roster', () => {
  test('puts people on it, who are let in by their three words, and again changes nothing', async () => {
    expect(await load(roster)).toEqual(['new', 'new', 'new'])
    expect(await load(roster)).toEqual(['unchanged', 'unchanged', 'unchanged'])
    const chen = await personOf('90601001')
    expect(chen).toMatchObject({
      organisationId: 'school',
      phone: '13800138000',
      stage: 'PRIMARY',
      title: 'FIRST',
      titleDate: new Date('2012-09-01'),
      dutyStatus: 'ON_DUTY',
    })
    // It follows from the ID number.
    expect(bornOf(chen)).toBe('1985-01-01')
    expect(chen.grants).toMatchObject([{ role: 'TEACHER', organisationId: 'school' }])
    expect((await personOf('90601003')).grants.map(({ role }) => role).sort()).toEqual([
      'SCHOOL_ADMIN',
      'TEACHER',
    ])

    const accountId = newAccount()
    const bound = await prisma.$transaction(async (tx) => {
      await giveConsent(tx, accountId, now)
      const who = { accountId, certificateNumber: '90601001', name: '陈静怡', idNumber: numbers.chen }
      return identify(tx, who, { sealer, now })
    })
    expect(bound).toMatchObject({ bound: { name: '陈静怡', organisationName: '示例一小' } })
  })

  test('keeps no ID number in the trail, which says that the command line did it', async () => {
    const entries = await prisma.auditEntry.findMany({ where: { action: 'person.add' } })
    expect(entries).toHaveLength(3)
    expect(entries).toMatchObject(
      Array(3).fill({ chain: 'school', actorId: null, actorRole: 'COMMAND_LINE' }),
    )
    const trail = JSON.stringify(entries.map(({ details }) => details))
    for (const number of Object.values(numbers)) expect(trail).not.toContain(number)
  })

  test('ruling 14: deletes nobody who is missing from it', async () => {
    expect(await load(roster.split('\n').slice(0, 2).join('\n'))).toEqual(['unchanged'])
    expect(await prisma.person.count({ where: { organisationId: 'school' } })).toBe(3)
  })

  test('writes over what nobody has looked after, and not over what a person has', async () => {
    const change = [
      head,
      row('90601', '陈静怡', '90601001', '', '13900139000', '', '', '高级教师', '', '', ''),
      row('90601', '黄志强', '90601002', '', '13900139001', '', '科学', '', '', '', ''),
    ].join('\n')
    expect(await load(change)).toEqual(['unchanged', 'changed'])
    // She has an account: her telephone and title are hers to change.
    expect(await personOf('90601001')).toMatchObject({ phone: '13800138000', title: 'FIRST' })
    expect(await personOf('90601002')).toMatchObject({ phone: '13900139001', subject: '科学' })
  })

  test('puts a name right when the ID number proves who it is, and gives a number that was missing', async () => {
    const newcomer = newIdNumber()
    expect(await load([head, row('90601', '谢雨', '', newcomer)].join('\n'))).toEqual(['new'])
    expect(await load([head, row('90601', '谢雨桐', '90601009', newcomer)].join('\n'))).toEqual(['changed'])
    expect(await personOf('90601009')).toMatchObject({ name: '谢雨桐' })
  })

  test('gives a role once: what was handed over since is not given again', async () => {
    await prisma.grant.updateMany({
      where: { role: 'SCHOOL_ADMIN', person: { certificateNumber: '90601003' } },
      data: { withdrawnAt: now },
    })
    expect(((await load(roster)) as string[])[2]).toBe('unchanged')
  })
})

describe('whoever stands under another school', () => {
  const move = [head, row('other-school', '黄志强', '90601002', numbers.huang)].join('\n')

  test('is not moved silently', async () => {
    expect(await load(move)).toEqual(['2 school load-person-moves'])
    expect(await personOf('90601002')).toMatchObject({ organisationId: 'school' })
  })

  test('stays while others depend on a role of theirs there', async () => {
    const { id: personId } = await personOf('90601002')
    const held = { personId, role: 'HR_OFFICER', organisationId: 'school' } as const
    const { id } = await prisma.grant.create({ data: { ...held, grantedAt: now } })
    expect(await load(move, true)).toEqual(['2 school other-role-first'])
    expect(await personOf('90601002')).toMatchObject({ organisationId: 'school' })
    await prisma.grant.delete({ where: { id } })
  })

  test('ruling 14: is transferred when told to, with what is on record and with open items', async () => {
    const { id: personId } = await personOf('90601002')
    const day = new Date('2014-03-10')
    await prisma.hourRecord.create({
      data: {
        personId,
        cycleId: 2014,
        category: 'PUBLIC',
        source: 'AUTO',
        courseName: '公需科目网络课程',
        provider: '继续教育网',
        from: day,
        to: day,
        hours: 18,
        recordedAt: now,
      },
    })
    const item = await prisma.declaration.create({
      data: {
        personId,
        cycleId: 2014,
        organisationId: 'school',
        state: 'SUBMITTED',
        category: 'PROFESSIONAL',
        activityType: completeAnswers.activityType!,
        courseName: completeAnswers.courseName!,
        provider: completeAnswers.provider!,
        from: day,
        to: day,
        hours: 6,
        claim: {},
        submittedAt: now,
        waitingSince: now,
      },
    })
    expect(await load(move, true)).toEqual(['moved'])
    expect(await load(move, true)).toEqual(['unchanged'])
    const person = await personOf('90601002')
    expect(person.organisationId).toBe('other-school')
    const held = person.grants.filter(({ withdrawnAt }) => withdrawnAt === null)
    expect(held).toMatchObject([{ role: 'TEACHER', organisationId: 'other-school' }])
    expect(await prisma.hourRecord.count({ where: { personId } })).toBe(1)
    // Cards that the old school still shows are out of date.
    expect(await prisma.declaration.findUnique({ where: { id: item.id } })).toMatchObject({
      organisationId: 'other-school',
      version: item.version + 1,
    })
    const entries = await prisma.auditEntry.findMany({ where: { action: 'transfer.by-roster' } })
    expect(entries.map(({ chain }) => chain).sort()).toEqual(['other-school', 'school'])
    expect(
      await load(
        [head, row('school', '何丽萍', '90601003'), row('other-school', '谢雨桐', '90601009')].join('\n'),
        true,
      ),
    ).toEqual(['unchanged', 'moved'])
  })
})

describe('a row is refused with column and reason', () => {
  const other = newIdNumber()
  test.each([
    ['of an unknown school', row('90699', '甲', '90699001'), 'school load-organisation-unknown'],
    ['without a name', row('90601', '', '90601050'), 'name load-cell-empty'],
    ['without any number', row('90601', '甲'), 'certificate number load-number-needed'],
    [
      'with a wrong ID number',
      row('90601', '甲', '90601050', '440106198001010014'),
      'id number id-number-checksum',
    ],
    [
      'with an ID number that a spreadsheet cut',
      row('90601', '甲', '90601050', '4.40106E+17'),
      'id number load-digits-lost',
    ],
    [
      'with a 继续教育证号 that a spreadsheet cut',
      row('90601', '甲', '4.4010619800101E+15'),
      'certificate number load-digits-lost',
    ],
    [
      'with a telephone that is none',
      row('90601', '甲', '90601050', '', '12345'),
      'phone field-phone-unreadable',
    ],
    ['with an unknown stage', row('90601', '甲', '90601050', '', '', '大学'), 'stage field-option-unknown'],
    [
      'with a role of an office above',
      row('90601', '甲', '90601050', '', '', '', '', '', '', '', '', '复审员'),
      'roles load-choice-unknown',
    ],
    [
      'that slipped: the number has another name',
      row('90601', '乙', '90601001'),
      'name load-number-of-another',
    ],
    [
      'with the numbers of two people',
      row('90601', '陈静怡', '90601001', numbers.he),
      'certificate number load-numbers-of-two',
    ],
    [
      'with another ID number than on record',
      row('90601', '陈静怡', '90601001', other),
      'id number load-id-number-differs',
    ],
    [
      'with another 继续教育证号 than on record',
      row('90601', '陈静怡', '90601077', numbers.chen),
      'certificate number load-certificate-number-differs',
    ],
  ])('%s', async (_, line, refused) => {
    const people = await prisma.person.count()
    expect(await load([head, line].join('\n'))).toEqual([`2 ${refused}`])
    expect(await prisma.person.count()).toBe(people)
  })

  test('no day is read wrong that a spreadsheet wrote as a number or with an hour', async () => {
    const heads = '学校,姓名,身份证号,出生日期,取得职称时间'
    const number = newIdNumber()
    expect(
      await load([heads, row('90601', '日期', number, '31048', '2012-09-01 00:00:00')].join('\n')),
    ).toEqual(['new'])
    const person = await prisma.person.findFirstOrThrow({ where: { name: '日期' } })
    expect(bornOf(person)).toBe('1985-01-01')
    expect(person.titleDate).toEqual(new Date('2012-09-01'))
    await prisma.grant.deleteMany({ where: { person: { name: '日期' } } })
    await prisma.person.deleteMany({ where: { name: '日期' } })
  })

  test('when its birth date or gender does not agree with its ID number', async () => {
    const heads = '学校,姓名,身份证号,出生日期,性别'
    expect(await load([heads, row('90601', '甲', other, '1985-01-02', '')].join('\n'))).toEqual([
      '2 birth load-birth-differs',
    ])
    const wrong = Number(other[16]) % 2 === 1 ? '女' : '男'
    expect(await load([heads, row('90601', '甲', other, '1985/1/1', wrong)].join('\n'))).toEqual([
      '2 gender load-gender-differs',
    ])
  })

  test('when its birth date or gender does not agree with the ID number on record', async () => {
    const heads = '学校,姓名,继续教育证号,身份证号,出生日期,性别'
    const number = newIdNumber()
    const [theirs, wrong] = Number(number[16]) % 2 ? ['男', '女'] : ['女', '男']
    const told = async (...cells: string[]) =>
      load([heads, row('90601', '对照', '90601088', ...cells)].join('\n'))
    // As a list without numbers knew her.
    expect(await told('', '1985-01-02', wrong!)).toEqual(['new'])
    // The number comes, and what it tells is right.
    expect(await told(number, '', '')).toEqual(['changed'])
    const person = await personOf('90601088')
    expect(bornOf(person)).toBe('1985-01-01')
    expect(person.gender).toBe(theirs === '男' ? 'MALE' : 'FEMALE')
    expect(await told('', '1985-01-02', '')).toEqual(['2 birth load-birth-differs'])
    expect(await told('', '', wrong!)).toEqual(['2 gender load-gender-differs'])
    expect(await told('', '1985-01-01', theirs!)).toEqual(['unchanged'])
    await prisma.grant.deleteMany({ where: { person: { name: '对照' } } })
    await prisma.person.deleteMany({ where: { name: '对照' } })
  })

  test('is not read without the columns that tell who it is and where', async () => {
    const people = await prisma.person.count()
    expect(await load('姓名,任教学科\n甲,语文')).toEqual({ missing: 'school' })
    expect(await load('书名,价格\n论语,18')).toEqual({ missing: 'school、name' })
    expect(await prisma.person.count()).toBe(people)
  })

  test('when a row above told of the same person', async () => {
    const lines = [row('90601', '甲', '90601060'), row('90601', '甲', '90601060')]
    expect(await load([head, ...lines].join('\n'))).toEqual(['new', '3 certificate number load-row-repeated'])
  })
})

test('S010–S011: whoever the notice covers is put on the roster, at whatever kind of school, and answered for', async () => {
  const units = [
    ['公办', '中学', '专任教师'],
    ['民办', '中职', '专任教师'],
    ['公办', '特殊教育', '实验教师（实验管理员）'],
    ['民办', '小学', '图书管理员'],
    ['民办', '幼儿园', '专任教师'],
    ['公办', '其他机构', '教研、科研、电教、少年宫、进修学校人员'],
    ['公办', '其他机构', '其他具有教师专业技术资格的人员'],
  ] as const
  const tree = ['编号,单位类别,单位名称,上级单位,办学性质,学校类型']
  const lines = [head]
  for (const [at, [ownership, type, post]] of units.entries()) {
    tree.push(row(`unit-${at}`, '学校', `示例单位${at}`, 'district', ownership, type))
    lines.push(row(`unit-${at}`, `教师${post}`, `9067000${at}`, '', '', '', '', '', '', '', post))
  }
  const table = await readTable(new TextEncoder().encode(tree.join('\n')), 'organisations.csv')
  if (isRefusal(table)) throw new Error(table.refused)
  await loadOrganisations(database, table, { now })
  expect(await load(lines.join('\n'))).toEqual(units.map(() => 'new'))

  const schools = await prisma.organisation.findMany({ where: { id: { startsWith: 'unit-' } } })
  expect(schools).toHaveLength(units.length)
  expect(new Set(schools.map(({ schoolType }) => schoolType)).size).toBe(6)
  expect(new Set(schools.map(({ ownership }) => ownership)).size).toBe(2)
  const ids = schools.map(({ id }) => id)
  const people = await prisma.person.findMany({ where: { organisationId: { in: ids } } })
  expect(new Set(people.map(({ staffCategory }) => staffCategory)).size).toBe(5)
  const answered = await answeredBy(prisma, ids, { cycle: cycle2014, now })
  expect(answered.map(({ personId }) => personId).sort()).toEqual(people.map(({ id }) => id).sort())
})

test('a roster that breaks off in the middle leaves nobody half made, and is finished by loading it again', async () => {
  const lines = Array.from({ length: 450 }, (_, n) => row('90601', `中断${n}`, `90699${1000 + n}`))
  const csv = [head, ...lines].join('\n')
  const made = { where: { name: { startsWith: '中断' } } }
  const entries = { where: { action: 'person.add', details: { path: ['name'], string_starts_with: '中断' } } }
  await prisma.$executeRawUnsafe(`create function fails() returns trigger language plpgsql as
    $$ begin if new.details->>'name' = '中断300' then raise exception 'the disk is full'; end if; return new; end $$`)
  await prisma.$executeRawUnsafe(
    'create trigger fails before insert on audit_entry for each row execute function fails()',
  )
  await expect(load(csv)).rejects.toThrow('the disk is full')
  const people = await prisma.person.findMany({ ...made, include: { grants: true } })
  expect(people.length).toBeLessThan(300)
  expect(people.filter(({ grants }) => grants.length !== 1)).toEqual([])
  expect(await prisma.auditEntry.count(entries)).toBe(people.length)

  await prisma.$executeRawUnsafe('drop function fails cascade')
  const outcomes = (await load(csv)) as string[]
  expect(outcomes.filter((outcome) => outcome === 'unchanged')).toHaveLength(people.length)
  expect(outcomes.filter((outcome) => outcome === 'new')).toHaveLength(450 - people.length)
  expect(await prisma.person.count(made)).toBe(450)
  expect(await prisma.auditEntry.count(entries)).toBe(450)
})

test('of one roster loaded ten times at once each person is made once', async () => {
  const lines = Array.from({ length: 30 }, (_, n) =>
    row('90601', `教师${n}`, `90688${100 + n}`, newIdNumber()),
  )
  const outcomes = (await tenAtOnce(() => load([head, ...lines].join('\n')))) as string[][]
  expect(outcomes.flat().filter((outcome) => outcome === 'new')).toHaveLength(30)
  expect(outcomes.flat().filter((outcome) => outcome === 'unchanged')).toHaveLength(270)
  expect(await brokenSeals(prisma)).toEqual([])
})

test('an account that was bound meanwhile keeps its person', async () => {
  const { id } = await personOf('90601003')
  const accountId = newAccount()
  await prisma.$transaction(async (tx) => {
    await giveConsent(tx, accountId, now)
    await bindAccount(tx, accountId, id)
  })
  expect(await load(roster, true)).toContain('unchanged')
  expect(await prisma.account.findUnique({ where: { id: accountId } })).toMatchObject({ personId: id })
})

describe('a roster as offices send it', () => {
  test('with characters that were lost is refused by name, and so is a row with more cells than headings', async () => {
    const lost = '学校,姓名,继续教育证号\n90601,王??,90601131\n90601,?,90601132\n90601,王莉,90601133,多'
    expect(await load(lost)).toEqual([
      '2 name field-name-unreadable',
      '3 name field-name-unreadable',
      '4 table-row-surplus',
    ])
  })

  test('copied out of a PDF is kept with the characters that its radicals look like, and found by them', async () => {
    const csv = '学校,姓名,继续教育证号\n示例⼀⼩,⻢⼩明,90601141\n90601,阿依古丽・买买提,90601142'
    expect(await load(csv)).toEqual(['new', 'new'])
    expect(await personOf('90601141')).toMatchObject({ name: '马小明' })
    expect(await personOf('90601142')).toMatchObject({ name: '阿依古丽·买买提' })
    expect(await prisma.person.count({ where: nameHolding('⻢小') })).toBe(1)
    expect(await prisma.person.count({ where: nameHolding('古丽・买') })).toBe(1)
    expect(isSameName('赵⻓⻘', '赵长青')).toBe(true)
  })

  test('on a sheet for each school names the row by its sheet; days of 1904 are read as they show', async () => {
    const line = (row: number, ...cells: string[]) => {
      const written = cells.map((cell, at) => inlineText(`${'ABCD'[at]}${row}`, cell))
      return `<row r="${row}">${written.join('')}<c r="E${row}"><v>27885</v></c></row>`
    }
    const head = line(1, '学校', '姓名', '继续教育证号', '手机号').replace(
      /<c r="E1">.*<\/c>/,
      inlineText('E1', '出生日期'),
    )
    const bytes = workbook(
      [
        { name: '一小', rows: head + line(2, '90601', '苹果', '90601151') },
        {
          name: '二小',
          rows: head + line(2, '90601', '', '90601152') + line(3, '90601', '苹果', '90601151'),
        },
      ],
      { date1904: 'true' },
    )
    expect(await load(bytes)).toEqual([
      'new',
      '二小!2 name load-cell-empty',
      '二小!3 certificate number load-row-repeated',
    ])
    expect(bornOf(await personOf('90601151'))).toBe('1980-05-06')
  })
})
