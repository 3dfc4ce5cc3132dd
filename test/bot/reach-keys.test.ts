import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ConfigError } from '../../bot/config.ts'
import { reachKeys } from '../../bot/reach-keys.ts'
import { idNumberColumns, openIdNumber } from '../../core/privacy/keep-id-number.ts'
import { openSealer } from '../../core/privacy/sealing.ts'
import { demoCity, freshDatabase } from '../support/database.ts'

const folders: string[] = []
async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'xueshi-keys-'))
  folders.push(folder)
  return folder
}
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

const newKeys = () => ({ sealing: randomBytes(32), index: randomBytes(32) })

async function mistakeOf(start: Promise<unknown>): Promise<string> {
  const error = await start.then(
    () => expect.fail('It started.'),
    (error: unknown) => error,
  )
  expect(error).toBeInstanceOf(ConfigError)
  return (error as ConfigError).message
}

describe('a start beside a city', async () => {
  const { database, dataFolder } = await demoCity()
  const anybody = () => database.prisma.person.findFirstOrThrow({ where: { idSealed: { not: null } } })

  it('opens with the keys of its folder what was sealed with them', async () => {
    const sealer = await reachKeys({ dataFolder }, database)
    const { id, idSealed } = await anybody()
    expect(openIdNumber(idSealed!, id, sealer)).toMatch(/^440199/)
  })

  it('makes no new keys where they are gone, nor where one of the two is', async () => {
    const elsewhere = await emptyFolder()
    const without = await mistakeOf(reachKeys({ dataFolder: elsewhere }, database))
    expect(without).toContain(`their keys are not in ${path.join(elsewhere, 'keys')}`)
    expect(await readdir(elsewhere)).toEqual([])
    await cp(path.join(dataFolder, 'keys/index.key'), path.join(elsewhere, 'keys/index.key'))
    expect(await mistakeOf(reachKeys({ dataFolder: elsewhere }, database))).toBe(without)
    expect(await readdir(path.join(elsewhere, 'keys'))).toEqual(['index.key'])
  })

  it('ends with one sentence for a wrong key, and says which', async () => {
    expect(await mistakeOf(reachKeys({ dataFolder, keys: newKeys() }, database))).toBe(
      'SEALING_KEY is not the key that this database was sealed with: put the right one back from the backup.',
    )
    const elsewhere = await emptyFolder()
    await reachKeys({ dataFolder: elsewhere }, (await freshDatabase()).database)
    await cp(path.join(dataFolder, 'keys/sealing.key'), path.join(elsewhere, 'keys/sealing.key'))
    expect(await mistakeOf(reachKeys({ dataFolder: elsewhere }, database))).toContain(
      'index.key is not the key',
    )
  })

  it('of the version before proves the keys on what is there, and knows them from then on', async () => {
    const check = () => database.prisma.sealingKey.findMany()
    await database.prisma.sealingKey.deleteMany()
    expect(await mistakeOf(reachKeys({ dataFolder, keys: newKeys() }, database))).toContain('SEALING_KEY')
    expect(await check()).toEqual([])
    await Promise.all(Array.from({ length: 10 }, () => reachKeys({ dataFolder }, database)))
    expect(await check()).toMatchObject([{ number: 1 }])
  })
})

describe('a start beside a database of the version before with a wrong index key', async () => {
  const { database } = await freshDatabase()

  it('is known by a number that it would not find', async () => {
    const keys = newKeys()
    const id = '00000000-0000-7000-8000-000000000001'
    await database.prisma.organisation.create({ data: { id: 'school', kind: 'SCHOOL', name: '示例小学' } })
    const columns = idNumberColumns({ number: '11010519491231002X', kind: 'RESIDENT' }, id, openSealer(keys))
    await database.prisma.person.create({ data: { id, organisationId: 'school', name: '示例', ...columns } })
    const dataFolder = await emptyFolder()
    const wrong = { ...keys, index: randomBytes(32) }
    expect(await mistakeOf(reachKeys({ dataFolder, keys: wrong }, database))).toContain('INDEX_KEY is not')
    await reachKeys({ dataFolder, keys }, database)
  })
})

describe('a start beside a new database', async () => {
  const { database } = await freshDatabase()

  it('makes keys, the same for ten at once, and is held to them though nothing is sealed yet', async () => {
    const dataFolder = await emptyFolder()
    const sealers = await Promise.all(Array.from({ length: 10 }, () => reachKeys({ dataFolder }, database)))
    const sealed = sealers[0]!.seal('同', 'a')
    for (const sealer of sealers) expect(sealer.open(sealed, 'a').toString()).toBe('同')
    expect(await mistakeOf(reachKeys({ dataFolder: await emptyFolder() }, database))).toContain(
      'their keys are',
    )
  })
})
