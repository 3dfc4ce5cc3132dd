import { readFile } from 'node:fs/promises'
import type { SandboxPhone, Stage } from '../../sandbox/sandbox.ts'

/** What somebody does when they see something. */
export type Act = (phone: SandboxPhone) => Promise<unknown>

/** Whenever the phone shows these words, they do this. */
export type Part = readonly [sees: string | RegExp, act: Act]

/** One person's part of a step. A part that only waits does nothing last. */
export async function talk({ phone, pause }: Stage, userId: number, parts: readonly Part[]): Promise<void> {
  const hers = phone(userId)
  for (const [sees, act] of parts) {
    await hers.waitFor(sees)
    await pause()
    await act(hers)
  }
}

export const tap =
  (label: string | RegExp): Act =>
  (phone) =>
    phone.tap(label)

export const type =
  (text: string): Act =>
  (phone) =>
    phone.send(text)

/** One of the sample papers, sent as a photo. */
export const photo =
  (sample: string): Act =>
  async (phone) =>
    phone.sendPhoto(await readFile(new URL(`../../sandbox/samples/${sample}`, import.meta.url)))

export const look: Act = async () => {
  // Reading is all.
}

/** Begins a part: nothing has to be on the phone yet. */
export async function begins({ phone, pause }: Stage, userId: number, act: Act): Promise<void> {
  await pause()
  await act(phone(userId))
}
