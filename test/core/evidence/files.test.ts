import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { DamagedFile, type FileStore, openFileStore } from '../../../core/evidence/files.ts'
import { openFilesInBucket } from '../../../core/evidence/files-in-bucket.ts'
import { startBucket } from '../../support/bucket.ts'

const hello = Buffer.from('hello')
const helloSha256 = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'
const placeOfHello = `2c/f2/${helloSha256}`

/** One place of each kind, and how a test opens it, looks into it and breaks what is in it. */
interface Kind {
  open(): Promise<FileStore>
  names(): Promise<string[]>
  overwrite(name: string, bytes: string): Promise<void>
}

const parent = await mkdtemp(join(tmpdir(), 'xueshi-files-'))
afterAll(() => rm(parent, { recursive: true }))
const inBucket = await startBucket()

const kinds: Record<string, () => Promise<Kind>> = {
  async 'on disk'() {
    const folder = await mkdtemp(join(parent, 'store-'))
    return {
      open: () => openFileStore(folder),
      async names() {
        const entries = await readdir(folder, { recursive: true, withFileTypes: true })
        return entries
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      },
      overwrite: (name, bytes) => writeFile(join(folder, name), bytes),
    }
  },
  async 'in a bucket'() {
    // A place of its own in the same bucket.
    const prefix = `photos/${randomBytes(4).toString('hex')}/`
    return {
      open: () => openFilesInBucket({ ...inBucket.bucket, prefix }),
      async names() {
        const names = await inBucket.names()
        return names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length))
      },
      overwrite: (name, bytes) => inBucket.overwrite(`${prefix}${name}`, bytes),
    }
  },
}

describe.each(Object.entries(kinds))('the file store %s', (_, newKind) => {
  let kind: Kind
  let store: FileStore
  beforeEach(async () => {
    kind = await newKind()
    store = await kind.open()
    return () => store.close()
  })

  it('gives back what was put, under the SHA-256 of its content', async () => {
    expect(await store.put(hello)).toBe(helloSha256)
    expect(await store.get(helloSha256)).toEqual(hello)
    const nothing = await store.put(Buffer.alloc(0))
    expect(nothing).toMatch(/^e3b0c442/)
    expect(await store.get(nothing)).toEqual(Buffer.alloc(0))
    expect(await kind.names()).toContain(placeOfHello)
  })

  it('is still there for the next process', async () => {
    await store.put(hello)
    await store.close()
    const next = await kind.open()
    expect(await next.get(helloSha256)).toEqual(hello)
    await next.close()
  })

  it('knows nothing of what was never put, and forgets what is removed', async () => {
    expect(await store.get(helloSha256)).toBeUndefined()
    await store.remove(helloSha256)
    await store.put(hello)
    await store.remove(helloSha256)
    await store.remove(helloSha256)
    expect(await store.get(helloSha256)).toBeUndefined()
  })

  it('keeps the same bytes once, however many put them at the same moment, and shows never a part of them', async () => {
    const other = await kind.open()
    const bytes = randomBytes(2_000_000)
    const sha256 = await store.put(bytes)
    await store.remove(sha256)
    const putting = Promise.all(
      Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? store : other).put(bytes)),
    )
    const seen = await Promise.all(Array.from({ length: 10 }, () => other.get(sha256)))
    for (const one of seen) expect(one === undefined || one.equals(bytes)).toBe(true)
    expect(new Set(await putting)).toEqual(new Set([sha256]))
    expect((await other.get(sha256))?.equals(bytes)).toBe(true)
    expect(await kind.names()).toHaveLength(1)
    await other.close()
  })

  it('reports damage instead of handing out other bytes, and is repaired by putting the original again', async () => {
    await store.put(hello)
    for (const damage of ['hellO', '', 'hello and more']) {
      await kind.overwrite(placeOfHello, damage)
      await expect(store.get(helloSha256)).rejects.toThrow(DamagedFile)
    }
    await store.put(hello)
    expect(await store.get(helloSha256)).toEqual(hello)
  })

  it('never reaches outside its place', async () => {
    for (const name of ['../../etc/passwd', '', helloSha256.toUpperCase(), `${helloSha256}/..`]) {
      await expect(store.get(name)).rejects.toThrow(TypeError)
      await expect(store.remove(name)).rejects.toThrow(TypeError)
    }
  })

  it('is well when it is asked, and asking leaves nothing behind', async () => {
    await store.check()
    expect(await kind.names()).toEqual([])
  })
})

describe('the file store on disk, alone,', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(parent, 'alone-'))
  })

  it('is closed to other users of the machine', async () => {
    const inside = join(folder, 'evidence')
    await (await openFileStore(inside)).put(hello)
    const modeOf = async (...path: string[]) => (await stat(join(inside, ...path))).mode & 0o777
    expect(await modeOf()).toBe(0o700)
    expect(await modeOf('2c')).toBe(0o700)
    expect(await modeOf('2c', 'f2')).toBe(0o700)
    expect(await modeOf(placeOfHello)).toBe(0o600)
  })

  it('clears what a crash left half written, but not what another process is writing now', async () => {
    const unfinished = join(folder, 'unfinished')
    await mkdir(unfinished)
    const [old, fresh] = [join(unfinished, 'old'), join(unfinished, 'fresh')]
    await writeFile(old, 'half')
    await writeFile(fresh, 'half')
    const twoHoursAgo = new Date(Date.now() - 2 * 3_600_000)
    await utimes(old, twoHoursAgo, twoHoursAgo)
    await openFileStore(folder)
    expect([existsSync(old), existsSync(fresh)]).toEqual([false, true])
  })

  it('does not open where it could not write', async () => {
    const file = join(folder, 'file')
    await writeFile(file, '')
    await expect(openFileStore(join(file, 'inside'))).rejects.toThrow('ENOTDIR')
  })
})
