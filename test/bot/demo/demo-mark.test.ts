import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../../../bot/config.ts'
import { startProgram } from '../../../bot/program.ts'
import { demoCity, freshDatabase } from '../../support/database.ts'
import { smallCity } from '../../support/small-city.ts'

const nowhere = path.join(tmpdir(), 'xueshi-demo-mark')
const start = (settings: Record<string, string>) =>
  startProgram(readConfig({ PORT: '0', DATA_DIR: nowhere, ...settings }), () => {}, { ticking: false })

const somethingElse = 'This database holds something else than the sandbox made: set BOT_TOKEN'

describe('the sandbox, which asks for no login', () => {
  it('does not open on the database of a real city, and changes nothing there', async () => {
    const { url, database } = await freshDatabase()
    await smallCity(database)
    await database.pool.query('drop table demo_city')
    await database.pool.query(`delete from _prisma_migrations where migration_name = '0011_demo_city'`)
    await expect(start({ DATABASE_URL: url })).rejects.toThrow(somethingElse)
    const { rows } = await database.pool.query(`select to_regclass('demo_city') as made`)
    expect(rows).toEqual([{ made: null }])
  })

  it('does not open where a cycle was loaded and nothing more', async () => {
    const { url, database } = await freshDatabase()
    await database.prisma.cycle.create({ data: { id: 2014, data: {}, loadedAt: new Date() } })
    await expect(start({ DATABASE_URL: url })).rejects.toThrow(somethingElse)
  })

  it('goes on with a city that it made before it marked any, and marks it', async () => {
    const { url, database, dataFolder } = await demoCity()
    await database.pool.query('drop table demo_city')
    await database.pool.query(`delete from _prisma_migrations where migration_name = '0011_demo_city'`)
    const program = await start({ DATABASE_URL: url, DATA_DIR: dataFolder })
    await program.close()
    expect(await database.prisma.demoCity.count()).toBe(1)
  })

  it('does not take such a city for its own once somebody real has written to it', async () => {
    const { url, database } = await demoCity()
    await database.prisma.demoCity.deleteMany()
    await database.prisma.account.create({ data: { id: 5_123_456_789n } })
    await expect(start({ DATABASE_URL: url })).rejects.toThrow(somethingElse)
  })

  it('opens to this machine only', async () => {
    await expect(start({ HOST: '0.0.0.0' })).rejects.toThrow('HOST must be 127.0.0.1 without BOT_TOKEN')
  })
})

describe('a bot of real people', () => {
  it('does not start on the invented city', async () => {
    const { url } = await demoCity()
    const BOT_TOKEN = '123456:of-a-bot-that-nobody-made'
    await expect(start({ DATABASE_URL: url, BOT_TOKEN })).rejects.toThrow(
      "This database holds the sandbox's invented city: with BOT_TOKEN set the DATABASE_URL of an empty database",
    )
  })
})
