import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../bot/config.ts'
import { demoPeople } from '../../bot/demo/city/people.ts'
import { seedDemo } from '../../bot/demo/city/seed.ts'
import { type Program, startProgram } from '../../bot/program.ts'
import type { ShownMessage } from '../../bot/sandbox/phones/shown.ts'
import { type SandboxPhone, startSandbox } from '../../bot/sandbox/sandbox.ts'
import { openFilesInBucket } from '../../core/evidence/files-in-bucket.ts'
import { openSealer } from '../../core/privacy/sealing.ts'
import { answerUntil, declareUntil, newTeacher } from '../bot/telegram/teacher-story.ts'
import { samplePhoto } from '../core/evidence/pictures.ts'
import { startBucket } from '../support/bucket.ts'
import { freshDatabase } from '../support/database.ts'
import { startTestProgram } from '../support/program.ts'
import { say, tap } from '../support/story.ts'

const now = new Date('2014-12-20T09:00:00+08:00')

/** Declares the ordinary course with a photo of the certificate; the number of the receipt. */
async function declare(phone: SandboxPhone): Promise<string> {
  await declareUntil(phone, 'summary')
  return numberIn(await tap(phone, '提交', '回执编号'))
}

const numberIn = ({ text }: ShownMessage) => /2014-\d{6}/.exec(text)![0]

/** Opens an item, and the picture that came with it. */
async function openItem(phone: SandboxPhone, number: string): Promise<Buffer> {
  const shown = await say(phone, `/item ${number}`, `照片 1 · 证书或学习证明 · ${number}`)
  return phone.download(shown.photo!)
}

/** How far two pictures are from each other, 0 to 255: other sizes of one are close. */
async function distance(one: Buffer, other: Buffer): Promise<number> {
  const [a, b] = await Promise.all(
    [one, other].map((bytes) =>
      sharp(bytes).rotate().resize(32, 32, { fit: 'fill' }).grayscale().raw().toBuffer(),
    ),
  )
  return a!.reduce((sum, value, at) => sum + Math.abs(value - b![at]!), 0) / a!.length
}

describe('two machines with one bucket', async () => {
  const bucket = await startBucket()
  const { url, database } = await freshDatabase()
  const sandbox = await startSandbox({ port: 0, people: () => demoPeople, startsAt: now })
  const folder = await mkdtemp(path.join(tmpdir(), 'xueshi-machines-'))
  const keys = { sealing: randomBytes(32), index: randomBytes(32) }
  const logged: string[] = []
  let running: Program | undefined

  afterAll(async () => {
    await running?.close()
    await sandbox.close()
    await rm(folder, { recursive: true, force: true })
  })

  /** The program on a machine of its own: of the disk of another it sees nothing. */
  async function startOn(machine: string) {
    await running?.close()
    const config = readConfig({
      PORT: '0',
      DATABASE_URL: url,
      DATA_DIR: path.join(folder, machine),
      BOT_TOKEN: sandbox.token,
      TELEGRAM_API_ROOT: sandbox.apiRoot,
      SEALING_KEY: keys.sealing.toString('base64'),
      INDEX_KEY: keys.index.toString('base64'),
      SENDS_PER_SECOND_AND_CHAT: '50',
      ...bucket.settings,
    })
    running = await startProgram(config, (line) => logged.push(line), {
      clock: sandbox.clock,
      ticking: false,
    })
  }

  test('show the photo of a teacher on the one to the administrator on the other', async () => {
    const files = await openFilesInBucket(bucket.bucket)
    await seedDemo(database, { sealer: openSealer(keys), files, now })
    await files.close()

    await startOn('one')
    const teacher = await newTeacher({ database, phone: (userId) => sandbox.client(userId) })
    const number = await declare(teacher.phone)
    const certificate = samplePhoto('1-certificate')
    const administrator = sandbox.client(2011)
    expect(await distance(await openItem(administrator, number), certificate)).toBeLessThan(8)
    await running?.close()
    await rm(path.join(folder, 'one'), { recursive: true, force: true })

    await startOn('two')
    expect(await distance(await openItem(administrator, number), certificate)).toBeLessThan(8)
    expect(await distance(samplePhoto('4-foreign'), certificate)).toBeGreaterThan(8)
    expect(await readdir(path.join(folder, 'two'))).not.toContain('files')
    expect(logged).toEqual([])
  })
})

describe('while the bucket is away', async () => {
  const bucket = await startBucket()
  const town = await startTestProgram(bucket.settings, { seeding: true })
  const { prisma } = town.database
  const administrator = town.phoneOf('何丽萍')
  let number = ''

  const ready = async () => {
    const response = await fetch(new URL('/readyz', town.program.adminAddress))
    const { checks } = (await response.json()) as { checks: Record<string, string> }
    return [response.status, Object.keys(checks).filter((name) => checks[name] !== 'ok')]
  }

  test('a photo that arrives is tried again and kept once it is back, and the teacher goes on', async () => {
    const { id, phone } = await newTeacher(town)
    await declareUntil(phone, 'photosCertificate')
    await bucket.stop()
    await phone.sendPhoto(samplePhoto('1-certificate'))
    await expect.poll(() => prisma.inboxUpdate.count({ where: { attempts: { gt: 0 } } })).toBe(1)
    expect(await prisma.evidence.count({ where: { personId: id } })).toBe(0)
    await bucket.start()
    await phone.waitFor('已收到')
    await phone.tap('完成，下一步')
    await answerUntil(phone, 'summary')
    number = numberIn(await tap(phone, '提交', '回执编号'))
  })

  test('whoever watches is told so, until it is back', async () => {
    expect(await ready()).toEqual([200, []])
    await bucket.stop()
    expect(await ready()).toEqual([503, ['storage']])
    await bucket.start()
    expect(await ready()).toEqual([200, []])
  })

  test('for a moment, whoever opens an item only waits a little for its photo', async () => {
    await bucket.stop()
    await administrator.send(`/item ${number}`)
    await expect.poll(() => prisma.outboxMessage.count({ where: { attempts: { gt: 0 } } })).toBe(1)
    await bucket.start()
    await administrator.waitFor(`照片 1 · 证书或学习证明 · ${number}`)
    expect((await administrator.messages()).map(({ text }) => text).join()).not.toContain('照片暂时无法读取')
  })

  test('for long, whoever opens an item is told so and sees the rest of it, and the photo later', async () => {
    await bucket.stop()
    await say(administrator, `/item ${number}`, '照片暂时无法读取')
    await administrator.waitFor('课程：班主任工作研修')
    // A batch decides only on what was opened with its photos.
    expect(await prisma.opened.count()).toBe(0)
    await bucket.start()
    expect((await sharp(await openItem(administrator, number)).metadata()).format).toBe('jpeg')
    expect(await prisma.opened.count()).toBe(1)
  })

  test('nobody is lost: all is handled, all is sent, and nothing of the key stands in the log', async () => {
    const left = async () => [
      await prisma.inboxUpdate.count({ where: { state: { in: ['NEW', 'PARKED'] } } }),
      await prisma.outboxMessage.count({ where: { state: { in: ['NEW', 'FAILED'] } } }),
    ]
    await expect.poll(left).toEqual([0, 0])
    const log = town.logged.join('\n')
    expect(log).toContain('ready: storage is failing')
    expect(log).toContain('ready: storage is well again')
    for (const secret of [bucket.bucket.accessKeyId, bucket.bucket.secretAccessKey])
      expect(log).not.toContain(secret)
  })
})
