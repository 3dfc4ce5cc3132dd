import { vi } from 'vitest'
import { longestWaitMs } from './longest-wait.ts'

/** Waits for something that happens by itself, in a test or before it. */
export const until = (isSo: () => boolean | Promise<boolean>) =>
  vi.waitUntil(isSo, { timeout: longestWaitMs, interval: 20 })
