import { createCipheriv, createDecipheriv, createHmac, createSecretKey, randomBytes } from 'node:crypto'
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** Two separate keys of 32 bytes: one closes what is kept, the other makes the blind index. */
export interface Keys {
  readonly sealing: Buffer
  readonly index: Buffer
}

export interface Sealer {
  /**
   * AES-256-GCM; `place` (table, column, row) is bound in, so that a sealed value cannot be moved elsewhere.
   */
  seal(plain: string | Buffer, place: string): Buffer
  /** Throws when the value was altered, moved or sealed with another key. */
  open(sealed: Uint8Array, place: string): Buffer
  /**
   * Finds an equal number without opening any. It must be a keyed hash: a city has too few ID numbers for a
   * plain one to hide them.
   */
  blindIndex(number: string): Buffer
}

const nonceBytes = 12
const tagBytes = 16
export const keyBytes = 32

export function openSealer(keys: Keys): Sealer {
  const sealing = createSecretKey(keys.sealing)
  const index = createSecretKey(keys.index)
  return {
    seal(plain, place) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(place))
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    },
    open(sealed, place) {
      const bytes = Buffer.from(sealed)
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, nonceBytes))
        .setAAD(Buffer.from(place))
        .setAuthTag(bytes.subarray(-tagBytes))
      return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()])
    },
    blindIndex: (number) => createHmac('sha256', index).update(number).digest(),
  }
}

/** Reads the keys kept in `folder`, made there once with owner-only rights when nobody has set any. */
export async function keepKeys(folder: string): Promise<Keys> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return {
    sealing: await keepKey(path.join(folder, 'sealing.key')),
    index: await keepKey(path.join(folder, 'index.key')),
  }
}

async function keepKey(file: string): Promise<Buffer> {
  // Of two processes that start at once one names the whole file, and both read that one.
  const made = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(made, `${randomBytes(keyBytes).toString('base64')}\n`, { mode: 0o600 })
  await link(made, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await unlink(made)
  const key = Buffer.from((await readFile(file, 'utf8')).trim(), 'base64')
  if (key.length !== keyBytes) throw new Error(`${file} does not hold a key of ${keyBytes} bytes in base64.`)
  return key
}
