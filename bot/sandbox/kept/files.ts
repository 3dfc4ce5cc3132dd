import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Document, PhotoSize, Sticker, Voice } from 'grammy/types'
import { sizePhoto } from './photo-sizes.ts'
import type { FileKind, StoredFile, World } from './world.ts'

export interface Upload {
  bytes: Buffer
  name?: string
  mime?: string
}

const keyBytes = 12
const nonceBytes = 6
const sealBytes = 4

/** The files of all chats: on disk when the sandbox has a folder, else in memory. */
export class Files {
  private readonly inMemory = new Map<string, Buffer>()
  private readonly beingSized = new Map<string, Promise<StoredFile[] | undefined>>()
  private readonly world: World
  private readonly botId: number
  private readonly folder: string | undefined

  constructor(world: World, botId: number, folder: string | undefined) {
    this.world = world
    this.botId = botId
    this.folder = folder === undefined ? undefined : join(folder, 'files')
  }

  /** A document keeps every byte and its name; so do stickers and voice notes. */
  async keep(kind: FileKind, upload: Upload, more: Partial<StoredFile> = {}): Promise<StoredFile> {
    const sha256 = digest(upload.bytes).toString('hex')
    const mime = typeOf(upload)
    const key = digest(`${kind}\n${sha256}\n${upload.name ?? ''}\n${mime ?? ''}`)
      .subarray(0, keyBytes)
      .toString('base64url')
    const known = this.world.files.get(key)
    if (known) return known
    await this.write(sha256, upload.bytes)
    const file: StoredFile = {
      key,
      kind,
      sha256,
      size: upload.bytes.length,
      name: upload.name,
      mime,
      ...more,
    }
    this.world.record({ is: 'file', file })
    return file
  }

  /** A picture sent as a photo becomes JPEG in several sizes, smallest first. Undefined: not a picture. */
  async keepPhoto(bytes: Buffer): Promise<StoredFile[] | undefined> {
    const photoOf = digest(bytes).toString('hex')
    const known = this.sizesOf(photoOf)
    if (known.length > 0) return known
    const running = this.beingSized.get(photoOf)
    if (running) return running
    const sizing = this.keepSizes(bytes, photoOf).finally(() => this.beingSized.delete(photoOf))
    this.beingSized.set(photoOf, sizing)
    return sizing
  }

  /** All sizes of the photo that this file is one size of. */
  sizesOf(photoOf: string | undefined): StoredFile[] {
    const sizes = photoOf === undefined ? [] : (this.world.photoSizes.get(photoOf) ?? [])
    return sizes.toSorted((a, b) => a.size - b.size)
  }

  /** A new `file_id` each time; each opens the same file for this bot and no other. */
  fileId(file: StoredFile): string {
    const body = Buffer.concat([Buffer.from(file.key, 'base64url'), randomBytes(nonceBytes)])
    return Buffer.concat([body, this.seal(body)]).toString('base64url')
  }

  /** The file behind a `file_id`, or undefined for one that this bot never got. */
  find(fileId: string): StoredFile | undefined {
    const raw = Buffer.from(fileId, 'base64url')
    if (raw.length !== keyBytes + nonceBytes + sealBytes) return undefined
    const body = raw.subarray(0, keyBytes + nonceBytes)
    if (!this.seal(body).equals(raw.subarray(keyBytes + nonceBytes))) return undefined
    return this.world.files.get(body.subarray(0, keyBytes).toString('base64url'))
  }

  async read(file: StoredFile): Promise<Buffer> {
    const bytes = this.inMemory.get(file.sha256)
    if (bytes) return bytes
    if (!this.folder) throw new Error(`The bytes of file ${file.key} are gone.`)
    return readFile(join(this.folder, file.sha256))
  }

  /** The path `getFile` names, and back. */
  pathOf(file: StoredFile): string {
    return `${file.kind}s/${file.key}${extensionOf(file)}`
  }

  atPath(path: string): StoredFile | undefined {
    const key = /^[a-z]+\/([\w-]{16})(?:\.\w+)?$/.exec(path)?.[1]
    return key === undefined ? undefined : this.world.files.get(key)
  }

  asPhoto(sizes: StoredFile[]): PhotoSize[] {
    return sizes.map((file) => ({ ...this.asFile(file), width: file.width ?? 0, height: file.height ?? 0 }))
  }

  asDocument(file: StoredFile): Document {
    return { ...this.asFile(file), file_name: file.name, mime_type: file.mime }
  }

  asSticker(file: StoredFile): Sticker {
    const shape = { type: 'regular', width: 512, height: 512, is_animated: false, is_video: false } as const
    return { ...this.asFile(file), ...shape, emoji: '👍' }
  }

  asVoice(file: StoredFile): Voice {
    return { ...this.asFile(file), duration: 1, mime_type: file.mime }
  }

  private async keepSizes(bytes: Buffer, photoOf: string): Promise<StoredFile[] | undefined> {
    const sized = await sizePhoto(bytes)
    if (!sized) return undefined
    const mime = 'image/jpeg'
    return Promise.all(
      sized.map(({ bytes, width, height }) =>
        this.keep('photo', { bytes, mime }, { width, height, photoOf }),
      ),
    )
  }

  private asFile(file: StoredFile) {
    return {
      file_id: this.fileId(file),
      // The same content is recognised whoever sends it and whenever.
      file_unique_id: digest(file.kind + file.sha256)
        .subarray(0, keyBytes)
        .toString('base64url'),
      file_size: file.size,
    }
  }

  private seal(body: Buffer): Buffer {
    return digest(Buffer.concat([Buffer.from(`${this.botId}:`), body])).subarray(0, sealBytes)
  }

  private async write(sha256: string, bytes: Buffer): Promise<void> {
    if (!this.folder) {
      this.inMemory.set(sha256, bytes)
      return
    }
    const path = join(this.folder, sha256)
    if (existsSync(path)) return
    await mkdir(this.folder, { recursive: true })
    const unfinished = `${path}.${randomBytes(4).toString('hex')}`
    await writeFile(unfinished, bytes, { mode: 0o600 })
    await rename(unfinished, path)
  }
}

/** The type a client leaves open is read from the file's name, as Telegram does. */
function typeOf({ name, mime }: Upload): string | undefined {
  if (mime && mime !== 'application/octet-stream') return mime
  return typesByExtension[/\.(\w+)$/.exec(name ?? '')?.[1]?.toLowerCase() ?? ''] ?? mime
}

const typesByExtension: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  csv: 'text/csv',
  txt: 'text/plain',
  html: 'text/html',
  json: 'application/json',
  zip: 'application/zip',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  heic: 'image/heic',
}

function digest(content: Buffer | string): Buffer {
  return createHash('sha256').update(content).digest()
}

function extensionOf(file: StoredFile): string {
  if (file.kind === 'photo') return '.jpg'
  return /\.\w{1,8}$/.exec(file.name ?? '')?.[0] ?? ''
}
