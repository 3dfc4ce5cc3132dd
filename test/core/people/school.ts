import { randomBytes, randomUUID } from 'node:crypto'
import { bindAccount } from '../../../core/people/bind-account.ts'
import { giveConsent } from '../../../core/people/consent.ts'
import { readIdNumber } from '../../../core/privacy/id-number.ts'
import { birthDateColumn, idNumberColumns } from '../../../core/privacy/keep-id-number.ts'
import { openSealer } from '../../../core/privacy/sealing.ts'
import { isRefusal } from '../../../core/refusal.ts'
import type { Role } from '../../../core/terms.ts'
import type { Database, Transaction } from '../../../prisma/database.ts'

/** A school and its people, made anew for every test file; each test adds whom it needs. */
export const sealer = openSealer({ sealing: randomBytes(32), index: randomBytes(32) })
export const now = new Date('2014-12-20T02:00:00Z')

/** Beyond 32 bits, as newer accounts are. */
let lastAccount = 7_000_000_000
export const newAccount = () => ++lastAccount

let made = 0
let numbered = 0

/** A number with the right check character that stands for nobody; no file of tests needs a thousand. */
export function newIdNumber(): string {
  const seventeen = `44019919850101${String(++numbered % 1000).padStart(3, '0')}`
  const all = [...'0123456789X'].map((check) => seventeen + check)
  return all.find((number) => !isRefusal(readIdNumber(number, '2014-01-01')))!
}

export interface SchoolPerson {
  personId: string
  name: string
  certificateNumber: string
  idNumber: string
  /** Set when bound. */
  accountId: number
}

export function openSchool(database: Database) {
  const inTransaction = <Result>(act: (tx: Transaction) => Promise<Result>) =>
    database.prisma.$transaction(act)

  return {
    inTransaction,

    async school(name = '示例小学'): Promise<string> {
      const id = `school-${++made}`
      await database.prisma.organisation.create({ data: { id, kind: 'SCHOOL', name } })
      return id
    },

    async person(
      organisationId: string,
      roles: Role[] = ['TEACHER'],
      { bound = true, name = `教师${++made}`, lacks = [] as string[] } = {},
    ): Promise<SchoolPerson> {
      const personId = randomUUID()
      const idNumber = newIdNumber()
      const certificateNumber = `TEST${++made}`
      const columns = idNumberColumns({ number: idNumber, kind: 'RESIDENT' }, personId, sealer)
      await database.prisma.person.create({
        data: {
          id: personId,
          organisationId,
          name,
          certificateNumber,
          ...columns,
          gender: 'FEMALE',
          ...birthDateColumn('1985-01-01', personId, sealer),
          phone: '19900001234',
          stage: 'PRIMARY',
          subject: '语文',
          title: 'FIRST',
          titleDate: new Date('2010-12-01'),
          dutyStatus: 'ON_DUTY',
          staffCategory: 'TEACHER',
          ...Object.fromEntries(lacks.map((field) => [field, null])),
        },
      })
      const grants = roles.map((role) => ({ personId, role, organisationId, grantedAt: now }))
      await database.prisma.grant.createMany({ data: grants })
      const accountId = newAccount()
      if (bound) {
        await inTransaction(async (tx) => {
          await giveConsent(tx, accountId, now)
          await bindAccount(tx, accountId, personId)
        })
      }
      return { personId, name, certificateNumber, idNumber, accountId }
    },

    async stranger(): Promise<number> {
      const accountId = newAccount()
      await inTransaction((tx) => giveConsent(tx, accountId, now))
      return accountId
    },

    async toldTo(accountId: number): Promise<{ kind: string }[]> {
      const rows = await database.prisma.outboxMessage.findMany({
        where: { chatId: accountId },
        orderBy: { id: 'asc' },
      })
      return rows.map(({ body }) => (body as unknown as { notice: { kind: string } }).notice)
    },

    async accountOf(personId: string): Promise<number | undefined> {
      const account = await database.prisma.account.findUnique({ where: { personId } })
      return account ? Number(account.id) : undefined
    },

    async audited(subjectId: string): Promise<{ action: string; details: unknown }[]> {
      return database.prisma.auditEntry.findMany({
        where: { subjectId },
        orderBy: { seq: 'asc' },
        select: { action: true, details: true, actorRole: true },
      })
    },
  }
}

/** Ten at once, each in a transaction of its own. */
export function tenAtOnce<Result>(act: (n: number) => Promise<Result>): Promise<Result[]> {
  return Promise.all(Array.from({ length: 10 }, (_, n) => act(n)))
}

export function won<Result>(outcomes: Result[]): Exclude<Result, { refused: string }>[] {
  return outcomes.filter((outcome) => !isRefusal(outcome)) as Exclude<Result, { refused: string }>[]
}
