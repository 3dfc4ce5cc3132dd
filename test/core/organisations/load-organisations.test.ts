import { describe, expect, test } from 'vitest'
import { brokenSeals } from '../../../core/audit/audit.ts'
import { contactsFor } from '../../../core/organisations/contacts.ts'
import { loadOrganisations } from '../../../core/organisations/load-organisations.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { readTable } from '../../../core/tables/read-table.ts'
import { freshDatabase } from '../../support/database.ts'

const { database } = await freshDatabase()
const { prisma } = database
const now = new Date('2014-03-01T02:00:00Z')

async function load(csv: string, moves = false) {
  const table = await readTable(new TextEncoder().encode(csv), 'organisations.csv')
  if (isRefusal(table)) throw new Error(table.refused)
  const loaded = await loadOrganisations(database, table, { now, moves })
  if (isRefusal(loaded)) return loaded.params
  return loaded.outcomes.map((one) =>
    one.outcome === 'refused' ? `${one.row} ${one.column} ${one.refusal.refused}` : one.outcome,
  )
}

const head = '编号,单位类别,单位名称,上级单位,继续教育代码,办学性质,学校类型,受理部门,电话,地址,网址'
const tree = [
  head,
  'mingde,学校,天河区明德小学,天河区教育局,90601,公办,小学,德育处,020-12345678,天河路1号,www.mingde.example.org',
  'bolin,学校,博林学校,tianhe,,民办,中学,,,,',
  'city,市级单位,广州市教育局,,,,,,,,',
  'tianhe,区教育局,天河区教育局,city,,,,继续教育科,020-87654321,天河路9号,',
  'centre,市教师培训中心,市中小学教师培训中心,city,,,,,,,',
  'provider,培训机构,岭南教师发展中心,,,,,,,,',
].join('\n')

