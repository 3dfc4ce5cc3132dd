import { randomUUID } from 'node:crypto'
import { cycle2014 } from '../../core/cycle/shipped-cycles.ts'
import type { RequestKind } from '../../core/people/requests.ts'
import { publicityListOf } from '../../core/publicity/publicity-list.ts'
import { takeConfirmationSnapshot } from '../../core/reports/snapshots.ts'
import type { DeclarationState } from '../../core/review/actions.ts'
import type { Transaction } from '../../prisma/database.ts'

/**
 * States of the demo city that an example needs, written into a transaction that is rolled back. So a message
 * can be looked at whatever has happened in the city so far, and nothing of it stays. Each returns the id of
 * what it made.
 */
export type ExampleStates = ReturnType<typeof exampleStates>

const cycleId = cycle2014.id
const madeAt = new Date('2014-12-18T15:20:00+08:00')
const sevenDaysMs = 7 * 86_400_000
const school = 'mingde'

export function exampleStates(tx: Transaction) {
  const personId = async (name: string) =>
    (await tx.person.findFirstOrThrow({ where: { name }, select: { id: true } })).id

  return {
    personId,

    /** The first declaration of this person, brought into a state. */
    async item(
      name: string,
      to: { state: DeclarationState; round?: 1 | 2; reasonId?: string; note?: string },
    ): Promise<string> {
      const { id } = await tx.declaration.findFirstOrThrow({
        where: { person: { name }, cycleId, state: { not: 'WITHDRAWN' } },
        orderBy: { serial: 'asc' },
      })
      const { round = 1, reasonId = null, note = null } = to
      await tx.declaration.update({
        where: { id },
        data: { state: to.state, round, reasonId, note, waitingSince: madeAt, decidedAt: madeAt },
      })
      return id
    },

    /** Of this person nothing stands any more that was declared. */
    async nothingDeclared(name: string): Promise<void> {
      await tx.declaration.updateMany({ where: { person: { name }, cycleId }, data: { state: 'WITHDRAWN' } })
    },

    async noProviderRecords(name: string): Promise<void> {
      await tx.hourRecord.deleteMany({ where: { person: { name }, cycleId, source: 'PROVIDER' } })
    },

    /** A subscription of a connection of the city, which a receiver that is gone has ended. */
    async endedSubscription(): Promise<string> {
      const name = '市级管理平台'
      const { id: personId } = await tx.person.create({ data: { organisationId: 'city', name } })
      const connection = { organisationId: 'city', name, personId, types: [], madeAt }
      const { id: connectionId } = await tx.connection.create({ data: connection })
      const url = 'https://platform.example.cn/events'
      const { id } = await tx.subscription.create({
        data: {
          ...{ connectionId, organisationId: 'city', url, types: ['cycle.frozen'] },
          ...{ madeAt, endedAt: madeAt, endedWhy: 'gone' },
        },
      })
      return id
    },

    async announcement(): Promise<string> {
      const { id } = await tx.broadcast.create({
        data: {
          ...{ organisationId: 'tianhe', kind: 'announcement', total: 1, startedAt: madeAt },
          text: '请在本周五下班前核对个人信息。',
          startedById: await personId('黎明轩'),
        },
      })
      return id
    },

    async draft(name: string): Promise<void> {
      await tx.draft.create({
        data: { personId: await personId(name), cycleId, createdAt: madeAt, updatedAt: madeAt },
      })
    },

    async request(kind: RequestKind, state: 'OPEN' | 'GRANTED' | 'REFUSED', note?: string): Promise<string> {
      const details = {
        name: '陈静怡',
        ...(note && { note }),
        ...(kind === 'REGISTER_TEACHER' && { certificateNumber: '4401000012345' }),
      }
      const { id } = await tx.request.create({
        data: {
          ...{ kind, state, details, organisationId: school, accountId: 1n, createdAt: madeAt },
          personId: await personId('陈静怡'),
        },
      })
      return id
    },

    async complaint(as: {
      handlerId: string
      state?: 'SETTLED'
      referral?: string
      upheld?: boolean
      finding?: string
      settledAt?: Date
    }): Promise<string> {
      const { id } = await tx.complaint.create({
        data: {
          ...{ cycleId, organisationId: school, channel: 'BOT', anonymous: true, registeredAt: madeAt },
          text: '2014年10月的培训，本人没有参加。',
          aboutName: '吴秀英',
          ...as,
        },
      })
      return id
    },

    /** One that stands in place of whatever there was, with the list of now. */
    async publicity(
      startsAt: string,
      { withdrawnWhy, late = false }: { withdrawnWhy?: string; late?: boolean } = {},
    ): Promise<string> {
      await tx.publicity.deleteMany({ where: { organisationId: school, cycleId } })
      const begins = new Date(startsAt)
      const by = await personId('何丽萍')
      const { id } = await tx.publicity.create({
        data: {
          ...{ organisationId: school, cycleId, startsAt: begins, startedById: by, late },
          endsAt: endOf(begins),
          list: (await publicityListOf(tx, school, { cycle: cycle2014, now: begins })) as object,
          ...(withdrawnWhy && { withdrawnWhy, withdrawnById: by, withdrawnAt: begins }),
        },
      })
      return id
    },

    async snapshot(at: string): Promise<string> {
      const { id } = await takeConfirmationSnapshot(tx, school, { cycle: cycle2014, now: new Date(at) })
      return id
    },

    /** About the hours of a training provider. */
    async dispute(name: string, refusedBecause?: string): Promise<string> {
      const record = await tx.hourRecord.findFirstOrThrow({ where: { person: { name }, source: 'PROVIDER' } })
      const day = (date: Date) => date.toISOString().slice(0, 10)
      const { id } = await tx.dispute.create({
        data: {
          ...{ cycleId, personId: record.personId, recordId: record.id, organisationId: 'provider' },
          about: {
            ...{
              missing: false,
              source: record.source,
              provider: record.provider,
              category: record.category,
            },
            ...{ courseName: record.courseName, hours: record.hours },
            ...{ from: day(record.from), to: day(record.to) },
          },
          text: '应为 18 学时，证书已交学校。',
          openedAt: madeAt,
          ...(refusedBecause && { state: 'REFUSED', answer: refusedBecause, settledAt: madeAt }),
        },
      })
      return id
    },

    /** Hours that the provider has not registered, told by the teacher and not answered. */
    async missingHours(name: string): Promise<void> {
      await tx.dispute.create({
        data: {
          ...{ cycleId, personId: await personId(name), organisationId: 'provider', openedAt: madeAt },
          about: { missing: true, source: 'PROVIDER' },
          text: '七月的培训没有登记。',
        },
      })
    },

    async exemption(name: string, state: 'OPEN' | 'GRANTED' | 'REFUSED' | 'REVOKED'): Promise<string> {
      const requestedById = await personId('何丽萍')
      const { id } = await tx.exemption.create({
        data: {
          ...{ cycleId, organisationId: school, state, requestedAt: madeAt, requestedById },
          personId: await personId(name),
          // The shipped cycle has no reasons of its own (ruling 14).
          reasonId: '示例原因',
          ...(state === 'REVOKED' && {
            ...{ revokedAt: madeAt, revokedById: requestedById, revokedWhy: '已于十月返岗任教' },
          }),
        },
      })
      return id
    },

    async transfer(state: 'OPEN' | 'GRANTED' | 'REFUSED', note?: string): Promise<string> {
      const { id } = await tx.transfer.create({
        data: {
          ...{ fromId: school, toId: 'qinghe', state, requestedAt: madeAt, note },
          personId: await personId('陈静怡'),
          requestedById: await personId('苏婉仪'),
        },
      })
      return id
    },

    async registration(state: 'OPEN' | 'GRANTED' | 'REFUSED', note?: string): Promise<string> {
      const details = {
        licence: '教民144010670000018号',
        address: '天河区示例路9号',
        contact: '张老师 020-12345678',
      }
      const { id } = await tx.registration.create({
        data: {
          ...{ id: randomUUID(), organisationId: 'bolin', details, state, note, appliedAt: madeAt },
          appliedById: await personId('廖文轩'),
        },
      })
      return id
    },
  }
}

/** Seven full days after the day of the start. */
function endOf(begins: Date): Date {
  const hours = 24 * 3_600_000
  const ahead = 8 * 3_600_000
  const nextMidnight = Math.ceil((begins.getTime() + ahead) / hours) * hours - ahead
  return new Date(nextMidnight + sevenDaysMs)
}
