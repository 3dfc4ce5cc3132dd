import { randomBytes } from 'node:crypto'
import { link, mkdir, readdir, readFile, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { GivenKeys } from './fit-keys.ts'
import { keyBytes } from './sealing.ts'

/** Keys that lie in a folder, where nobody has set any. */

/** Nothing unless both are there. Throws when a file holds no key. */
export async function readKeys(folder: string): Promise<GivenKeys | undefined> {
  const [sealing, index] = [await readKey(folder, 'sealing'), await readKey(folder, 'index')]
  if (!sealing || !index) return undefined
  const names = (await readdir(folder)).filter((name) => /^sealing-\d+\.key$/.test(name))
  const later = await Promise.all(names.map((name) => readKey(folder, path.parse(name).name)))
  return { sealing: [sealing, ...later.filter((key) => key !== undefined)], index }
}

/** Makes the key of this number beside those that are there. */
export function makeSealingKey(folder: string, number: number): Promise<Buffer> {
  return makeKey(folder, `sealing-${number}`)
}

/** Makes what is missing, with owner-only rights. Of two processes at once both read the same keys. */
export async function makeKeys(folder: string): Promise<GivenKeys> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return { sealing: [await makeKey(folder, 'sealing')], index: await makeKey(folder, 'index') }
}

async function makeKey(folder: string, name: string): Promise<Buffer> {
  const file = fileOf(folder, name)
  // Of two processes that start at once one names the whole file, and both read that one.
  const made = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(made, `${randomBytes(keyBytes).toString('base64')}\n`, { mode: 0o600 })
  await link(made, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await unlink(made)
  return (await readKey(folder, name))!
}

async function readKey(folder: string, name: string): Promise<Buffer | undefined> {
  const file = fileOf(folder, name)
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  if (text === undefined) return undefined
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length !== keyBytes) throw new Error(`${file} does not hold a key of ${keyBytes} bytes in base64.`)
  return key
}

function fileOf(folder: string, name: string): string {
  return path.join(folder, `${name}.key`)
}
