import path from 'node:path'
import { expect, test } from 'vitest'
import { openFileStore } from '../../../core/evidence/files.ts'
import { startBucket } from '../../support/bucket.ts'
import { smallCity } from '../../support/small-city.ts'
import { openCommandLine } from './command-line.ts'

const { database, folder, admin } = await openCommandLine()
const copyPhotos = (settings: Record<string, string>) => admin(['photos', 'copy'], settings)
const { id: personId } = await (await smallCity(database)).person('陈老师', ['TEACHER'])
const bucket = await startBucket()

test('photos move from the disk into the bucket, as often as asked, and whoever asks is told what became of them', async () => {
  const disk = await openFileStore(path.join(folder, 'files'))
  const [displaySha256, thumbnailSha256] = [
    await disk.put(Buffer.from('a')),
    await disk.put(Buffer.from('b')),
  ]
  const { id } = await database.prisma.evidence.create({
    data: {
      personId,
      kind: 'CERTIFICATE',
      sha256: 'c',
      displaySha256,
      thumbnailSha256,
      perceptualHash: '0',
      hints: {},
      addedAt: new Date('2014-12-20T01:00:00Z'),
    },
  })
  const said = (stdout: string) => ({ code: 0, stdout, stderr: '' })
  expect(await copyPhotos(bucket.settings)).toEqual(said('2 copied, 0 were there, 0 lost.\n'))
  expect(await copyPhotos(bucket.settings)).toEqual(said('0 copied, 2 were there, 0 lost.\n'))

  await disk.remove(thumbnailSha256)
  await bucket.overwrite(
    `photos/${thumbnailSha256.slice(0, 2)}/${thumbnailSha256.slice(2, 4)}/${thumbnailSha256}`,
    'x',
  )
  expect(await copyPhotos(bucket.settings)).toEqual({
    code: 1,
    stdout: `The file ${thumbnailSha256} of picture ${id} is neither here nor there, or damaged.
0 copied, 1 were there, 1 lost.
`,
    stderr: '',
  })
})

test('without a bucket, or while it is away, that is told in a sentence', async () => {
  expect(await copyPhotos({})).toEqual({
    code: 1,
    stdout: '',
    stderr: 'S3_BUCKET is not set: there is no bucket to copy into.\n',
  })
  await bucket.stop()
  expect(await copyPhotos(bucket.settings)).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'The bucket «xueshi-photos» did not give a file (ECONNREFUSED). What was copied stays there: the same command goes on.\n',
  })
  await bucket.start()
})
