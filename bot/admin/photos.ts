import path from 'node:path'
import { copyPictures } from '../../core/evidence/copy-pictures.ts'
import { openFileStore } from '../../core/evidence/files.ts'
import { BucketFailure } from '../../core/evidence/files-in-bucket.ts'
import { reachFiles } from '../reach-files.ts'
import { type Command, Mistake } from './command.ts'
import type { CommandLine } from './office.ts'

/** Where photos lie. */
export const photoCommands: readonly Command[] = [
  {
    usage: 'photos copy',
    summary:
      'Copies the photos under DATA_DIR into the bucket of S3_BUCKET and reads each back; code 1 when one is lost.',
    more: `It may run beside the program and be repeated; what is there already is only checked. Set S3_…, run it, start the
program anew with these settings, and run it once more for what was sent meanwhile. Then DATA_DIR/files is not needed any more.`,
    run: (_, office) => copyPhotos(office),
  },
]

async function copyPhotos({ config, database, clock, say }: CommandLine): Promise<number> {
  const { bucket, dataFolder } = config
  if (!bucket) throw new Mistake('S3_BUCKET is not set: there is no bucket to copy into.')
  const from = await openFileStore(path.join(dataFolder, 'files'))
  const to = await reachFiles(config, () => {})
  try {
    let told = 0
    const { copied, alreadyThere, lost } = await copyPictures(database, {
      from,
      to,
      destination: bucket.name,
      now: clock.now(),
      onProgress(files) {
        if (files - told < tellsEvery) return
        told = files
        say(`${files} files so far …`)
      },
    })
    for (const { pictureId, sha256 } of lost)
      say(`The file ${sha256} of picture ${pictureId} is neither here nor there, or damaged.`)
    say(`${copied} copied, ${alreadyThere} were there, ${lost.length} lost.`)
    return lost.length > 0 ? 1 : 0
  } catch (error) {
    if (!(error instanceof BucketFailure)) throw error
    throw new Mistake(`${error.message} What was copied stays there: the same command goes on.`)
  } finally {
    await to.close()
  }
}

const tellsEvery = 1000
