import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openFileStore } from '../../../core/evidence/files.ts'
import { purgeAbandonedPictures } from '../../../core/evidence/purge.ts'
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

async function picture(personId: string, bytes: string, draftId?: string) {
  const sha256 = await files.put(Buffer.from(bytes))
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
