import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { audit, brokenSeals } from '../../core/audit/audit.ts'
import { readConfirmation, readProfile } from '../../core/people/profile.ts'
import { askedValueShown, readRequest } from '../../core/people/requests.ts'
import { sealWhatLayOpen } from '../../core/people/seal-what-lay-open.ts'
import { idNumberColumns } from '../../core/privacy/keep-id-number.ts'
import { openSealer } from '../../core/privacy/sealing.ts'
import { readMigrations } from '../../prisma/migrate.ts'
import { everythingKept } from '../e2e/year/what-is-kept.ts'
import { freshDatabase } from '../support/database.ts'
import { leftBy } from '../support/numbers-left.ts'

/** A database as the version before left it, with masks of six and four beside birth dates. */

const { database } = await freshDatabase()
const { pool, prisma } = database
const sealer = openSealer({ sealing: randomBytes(32), index: randomBytes(32) })
const number = '11010519491231002X'
const mask = '110105********002X'
const personId = '00000000-0000-7000-8000-000000000001'
const openRequest = '00000000-0000-7000-8000-000000000002'
const settledRequest = '00000000-0000-7000-8000-000000000003'

beforeAll(async () => {
  await pool.query('drop schema public cascade; create schema public')
  const { migrationDirectories } = await readMigrations()
  const apply = async (wanted: (name: string) => boolean) => {
    for (const { path, migrationFile } of migrationDirectories)
      if (wanted(path)) await pool.query((migrationFile.content as { value: string }).value)
  }
  await apply((name) => name < '0009')
  await pool.query(`insert into organisation (id, kind, name) values ('school', 'SCHOOL', '示例小学')`)
  await pool.query(`insert into cycle (id, data, loaded_at) values (2014, '{}', now())`)
  const { idSealed, idIndex } = idNumberColumns({ number, kind: 'RESIDENT' }, personId, sealer)
  await pool.query(
    `insert into person (id, organisation_id, name, id_kind, id_sealed, id_index, id_masked, birth_date)
     values ($1, 'school', '陈静怡', 'RESIDENT', $2, $3, $4, '1949-12-31')`,
    [personId, Buffer.from(idSealed), Buffer.from(idIndex), mask],
  )
  await pool.query(
    `insert into profile_confirmation (person_id, cycle_id, confirmed_at, fields) values ($1, 2014, now(), $2)`,
    [personId, { name: '陈静怡', idNumber: mask, birthDate: '1949-12-31', phone: '13800138000' }],
  )
  await pool.query(
    `insert into request (id, kind, organisation_id, person_id, account_id, details, state, created_at) values
     ($1, 'CORRECT_FIELD', 'school', $3, 1, '{"field": "birthDate", "value": "1949-12-30"}', 'OPEN', now()),
     ($2, 'CORRECT_ID_NUMBER', 'school', $3, 1, $4, 'GRANTED', now())`,
    [openRequest, settledRequest, personId, { idMasked: mask }],
  )
  await pool.query(`insert into outbox_message (chat_id, priority, body) values (1, 0, $1)`, [
    { call: 'sendMessage', payload: { chat_id: 1, text: `证件号码：${mask}，出生日期：1949-12-31` } },
  ])
  const entries = [
    ['profile.confirm', { profile: { idNumber: mask, birthDate: '1949-**-**', titleDate: '2010-12-01' } }],
    ['request.file', { kind: 'CORRECT_ID_NUMBER', idMasked: mask }],
    ['request.grant', { kind: 'CORRECT_ID_NUMBER', before: mask, after: mask, share: 1.0 }],
    ['profile.correct', { field: 'phone', before: '138****8000', after: '139****8000' }],
  ] as const
  for (const [action, details] of entries)
    await pool.query(
      `insert into audit_entry (chain, at, action, subject_kind, subject_id, details)
       values ('school', now(), $1, 'person', $2, $3)`,
      [action, personId, details],
    )
  await apply((name) => name >= '0009')
})

