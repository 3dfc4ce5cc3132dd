import { createHash, randomUUID } from 'node:crypto'
import { access, constants, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * Where the bytes of photos are kept, each under the SHA-256 of its content: on disk (`openFileStore`) or in
 * a bucket (`openFilesInBucket`). A file is there whole or not at all. Any other failure is thrown and may be
 * tried again.
 */
export interface FileStore {
  /**
   * Keeps the bytes durably and returns their SHA-256 (hex). The same bytes may be put any number of times,
   * at once too.
   */
  put(bytes: Uint8Array): Promise<string>
  /**
   * The bytes, or undefined when they are not kept. Throws `DamagedFile` when they are no longer what was
   * put.
   */
  get(sha256: string): Promise<Buffer | undefined>
  /** Forgets the bytes; fine when they are already gone. */
  remove(sha256: string): Promise<void>
  /** Throws when the store cannot be used at this moment. It leaves nothing behind. */
  check(): Promise<void>
  /** Lets go of connections. */
  close(): Promise<void>
}

/** The store gave back other bytes than it was given. Putting the original again repairs it. */
export class DamagedFile extends Error {
  override readonly name = 'DamagedFile'
  readonly sha256: string

  constructor(sha256: string) {
    super(`The stored file ${sha256} is damaged: its content no longer matches its name.`)
    this.sha256 = sha256
  }
}

/**
 * A store in one folder, which several processes may share: `ab/cd/abcd…`, files 0600 and folders 0700,
 * because certificates are sensitive. Throws when the folder cannot be written, so that a wrong setting shows
 * at the start.
 */
export async function openFileStore(folder: string): Promise<FileStore> {
  const unfinished = join(folder, 'unfinished')
  await mkdir(unfinished, { recursive: true, mode: 0o700 })
  await clearUnfinished(unfinished)

  return {
    async put(bytes) {
      const sha256 = sha256Of(bytes)
      const place = join(folder, placeOf(sha256))
      await mkdir(dirname(place), { recursive: true, mode: 0o700 })
      const draft = join(unfinished, randomUUID())
      try {
        await writeDurably(draft, bytes)
        await rename(draft, place)
      } catch (failure) {
        await rm(draft, { force: true })
        throw failure
      }
      for (const parent of [dirname(place), dirname(dirname(place)), folder]) await syncFolder(parent)
      return sha256
    },

    async get(sha256) {
      const bytes = await readIfThere(join(folder, placeOf(sha256)))
      if (bytes && sha256Of(bytes) !== sha256) throw new DamagedFile(sha256)
      return bytes
    },

    async remove(sha256) {
      await rm(join(folder, placeOf(sha256)), { force: true })
    },

    check: () => access(unfinished, constants.W_OK),
    close: async () => {},
  }
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/**
 * `ab/cd/abcd…`, the same on disk and in a bucket. Throws TypeError for anything but a hash, so that a forged
 * name does not reach outside.
 */
export function placeOf(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256))
    throw new TypeError('A stored file is named by 64 lower-case hex digits.')
  return `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A new name is on disk only when its folder is; Windows has no such call and needs none. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path)
  } catch (failure) {
    if (isMissing(failure)) return undefined
    throw failure
  }
}

const unfinishedHours = 1

/**
 * Clears what a crash left half written. Another process may be writing now, so only old drafts go. Their age
 * is measured by the file system's own clock, read from a draft written just now.
 */
async function clearUnfinished(folder: string): Promise<void> {
  const probe = join(folder, randomUUID())
  await writeDurably(probe, Buffer.of())
  const { mtimeMs: now } = await stat(probe)
  await rm(probe)
  for (const name of await readdir(folder)) {
    const draft = join(folder, name)
    const found = await stat(draft).catch((failure: unknown) => {
      if (!isMissing(failure)) throw failure
    })
    if (found && now - found.mtimeMs > unfinishedHours * 3_600_000) await rm(draft, { force: true })
  }
}

function isMissing(failure: unknown): boolean {
  return failure instanceof Error && 'code' in failure && failure.code === 'ENOENT'
}
