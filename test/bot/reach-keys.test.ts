import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { keyCommands } from '../../bot/admin/keys.ts'
import { withCommandLine } from '../../bot/admin/office.ts'
import { ConfigError, readConfig } from '../../bot/config.ts'
import { reachKeys } from '../../bot/reach-keys.ts'
import { brokenSeals } from '../../core/audit/audit.ts'
import {
  birthDateColumn,
  idNumberColumns,
  openBirthDate,
  openIdNumber,
} from '../../core/privacy/keep-id-number.ts'
import { readKeys } from '../../core/privacy/key-files.ts'
import { notYetResealed, resealAll } from '../../core/privacy/reseal.ts'
import { openSealer, type Sealer } from '../../core/privacy/sealing.ts'
import { demoCity, freshDatabase } from '../support/database.ts'

const folders: string[] = []
async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'xueshi-keys-'))
  folders.push(folder)
  return folder
}
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

const newKeys = () => ({ sealing: [randomBytes(32)], index: randomBytes(32) })

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
    const { sealer } = await reachKeys({ dataFolder }, database)
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
    const sealer = openSealer({ sealing: keys.sealing[0]!, index: keys.index })
    const columns = idNumberColumns({ number: '11010519491231002X', kind: 'RESIDENT' }, id, sealer)
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
    const sealed = sealers[0]!.sealer.seal('同', 'a')
    for (const { sealer } of sealers) expect(sealer.open(sealed, 'a').toString()).toBe('同')
    expect(await mistakeOf(reachKeys({ dataFolder: await emptyFolder() }, database))).toContain(
      'their keys are',
    )
  })
})

describe('a key that is changed while the program runs', async () => {
  const { url, database, dataFolder } = await demoCity()
  const { prisma, pool } = database
  const numbers = async (sealer: Sealer) =>
    (await prisma.person.findMany({ where: { idSealed: { not: null } }, orderBy: { id: 'asc' } })).map(
      ({ id, idSealed }) => openIdNumber(idSealed!, id, sealer),
    )

  it('is known to every process before it seals, opens nothing less, and seals anew what is there', async () => {
    const [one, other] = [
      await reachKeys({ dataFolder }, database),
      await reachKeys({ dataFolder }, database),
    ]
    const before = await numbers(one.sealer)
    const config = readConfig({ DATA_DIR: dataFolder, DATABASE_URL: url })
    const said: string[] = []
    const rotate = () =>
      withCommandLine(config, (office) =>
        keyCommands[0]!.run({ words: [], options: {} }, { ...office, say: (line) => said.push(line) }),
      )
    expect(await rotate()).toBe(0)
    expect(said).toEqual([expect.stringContaining('Key 2 seals in 2 minutes')])
    await expect(rotate()).rejects.toThrow('less than two minutes ago')

    for (const process of [one, other]) await process.refresh()
    expect(one.sealer.header().at(-1)).toBe(1)
    await pool.query('update sealing_key set seals_from = now() where number = 2')
    await one.refresh()
    expect(one.sealer.header().at(-1)).toBe(2)
    const sealed = one.sealer.seal('新', 'a')
    expect(other.sealer.open(sealed, 'a').toString()).toBe('新')
    const sealedLate = other.sealer.seal('旧', 'a')
    expect(one.sealer.open(sealedLate, 'a').toString()).toBe('旧')

    const left = await notYetResealed(database, one.sealer)
    expect(left).toBeGreaterThan(before.length)
    const somebody = await prisma.person.findFirstOrThrow({ where: { birthSealed: { not: null } } })
    const written = birthDateColumn('1999-09-09', somebody.id, other.sealer)
    const [resealed] = await Promise.all([
      resealAll(database, one.sealer),
      prisma.person.update({ where: { id: somebody.id }, data: written }),
    ])
    await resealAll(database, one.sealer)
    expect(resealed).toBeGreaterThanOrEqual(left - 1)
    expect(await notYetResealed(database, one.sealer)).toBe(0)
    expect(await numbers(other.sealer)).toEqual(before)
    const now = await prisma.person.findUniqueOrThrow({ where: { id: somebody.id } })
    expect(openBirthDate(now.birthSealed!, now.id, one.sealer)).toBe('1999-09-09')
    expect(await brokenSeals(prisma, one.sealer)).toEqual([])
  })

  it('is found by the next start, in the folder as in the settings, and needed from then on', async () => {
    const { sealer } = await reachKeys({ dataFolder }, database)
    expect(sealer.header().at(-1)).toBe(2)
    const keys = (await readKeys(path.join(dataFolder, 'keys')))!
    expect(keys.sealing).toHaveLength(2)
    const newestFirst = { ...keys, sealing: keys.sealing.toReversed() }
    const set = await reachKeys({ dataFolder: await emptyFolder(), keys: newestFirst }, database)
    expect(set.sealer.header().at(-1)).toBe(2)
    const withoutNew = { ...keys, sealing: keys.sealing.slice(0, 1) }
    expect(await mistakeOf(reachKeys({ dataFolder, keys: withoutNew }, database))).toContain('SEALING_KEY')
  })
})