describe('a file of organisations', () => {
  test('makes the tree, whatever stands first, and again changes nothing', async () => {
    expect(await load(tree)).toEqual(['new', 'new', 'new', 'new', 'new', 'new'])
    expect(await load(tree)).toEqual(Array(6).fill('unchanged'))
    expect(await prisma.organisation.findUnique({ where: { id: 'bolin' } })).toMatchObject({
      kind: 'SCHOOL',
      parentId: 'tianhe',
      code: null,
      ownership: 'PRIVATE',
      schoolType: 'SECONDARY',
    })
    const entries = await prisma.auditEntry.findMany({ where: { subjectId: 'mingde' } })
    expect(entries).toMatchObject([
      { chain: 'mingde', action: 'organisation.add', actorId: null, actorRole: 'COMMAND_LINE' },
    ])
  })

  test('S035–S037: sets who takes complaints at the school and above it', async () => {
    const { school, reviewer } = await contactsFor(prisma, 'mingde')
    expect(school).toEqual({
      organisationId: 'mingde',
      name: '天河区明德小学',
      contacts: [
        {
          office: '德育处',
          phone: '020-12345678',
          address: '天河路1号',
          website: 'www.mingde.example.org',
        },
      ],
    })
    expect(reviewer?.contacts).toMatchObject([{ office: '继续教育科', phone: '020-87654321' }])
    expect(await contactsFor(prisma, 'bolin')).toMatchObject({
      school: { contacts: [] },
      reviewer: { name: '天河区教育局' },
    })
  })

  test('puts right what it tells of, and leaves what it does not', async () => {
    const change = 'id,phone,code\nmingde,020-11112222,\nbolin,,90603'
    expect(await load(change)).toEqual(['changed', 'changed'])
    const { school } = await contactsFor(prisma, 'mingde')
    expect(school.contacts[0]).toMatchObject({ office: '德育处', phone: '020-11112222' })
    expect(await prisma.organisation.count()).toBe(6)
  })

  test('moves a school to another office only when it is told to', async () => {
    const move = 'id,parent\nmingde,centre'
    expect(await load(move)).toEqual(['2 parent load-organisation-moves'])
    expect(await load(move, true)).toEqual(['moved'])
    expect(await load(move)).toEqual(['unchanged'])
    const [entry] = await prisma.auditEntry.findMany({ where: { action: 'organisation.move' } })
    expect(entry?.details).toMatchObject({ parentId: { before: 'tianhe', after: 'centre' } })
  })

  test('a school that moves takes its open complaints along, and everybody concerned is told', async () => {
    await load('id,name,kind,parent\nyuexiu,越秀区教育局,区教育局,city\nqinghe,清禾中学,学校,tianhe')
    await prisma.cycle.create({ data: { id: 2014, data: {}, loadedAt: now } })
    const complaint = {
      cycleId: 2014,
      organisationId: 'qinghe',
      channel: 'BOT',
      text: '不实',
      anonymous: true,
    } as const
    const open = await prisma.complaint.create({
      data: { ...complaint, handlerId: 'tianhe', registeredAt: now },
    })
    const atSchool = await prisma.complaint.create({
      data: { ...complaint, handlerId: 'qinghe', registeredAt: now },
    })
    const settled = await prisma.complaint.create({
      data: {
        ...complaint,
        handlerId: 'tianhe',
        registeredAt: now,
        state: 'SETTLED',
        upheld: false,
        finding: '不属实',
        settledAt: now,
      },
    })
    const holders = [
      ['DISTRICT_REVIEWER', 'tianhe'],
      ['DISTRICT_REVIEWER', 'yuexiu'],
      ['SCHOOL_ADMIN', 'qinghe'],
    ] as const
    for (const [at, [role, organisationId]] of holders.entries()) {
      const { id: personId } = await prisma.person.create({ data: { name: `某人${at}`, organisationId } })
      await prisma.account.create({ data: { id: 100 + at, personId } })
      await prisma.grant.create({ data: { personId, role, organisationId, grantedAt: now } })
    }

    expect(await load('id,parent\nqinghe,yuexiu', true)).toEqual(['moved'])
    const handlers = await prisma.complaint.findMany({ orderBy: { serial: 'asc' } })
    expect(handlers.map(({ id, handlerId, version }) => [id, handlerId, version])).toEqual([
      [open.id, 'yuexiu', 2],
      [atSchool.id, 'qinghe', 1],
      [settled.id, 'tianhe', 1],
    ])
    expect(await prisma.auditEntry.count({ where: { action: 'complaint.move', chain: 'yuexiu' } })).toBe(1)
    const told = await prisma.outboxMessage.findMany({ orderBy: { chatId: 'asc' } })
    const moved = { kind: 'school-moved', school: '清禾中学', from: '天河区教育局', to: '越秀区教育局' }
    expect(told.map(({ body }) => (body as { notice: object }).notice)).toEqual(
      [0, 1, 0].map((complaints) => ({ ...moved, complaints })),
    )
  })

  test.each([
    ['without an id', 'id,name,kind,parent\n,新校,学校,tianhe', '2 id load-cell-empty'],
    [
      'with an id that no button can hold',
      'id,name,kind,parent\n天河,新校,学校,tianhe',
      '2 id load-id-unreadable',
    ],
    ['of an unknown kind', 'id,name,kind,parent\nnew,新校,大学,tianhe', '2 kind load-choice-unknown'],
    [
      'under an office that there is not',
      'id,name,kind,parent\nnew,新校,学校,番禺区',
      '2 parent load-organisation-unknown',
    ],
    ['under another school', 'id,name,kind,parent\nnew,新校,学校,mingde', '2 parent load-parent-wrong'],
    ['under nobody', 'id,name,kind\nnew,新校,学校', '2 parent load-parent-needed'],
    ['under itself', 'id,name,kind,parent\nnew,新局,市级单位,new', '2 parent load-organisation-unknown'],
    [
      'with a code that another has',
      'id,name,kind,parent,code\nnew,新校,学校,tianhe,90601',
      '2 code load-code-taken',
    ],
    ['that becomes another kind', 'id,kind\nmingde,培训机构', '2 kind load-kind-fixed'],
    ['that has no name yet', 'id,kind,parent\nnew,学校,tianhe', '2 name load-cell-empty'],
    ['with a telephone that is none', 'id,phone\nmingde,请见公告', '2 phone contact-phone-unreadable'],
  ])('refuses a row %s, with column and reason, and keeps nothing of it', async (_, csv, refused) => {
    expect(await load(csv)).toEqual([refused])
    expect(await prisma.organisation.count()).toBe(8)
  })

  test('refuses the second of two rows of one id, and a row under one that was refused', async () => {
    const csv = [
      'id,name,kind,parent',
      'panyu,番禺区教育局,区教育局,nowhere',
      'panyu-one,番禺一小,学校,panyu',
      'mingde,明德小学,学校,centre',
      'mingde,明德学校,学校,centre',
    ].join('\n')
    expect(await load(csv)).toEqual([
      '2 parent load-organisation-unknown',
      '3 parent load-organisation-unknown',
      'changed',
      '5 id load-row-repeated',
    ])
  })

  test('refuses a second city in words: one installation is one city', async () => {
    expect(await load('id,name,kind\nother-city,另一个市教育局,市级单位')).toEqual([
      '2 parent load-second-city',
    ])
    expect(await prisma.organisation.count({ where: { kind: 'CITY' } })).toBe(1)
  })

  test('is not read without the column that tells which organisation it is', async () => {
    expect(await load('name,kind\n新校,学校')).toEqual({ missing: 'id' })
  })

  test('leaves a trail that is whole', async () => {
    expect(await brokenSeals(prisma)).toEqual([])
  })
})