describe('a database of the version before', () => {
  it('is sealed at the next start, once, and by ten that start at the same moment', async () => {
    const sealed = await Promise.all(Array.from({ length: 10 }, () => sealWhatLayOpen(database, sealer)))
    expect(sealed.reduce((sum, one) => sum + one)).toBe(7)
    expect(await prisma.toSeal.count()).toBe(0)
    expect(await sealWhatLayOpen(database, sealer)).toBe(0)
  })

  it('shows people what stood there, with the shorter mask', async () => {
    const { profile } = await readProfile(prisma, personId, sealer)
    expect(profile).toMatchObject({ idNumber: '110**************X', birthDate: '1949-12-31' })
    const confirmed = await readConfirmation(prisma, { personId, cycleId: 2014 }, sealer)
    expect(confirmed?.profile).toEqual({
      name: '陈静怡',
      idNumber: '110**************X',
      birthDate: '1949-12-31',
      phone: '13800138000',
    })
    const request = await readRequest(prisma, openRequest)
    expect(request?.details).toEqual({ field: 'birthDate' })
    expect(askedValueShown(request!, sealer)).toBe('1949-12-30')
  })

  it('holds no row from which the number could be narrowed to fewer than 10,000', async () => {
    const kept = await everythingKept(database)
    expect(kept.some(({ text }) => leftBy(text, number) < Infinity)).toBe(true)
    expect(kept.filter(({ text }) => leftBy(text, number) < 10_000)).toEqual([])
    const open = kept.filter(({ text }) => text.includes('1949-12-3'))
    expect(open.map(({ where }) => where)).toEqual(['outbox_message.body'])
  })

  it('keeps a trail whose seals hold, with its entries shortened', async () => {
    const entries = await prisma.auditEntry.findMany({ orderBy: { seq: 'asc' } })
    expect(entries.map(({ details }) => details)).toEqual([
      { profile: { idNumber: '****', birthDate: '1949-**-**', titleDate: '2010-12-01' } },
      { kind: 'CORRECT_ID_NUMBER', idMasked: '****' },
      { kind: 'CORRECT_ID_NUMBER', before: '110********X', after: '110********X', share: 1 },
      { field: 'phone', before: '138****8000', after: '139****8000' },
    ])
    expect(entries.map(({ detailsSealed }) => detailsSealed !== null)).toEqual([true, true, true, false])
    expect(await brokenSeals(prisma, sealer)).toEqual([])
    await prisma.$transaction((tx) =>
      audit(tx, {
        at: new Date(),
        actor: null,
        action: 'next',
        subject: { kind: 'person', id: personId },
        organisationId: 'school',
      }),
    )
    expect(await brokenSeals(prisma, sealer)).toEqual([])
  })

  it('shows a shortened entry that was altered since, and takes none for whole without the key', async () => {
    expect(await brokenSeals(prisma)).toEqual([{ chain: 'school', seq: 1 }])
    await expect(
      pool.query(`update audit_entry set details = '{}', details_sealed = '\\x00' where seq = 1`),
    ).rejects.toThrow('append-only')
    await expect(pool.query(`update audit_entry set details_sealed = null where seq = 1`)).rejects.toThrow(
      'append-only',
    )
    await expect(
      pool.query(`update audit_entry set action = 'x', details_sealed = '\\x00' where seq = 4`),
    ).rejects.toThrow('append-only')
    await pool.query(`update audit_entry set details = '{}', details_sealed = '\\x00' where seq = 4`)
    expect(await brokenSeals(prisma, sealer)).toEqual([{ chain: 'school', seq: 4 }])
    await pool.query('alter table audit_entry disable trigger "audit_entry_append_only"')
    await pool.query(`update audit_entry set details = '{"kind": "CORRECT_NAME"}' where seq = 2`)
    expect(await brokenSeals(prisma, sealer)).toEqual([{ chain: 'school', seq: 2 }])
  })
})
