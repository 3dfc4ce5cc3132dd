import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openFileStore } from '../../../core/evidence/files.ts'
import { BucketFailure, openFilesInBucket } from '../../../core/evidence/files-in-bucket.ts'
import { purgeAbandonedPictures, purgeOldPictures } from '../../../core/evidence/purge.ts'
import { startBucket } from '../../support/bucket.ts'
import { freshDatabase } from '../../support/database.ts'
import { smallCity } from '../../support/small-city.ts'

const { database } = await freshDatabase()
const { prisma } = database
const city = await smallCity(database)
const folder = await mkdtemp(path.join(tmpdir(), 'xueshi-purge-'))
const files = await openFileStore(folder)
afterAll(() => rm(folder, { recursive: true, force: true }))

const sent = new Date('2014-12-20T01:00:00Z')
const nextDay = new Date('2014-12-21T01:00:01Z')

async function picture(personId: string, bytes: string, draftId?: string, store = files) {
  const sha256 = await store.put(Buffer.from(bytes))
  await prisma.evidence.create({
    data: {
      personId,
      draftId,
      kind: 'CERTIFICATE',
      sha256: bytes,
      displaySha256: sha256,
      thumbnailSha256: sha256,
      perceptualHash: '0',
      hints: {},
      addedAt: sent,
    },
  })
  return sha256
}

it('forgets the pictures of a draft thrown away, a day later, and keeps what others still need', async () => {
  const { id } = await city.person('陈老师', ['TEACHER'])
  const draft = await prisma.draft.create({
    data: { personId: id, cycleId: 2014, createdAt: sent, updatedAt: sent },
  })
  const abandoned = await picture(id, 'abandoned')
  const shared = await picture(id, 'shared')
  await picture(id, 'shared', draft.id)

  expect(await purgeAbandonedPictures(database, files, sent)).toBe(0)
  expect(await purgeAbandonedPictures(database, files, nextDay)).toBe(2)
  expect(await files.get(abandoned)).toBeUndefined()
  expect(await files.get(shared)).toBeDefined()
  expect(await prisma.evidence.count()).toBe(1)
})

it('forgets nothing of a picture while the bucket cannot remove it, and all of it when the bucket is back', async () => {
  const bucket = await startBucket()
  const inBucket = await openFilesInBucket(bucket.bucket)
  const { id } = await city.person('黄老师', ['TEACHER'])
  await picture(id, 'in a bucket', undefined, inBucket)
  const left = () => prisma.evidence.count({ where: { personId: id } })

  await bucket.stop()
  await expect(purgeAbandonedPictures(database, inBucket, nextDay)).rejects.toThrow(BucketFailure)
  expect(await left()).toBe(1)
  await bucket.start()
  expect(await purgeAbandonedPictures(database, inBucket, nextDay)).toBe(1)
  expect([await left(), await bucket.names()]).toEqual([0, []])
})

it('forgets more pictures than go at once', async () => {
  const { id } = await city.person('周老师', ['TEACHER'])
  for (let n = 0; n < 201; n += 1) await picture(id, `many-${n}`)
  expect(await purgeAbandonedPictures(database, files, nextDay)).toBe(201)
  expect(await prisma.evidence.count({ where: { personId: id } })).toBe(0)
})

it('forgets the photos of a cycle five years after its freeze, to the second, and keeps what was decided', async () => {
  const { id } = await city.person('李老师', ['TEACHER'])
  const declaration = await prisma.declaration.create({
    data: {
      cycleId: 2014,
      personId: id,
      organisationId: 'school',
      state: 'APPROVED_BY_DISTRICT',
      category: 'PROFESSIONAL',
      activityType: 'other-training',
      courseName: '课程',
      provider: '单位',
      from: new Date('2014-07-07'),
      to: new Date('2014-07-11'),
      hours: 30,
      claim: {},
      submittedAt: sent,
      waitingSince: sent,
    },
  })
  const kept = await picture(id, 'old')
  await prisma.evidence.updateMany({ where: { sha256: 'old' }, data: { declarationId: declaration.id } })
  const neverSubmitted = await prisma.draft.create({
    data: { personId: id, cycleId: 2014, createdAt: sent, updatedAt: sent },
  })
  const inDraft = await picture(id, 'in a draft', neverSubmitted.id)
  await prisma.draft.deleteMany({ where: { id: { not: neverSubmitted.id } } })
  await prisma.evidence.deleteMany({ where: { draftId: null, declarationId: null } })
  const purge = (now: string) =>
    purgeOldPictures(database, files, { cycles: [city.cycle], keptYears: 5, now: new Date(now) })

  expect(await purge('2020-03-06T08:59:59Z')).toBe(0)
  expect(await files.get(kept)).toBeDefined()
  expect(await purge('2020-03-06T09:00:00Z')).toBe(2)
  expect(await files.get(kept)).toBeUndefined()
  expect(await files.get(inDraft)).toBeUndefined()
  expect(await prisma.declaration.count({ where: { id: declaration.id } })).toBe(1)
})
