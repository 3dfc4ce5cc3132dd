import { type Refusal, refuse } from '../refusal.ts'

/** How often and how much a connection may send: given when it is made, changed at any time. */

export const usualPerMinute = 60
export const mostPerMinute = 6_000

/** A batch of a thousand events is well below it. */
export const usualMaxBytes = 2 ** 20
export const leastMaxBytes = 2 ** 10
export const mostMaxBytes = 2 ** 24

export interface ConnectionLimits {
  /** Calls a minute, of all processes together. */
  readonly perMinute: number
  /** Bytes of one message; the setting of the program, which holds for all, may be less. */
  readonly maxBytes: number
}

/** @returns 'connection-pace' {max}, 'connection-size' {least, most} in KiB, when they are none */
export function refuseLimits({
  perMinute,
  maxBytes,
}: ConnectionLimits): Refusal<'connection-pace' | 'connection-size'> | undefined {
  if (!isBetween(perMinute, 1, mostPerMinute)) return refuse('connection-pace', { max: mostPerMinute })
  if (!isBetween(maxBytes, leastMaxBytes, mostMaxBytes))
    return refuse('connection-size', { least: leastMaxBytes / 1024, most: mostMaxBytes / 1024 })
  return undefined
}

function isBetween(number: number, least: number, most: number): boolean {
  return Number.isInteger(number) && number >= least && number <= most
}
