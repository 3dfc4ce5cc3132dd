import { describe, expect, it } from 'vitest'
import { audit, brokenSeals } from '../../../core/audit/audit.ts'
import { freshDatabase } from '../../support/database.ts'

const { database } = await freshDatabase()
const event = (action: string, organisationId = 'school-1') => ({
  at: new Date('2014-12-20T01:00:00Z'),
  actor: null,
  action,
  subject: { kind: 'declaration', id: 'x' },
  organisationId,
})

describe('the audit trail', () => {
  it('numbers and seals the entries of one chain even when twenty write at once', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => database.prisma.$transaction((tx) => audit(tx, event(`a${n}`)))),
    )
    const entries = await database.prisma.auditEntry.findMany({
      where: { chain: 'school-1' },
      orderBy: { seq: 'asc' },
    })
    expect(entries.map(({ seq }) => Number(seq))).toEqual(Array.from({ length: 20 }, (_, n) => n + 1))
    expect(await brokenSeals(database.prisma)).toEqual([])
  })

  it('cannot be changed, deleted or emptied', async () => {
    await expect(database.pool.query(`update audit_entry set action = 'x'`)).rejects.toThrow('append-only')
    await expect(database.pool.query('delete from audit_entry')).rejects.toThrow('append-only')
    await expect(database.pool.query('truncate audit_entry')).rejects.toThrow('append-only')
  })

  it('holds no ID number, whatever text it slipped in with, and leaves hashes and public telephones alone', async () => {
    const number = ['110105', '19491231', '002X'].join('')
    const wide = number.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
    const sha256 = `a${'123456789012345678'}b`
    const details = { note: `证号${number}，另一写法 ${wide}`, sha256, contacts: [{ phone: '020-12345678' }] }
    await database.prisma.$transaction((tx) =>
      audit(tx, {
        ...event('slipped', 'school-2'),
        subject: { kind: 'organisation', id: 'school-2' },
        details,
      }),
    )
    const entry = await database.prisma.auditEntry.findFirstOrThrow({ where: { action: 'slipped' } })
    expect(entry.details).toEqual({
      note: '证号110**************X，另一写法 110**************X',
      sha256,
      contacts: [{ phone: '020-12345678' }],
    })
  })

  it('shows where somebody with the keys of the database altered an entry all the same', async () => {
    await database.pool.query(`alter table audit_entry disable trigger "audit_entry_append_only"`)
    await database.pool.query(`update audit_entry set action = 'forged' where chain = 'school-1' and seq = 7`)
    await database.pool.query(`alter table audit_entry enable trigger "audit_entry_append_only"`)
    expect(await brokenSeals(database.prisma)).toEqual([{ chain: 'school-1', seq: 7 }])
  })
})
