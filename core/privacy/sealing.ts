import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto'

/** Two separate keys of 32 bytes: one closes what is kept, the other makes the blind index. */
export interface Keys {
  readonly sealing: Buffer
  readonly index: Buffer
}

export interface Sealer {
  /**
   * AES-256-GCM; `place` (table, column, row) is bound in, so that a sealed value cannot be moved elsewhere.
   * Before it stand the version of this form and the number of the key.
   */
  seal(plain: string | Buffer, place: string): Buffer
  /** Throws when the value was altered, moved or sealed with another key. */
  open(sealed: Uint8Array, place: string): Buffer
  /**
   * Finds an equal number without opening any. It must be a keyed hash: a city has too few ID numbers for a
   * plain one to hide them.
   */
  blindIndex(number: string): Buffer
  /** What stands before each value that is sealed now. */
  header(): Buffer
}

/** Every key opens what it sealed; the current one seals. Both may be changed while the program runs. */
export interface KeyRing {
  readonly sealing: Map<number, KeyObject>
  current: number
  readonly index: KeyObject
}

const nonceBytes = 12
const tagBytes = 16
export const keyBytes = 32
/** «xs» and the version; the number of the key follows in one byte. */
const form = Buffer.from('xs1')
const headerBytes = form.length + 1

export function openSealer({ sealing, index }: Keys): Sealer {
  return openSealerOf({
    sealing: new Map([[firstKey, createSecretKey(sealing)]]),
    current: firstKey,
    index: createSecretKey(index),
  })
}

/** Values of before carry no number: this key sealed them. */
export const firstKey = 1

export function openSealerOf(ring: KeyRing): Sealer {
  return {
    seal(plain, place) {
      const header = headerOf(ring.current)
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', keyOf(ring, ring.current), nonce)
      cipher.setAAD(Buffer.concat([header, Buffer.from(place)]))
      return Buffer.concat([header, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    },
    open(sealed, place) {
      const bytes = Buffer.from(sealed)
      const openBefore = () => openWith(firstKey, bytes, Buffer.from(place))
      if (!bytes.subarray(0, form.length).equals(form)) return openBefore()
      const header = bytes.subarray(0, headerBytes)
      const bound = Buffer.concat([header, Buffer.from(place)])
      try {
        return openWith(header.at(-1)!, bytes.subarray(headerBytes), bound)
      } catch (error) {
        // One in 17 million values of before happens to begin like one of now.
        try {
          return openBefore()
        } catch {
          throw error
        }
      }
    },
    blindIndex: (number) => createHmac('sha256', ring.index).update(number).digest(),
    header: () => headerOf(ring.current),
  }

  function openWith(number: number, bytes: Buffer, bound: Buffer): Buffer {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(ring, number), bytes.subarray(0, nonceBytes))
      .setAAD(bound)
      .setAuthTag(bytes.subarray(-tagBytes))
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()])
  }
}

/** What stands before each value that the key of this number sealed. */
function headerOf(number: number): Buffer {
  return Buffer.concat([form, Buffer.from([number])])
}

function keyOf({ sealing }: KeyRing, number: number): KeyObject {
  const key = sealing.get(number)
  if (!key) throw new Error(`A value is sealed with key ${number}, which is not here.`)
  return key
}
