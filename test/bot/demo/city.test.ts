import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { demoPeople, seedDemo } from '../../../bot/demo/city/seed.ts'
import { brokenSeals } from '../../../core/audit/audit.ts'
import { loadCycle } from '../../../core/cycle/cycle.ts'
import { cycle2014 } from '../../../core/cycle/shipped-cycles.ts'
import { staffOf } from '../../../core/duties/staff.ts'
import { openFileStore } from '../../../core/evidence/files.ts'
import { giveConsent } from '../../../core/people/consent.ts'
import { identify } from '../../../core/people/identity.ts'
import { openSealer } from '../../../core/privacy/sealing.ts'
import { roles } from '../../../core/terms.ts'
import { freshDatabase } from '../../support/database.ts'

const { database } = await freshDatabase()
const folder = await mkdtemp(path.join(tmpdir(), 'xueshi-demo-'))
afterAll(() => rm(folder, { recursive: true, force: true }))
const files = await openFileStore(folder)
const sealer = openSealer({ sealing: randomBytes(32), index: randomBytes(32) })
const now = new Date('2014-12-20T02:00:00Z')
const seeded = await Promise.all([1, 2].map(() => seedDemo(database, { sealer, files, now })))

describe('the invented city', () => {
  it('is made once, whatever starts at once or again', async () => {
    expect(seeded.sort()).toEqual([false, true])
    expect(await seedDemo(database, { sealer, files, now })).toBe(false)
    expect(await brokenSeals(database.prisma)).toEqual([])
  })

  it('fills every role, and every school with administrator, HR officer and principal', async () => {
    const held = await database.prisma.grant.findMany({ distinct: ['role'], select: { role: true } })
    expect(held.map(({ role }) => role).sort()).toEqual([...roles].sort())
    const schools = await database.prisma.organisation.findMany({
      where: { kind: 'SCHOOL' },
      include: { grants: true },
    })
    expect(schools).toHaveLength(6)
    for (const { grants } of schools) {
      const here = grants.map(({ role }) => role)
      expect(here).toEqual(expect.arrayContaining(['SCHOOL_ADMIN', 'HR_OFFICER', 'PRINCIPAL', 'TEACHER']))
    }
  })

  it('says of every invented organisation that it is an example', async () => {
    const invented = await database.prisma.organisation.findMany({
      where: { kind: { in: ['SCHOOL', 'PROVIDER'] } },
    })
    expect(invented.every(({ name }) => name.endsWith('（示例）'))).toBe(true)
  })

  it('keeps the cycle as its file says', async () => {
    const { data } = await database.prisma.cycle.findUniqueOrThrow({ where: { id: 2014 } })
    expect(loadCycle(data)).toEqual(cycle2014)
  })

  it('gives 陈静怡 24 of 72 hours and no account, and lets her in by what her phone knows', async () => {
    const heroine = demoPeople.find(({ firstName }) => firstName === '陈静怡')!
    expect(heroine).toMatchObject({ about: { zh: '教师 · 天河区明德小学（示例）' }, bound: false })
    const staff = await staffOf(database.prisma, 'mingde', { cycle: cycle2014, now })
    expect(staff.find(({ name }) => name === '陈静怡')).toMatchObject({
      bound: false,
      group: 'not-started',
      ledger: { counted: { total: 24 }, missing: { PUBLIC: 18, PROFESSIONAL: 30 } },
    })
    const [certificateNumber, name, idNumber] = heroine.knows.map(({ value }) => value) as [
      string,
      string,
      string,
    ]
    const accountId = heroine.userId
    const outcome = await database.prisma.$transaction(async (tx) => {
      await giveConsent(tx, accountId, now)
      return identify(tx, { accountId, certificateNumber, name, idNumber }, { sealer, now })
    })
    expect(outcome).toMatchObject({ bound: { name: '陈静怡', organisationId: 'mingde' } })
  })

  it('offers phones of people who are bound, and of at least three who are not', async () => {
    const ids = demoPeople.map(({ userId }) => userId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(demoPeople.filter(({ bound }) => !bound).length).toBeGreaterThanOrEqual(3)
    const bound = await database.prisma.account.count({ where: { person: { name: { not: '陈静怡' } } } })
    expect(bound).toBe(demoPeople.filter((person) => person.bound).length)
  })

  it('puts three declarations with photos before the school and one back to its teacher', async () => {
    const declarations = await database.prisma.declaration.findMany({ include: { evidence: true } })
    expect(declarations.map(({ state }) => state).sort()).toEqual([
      'RETURNED_BY_SCHOOL',
      'SUBMITTED',
      'SUBMITTED',
      'SUBMITTED',
    ])
    for (const { evidence } of declarations) {
      expect(evidence.length).toBeGreaterThan(0)
      for (const { displaySha256 } of evidence) expect(await files.get(displaySha256)).toBeInstanceOf(Buffer)
    }
    expect(await database.prisma.outboxMessage.count()).toBe(0)
  })
})
