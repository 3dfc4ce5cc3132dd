import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A certificate to send from a phone without having one at hand. */
export interface Sample {
  file: string
  title: string
  /** What the paper shows and what should become of it. */
  about?: string
}

const folder = join(import.meta.dirname, '..', 'samples')

/** The pictures in `samples/`, with the titles that `samples.json` gives them. */
export async function listSamples(): Promise<Sample[]> {
  const files = (await readdir(folder).catch(() => []))
    .filter((file) => /\.(jpe?g|png|webp)$/i.test(file))
    .sort()
  const listed = await readFile(join(folder, 'samples.json'), 'utf8').catch(() => '[]')
  const described = (JSON.parse(listed) as Sample[]).filter(({ file }) => files.includes(file))
  const rest = files.filter((file) => !described.some((sample) => sample.file === file))
  return [...described, ...rest.map((file) => ({ file, title: file.replace(/\.\w+$/, '') }))]
}

export async function readSample(file: string): Promise<Buffer | undefined> {
  const known = await listSamples()
  return known.some((sample) => sample.file === file) ? readFile(join(folder, file)) : undefined
}
