import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { copyPictures } from '../../../core/evidence/copy-pictures.ts'
import { openFileStore } from '../../../core/evidence/files.ts'
import { BucketFailure, openFilesInBucket } from '../../../core/evidence/files-in-bucket.ts'
import { startBucket } from '../../support/bucket.ts'
import { freshDatabase } from '../../support/database.ts'
import { smallCity } from '../../support/small-city.ts'

const now = new Date('2014-12-20T01:00:00Z')
const { database } = await freshDatabase()
const { prisma } = database
const city = await smallCity(database)
const teacher = await city.person('陈老师', ['TEACHER'])
const folder = await mkdtemp(path.join(tmpdir(), 'xueshi-copy-'))
afterAll(() => rm(folder, { recursive: true, force: true }))
const disk = await openFileStore(folder)
const bucket = await startBucket({ prefix: '' })
const inBucket = await openFilesInBucket(bucket.bucket)

async function picture(n: number) {
  const [displaySha256, thumbnailSha256] = [
    await disk.put(Buffer.from(`display ${n}`)),
    await disk.put(Buffer.from(`thumbnail ${n}`)),
  ]
  const { id } = await prisma.evidence.create({
    data: {
      personId: teacher.id,
      kind: 'CERTIFICATE',
      sha256: `${n}`,
      displaySha256,
      thumbnailSha256,
      perceptualHash: '0',
      hints: {},
      addedAt: now,
    },
  })
  return { id, displaySha256, thumbnailSha256 }
}

const copy = () => copyPictures(database, { from: disk, to: inBucket, destination: 'xueshi-photos', now })

it('copies every picture on record once, stops where the bucket goes away, and goes on where it stopped', async () => {
  for (let n = 0; n < 120; n += 1) await picture(n)
  const belongsToNobody = await disk.put(Buffer.from('of a draft thrown away'))

  let left = 130
  bucket.fault = (request, response) => {
    left -= request.method === 'PUT' ? 1 : 0
    if (left < 0) response.destroy()
    else bucket.answer(request, response)
  }
  await expect(copy()).rejects.toThrow(BucketFailure)
  bucket.fault = undefined
  const before = (await bucket.names()).length
  expect(before).toBeGreaterThan(99)
  expect(before).toBeLessThan(240)

  expect(await copy()).toEqual({ copied: 240 - before, alreadyThere: before, lost: [] })
  expect(await copy()).toEqual({ copied: 0, alreadyThere: 240, lost: [] })
  expect(await bucket.names()).toHaveLength(240)
  expect(await inBucket.get(belongsToNobody)).toBeUndefined()
  expect(await disk.get(belongsToNobody)).toBeDefined()
  const trail = await prisma.auditEntry.findMany({ where: { action: 'pictures.copy' } })
  expect(trail.map(({ actorRole, details }) => ({ actorRole, details }))).toContainEqual({
    actorRole: 'COMMAND_LINE',
    details: { copied: 0, alreadyThere: 240, lost: 0 },
  })
})

it('repairs what is damaged in the bucket, and names what is nowhere whole', async () => {
  const [one, two] = [await picture(1001), await picture(1002)]
  const place = (sha256: string) => `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`
  await copy()
  await bucket.overwrite(place(one.displaySha256), 'damaged')
  expect(await copy()).toMatchObject({ copied: 1, lost: [] })
  expect((await inBucket.get(one.displaySha256))?.toString()).toBe('display 1001')

  await inBucket.remove(two.displaySha256)
  await inBucket.remove(two.thumbnailSha256)
  await writeFile(path.join(folder, place(two.displaySha256)), 'damaged here')
  await disk.remove(two.thumbnailSha256)
  const { lost, copied } = await copy()
  expect(copied).toBe(0)
  expect(new Set(lost.map(({ sha256 }) => sha256))).toEqual(new Set([two.displaySha256, two.thumbnailSha256]))
  expect(new Set(lost.map(({ pictureId }) => pictureId))).toEqual(new Set([two.id]))
})
