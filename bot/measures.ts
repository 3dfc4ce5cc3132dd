import { GrammyError } from 'grammy'
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { Call } from './telegram/exchange/call.ts'
import { LeaseLost, Overtaken } from './telegram/exchange/faults.ts'
import type { Handle } from './telegram/exchange/inbox.ts'

/** What the program counts while it works, in memory only; `/metrics` shows it. */
export interface Measures {
  /** Somebody was told no, in a chat or in an answer to another system. */
  refused(code: string): void
  /** A route was answered, as it is written, within so many seconds. */
  answered(route: string, status: number, seconds: number): void
  /** An event was posted to another system: 'delivered', 'gone', 'failed'. */
  posted(result: string, seconds: number): void
  /** The same handler, counted and timed. */
  handling(handle: Handle): Handle
  /** The same call of the messenger, counted and timed. */
  calling(call: Call): Call
}

/** For a house in which nobody asks. */
export const unmeasured: Measures = {
  refused() {},
  answered() {},
  posted() {},
  handling: (handle) => handle,
  calling: (call) => call,
}

export interface OpenedMeasures extends Measures {
  readonly registry: Registry
  close(): void
}

const secondsUpTo = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** One registry to a program, so that two in one process do not count for each other. */
export function openMeasures(): OpenedMeasures {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const refusals = new Counter({
    name: 'xueshi_refusals_total',
    help: 'Refusals said, by code.',
    labelNames: ['code'],
    registers,
  })
  const updates = new Histogram({
    name: 'xueshi_update_seconds',
    help: 'Handling one update, by result.',
    labelNames: ['result'],
    buckets: secondsUpTo,
    registers,
  })
  const calls = new Histogram({
    name: 'xueshi_send_seconds',
    help: 'One call of the messenger for a message of the outbox, by result.',
    labelNames: ['result'],
    buckets: secondsUpTo,
    registers,
  })
  const requests = new Histogram({
    name: 'xueshi_http_seconds',
    help: 'Answering one request, by route and status.',
    labelNames: ['route', 'status'],
    buckets: secondsUpTo,
    registers,
  })
  const posts = new Histogram({
    name: 'xueshi_delivery_seconds',
    help: 'One try to deliver an event to another system, by result.',
    labelNames: ['result'],
    buckets: secondsUpTo,
    registers,
  })

  return {
    registry,
    refused: (code) => refusals.inc({ code }),
    answered: (route, status, seconds) => requests.observe({ route, status }, seconds),
    posted: (result, seconds) => posts.observe({ result }, seconds),
    handling: (handle) => async (taken) => {
      const since = performance.now()
      let result = 'handled'
      try {
        await handle(taken)
      } catch (error) {
        result = error instanceof LeaseLost ? 'lost' : error instanceof Overtaken ? 'overtaken' : 'failed'
        throw error
      } finally {
        updates.observe({ result }, (performance.now() - since) / 1000)
      }
    },
    calling: (call) => async (method, payload) => {
      const since = performance.now()
      let result = 'sent'
      try {
        await call(method, payload)
      } catch (error) {
        result = resultOf(error)
        throw error
      } finally {
        calls.observe({ result }, (performance.now() - since) / 1000)
      }
    },
    close: () => registry.clear(),
  }
}

function resultOf(error: unknown): string {
  if (!(error instanceof GrammyError)) return 'unreached'
  if (error.error_code === 429) return 'too-many'
  if (error.error_code === 403) return 'blocked'
  return error.error_code >= 500 ? 'failed' : 'refused'
}
