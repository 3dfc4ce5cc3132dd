import { createCipheriv, createSecretKey, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { sealedColumns } from '../../../core/privacy/sealed-columns.ts'
import { type KeyRing, openSealer, openSealerOf } from '../../../core/privacy/sealing.ts'
import { freshDatabase } from '../../support/database.ts'

const keys = { sealing: randomBytes(32), index: randomBytes(32) }
const sealer = openSealer(keys)

/** As the version before sealed: nonce, what is hidden, and the tag. */
function sealedBefore(plain: string, place: string): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keys.sealing, nonce).setAAD(Buffer.from(place))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

describe('a sealed value', () => {
  test('carries its version and the number of its key, which are part of what is sealed', () => {
    const sealed = sealer.seal('秘密', 'person:1')
    expect(sealed.subarray(0, 4)).toEqual(Buffer.from('xs1\u0001'))
    expect(sealer.open(sealed, 'person:1').toString()).toBe('秘密')
    expect(() => sealer.open(sealed, 'person:2')).toThrow()
    for (let at = 0; at < sealed.length; at += 1) {
      const altered = Buffer.from(sealed)
      altered[at]! ^= 1
      expect(() => sealer.open(altered, 'person:1'), `byte ${at}`).toThrow()
    }
  })

  test('of the version before is opened as well, whatever it begins with', () => {
    expect(sealer.open(sealedBefore('秘密', 'person:1'), 'person:1').toString()).toBe('秘密')
    expect(() => sealer.open(sealedBefore('秘密', 'person:1'), 'person:2')).toThrow()
  })

  test('is opened by the key that sealed it after another has taken over', () => {
    const index = createSecretKey(keys.index)
    const [first, second] = [createSecretKey(keys.sealing), createSecretKey(randomBytes(32))]
    const ring: KeyRing = { sealing: new Map([[1, first]]), current: 1, index }
    const turning = openSealerOf(ring)
    const before = turning.seal('先', 'a')
    ring.sealing.set(2, second)
    ring.current = 2
    const after = turning.seal('后', 'a')
    expect(turning.open(before, 'a').toString()).toBe('先')
    expect(turning.open(after, 'a').toString()).toBe('后')
    expect(() => sealer.open(after, 'a')).toThrow('sealed with key 2, which is not here')
  })
})

test('every column that keeps what is sealed stands in the list of them', async () => {
  const { database } = await freshDatabase()
  const { rows } = await database.pool.query<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns
     where table_schema = 'public' and udt_name = 'bytea'`,
  )
  /** Hashes, checks, and the file of an export, which holds no ID number. */
  const others = ['person.id_index', 'invite.word_hash', 'audit_entry.previous', 'audit_entry.seal']
  others.push('export_portion.csv', 'sealing_key.check_sealed', 'sealing_key.check_index')
  const listed = sealedColumns.map(({ table, column }) => `${table}.${column}`)
  expect(rows.map(({ name }) => name).sort()).toEqual([...others, ...listed].sort())
})
