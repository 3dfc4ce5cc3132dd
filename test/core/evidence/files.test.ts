import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DamagedFile, openFileStore } from '../../../core/evidence/files.ts'

const hello = Buffer.from('hello')
const helloSha256 = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'
const placeInFolder = join('2c', 'f2', helloSha256)

describe('the file store', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'xueshi-files-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('gives back what was put, under the SHA-256 of its content', async () => {
    const store = await openFileStore(folder)
    expect(await store.put(hello)).toBe(helloSha256)
    expect(await store.get(helloSha256)).toEqual(hello)
    expect(await store.put(Buffer.alloc(0))).toMatch(/^e3b0c442/)
  })

  it('is still there for the next process', async () => {
    await (await openFileStore(folder)).put(hello)
    expect(await (await openFileStore(folder)).get(helloSha256)).toEqual(hello)
  })

  it('knows nothing of what was never put, and forgets what is removed', async () => {
    const store = await openFileStore(folder)
    expect(await store.get(helloSha256)).toBeUndefined()
    await store.put(hello)
    await store.remove(helloSha256)
    await store.remove(helloSha256)
    expect(await store.get(helloSha256)).toBeUndefined()
  })

  it('keeps the same bytes once, however many put them at the same moment', async () => {
    const stores = await Promise.all([openFileStore(folder), openFileStore(folder)])
    const bytes = randomBytes(2_000_000)
    const names = await Promise.all(Array.from({ length: 10 }, (_, index) => stores[index % 2]!.put(bytes)))
    expect(new Set(names).size).toBe(1)
    expect((await stores[0]!.get(names[0]!))?.equals(bytes)).toBe(true)
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    )
    expect(files).toHaveLength(1)
  })

  it('is closed to other users of the machine', async () => {
    const inside = join(folder, 'evidence')
    await (await openFileStore(inside)).put(hello)
    const modeOf = async (...path: string[]) => (await stat(join(inside, ...path))).mode & 0o777
    expect(await modeOf()).toBe(0o700)
    expect(await modeOf('2c')).toBe(0o700)
    expect(await modeOf('2c', 'f2')).toBe(0o700)
    expect(await modeOf(placeInFolder)).toBe(0o600)
  })

  it('reports damage instead of handing out other bytes, and is repaired by putting the original again', async () => {
    const store = await openFileStore(folder)
    await store.put(hello)
    for (const damage of ['hellO', '', 'hello and more']) {
      await writeFile(join(folder, placeInFolder), damage)
      await expect(store.get(helloSha256)).rejects.toThrow(DamagedFile)
    }
    await store.put(hello)
    expect(await store.get(helloSha256)).toEqual(hello)
  })

  it('never reaches outside its folder', async () => {
    const store = await openFileStore(folder)
    for (const name of ['../../etc/passwd', '', helloSha256.toUpperCase(), `${helloSha256}/..`]) {
      await expect(store.get(name)).rejects.toThrow(TypeError)
      await expect(store.remove(name)).rejects.toThrow(TypeError)
    }
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
