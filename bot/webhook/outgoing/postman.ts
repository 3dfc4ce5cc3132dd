import { fromPrisma, PgBoss } from 'pg-boss'
import {
  type DeliveryKey,
  giveUpAll,
  hasOpenDeliveries,
  markDelivered,
  markFailed,
  type OpenDelivery,
  readOpenDelivery,
  takeDue,
  waitsAfterTry,
} from '../../../core/connections/deliveries.ts'
import { liveKeys } from '../../../core/connections/keys.ts'
import { endGone } from '../../../core/connections/subscriptions.ts'
import type { OutgoingEnvelope } from '../../../core/events/outgoing-types.ts'
import type { House } from '../../house.ts'
import { reasonOf } from '../../telegram/exchange/faults.ts'
import { openPoster, postTimeoutMilliseconds } from './post-event.ts'

export const deliveryQueue = 'outgoing-events'

export interface PostmanSettings {
  /** WEBHOOK_OUT_ALLOW_PRIVATE: receivers in one's own network, and without TLS. */
  readonly allowPrivate: boolean
  readonly waitsAfterTry?: readonly number[]
  readonly timeoutMilliseconds?: number
  readonly lookEveryMilliseconds?: number
  /** A job whose process died is taken up again after so long. */
  readonly takenBackAfterSeconds?: number
}

export interface Postman {
  /** Ends cleanly: what is being sent is finished, the rest stays for the next start. */
  stop(): Promise<void>
}

/** A receiver that hangs holds no more than these; the others go on. */
const sendsAtOnce = 8
const sendsAtOncePerSubscription = 2
/** Looking takes no more than this part of the time, however much waits. */
const shareOfLooking = 20
const stopWithinMilliseconds = postTimeoutMilliseconds + 2_000

/**
 * Delivers events to other systems; a decision only writes its event and the deliveries. This takes what is
 * due, in the order of each subject, and hands it to pg-boss in the transaction that marks it, so that a job
 * exists exactly for what was taken. pg-boss starts and makes its schema when the first event waits: a city
 * without subscriptions has none of it.
 */
export function startPostman(
  house: House,
  {
    allowPrivate,
    waitsAfterTry: waits = waitsAfterTry,
    timeoutMilliseconds,
    lookEveryMilliseconds = 1_000,
    takenBackAfterSeconds = 60,
  }: PostmanSettings,
): Postman {
  const {
    database: { prisma, pool },
    sealer,
    clock,
    log,
    measures,
  } = house
  const poster = openPoster({ allowPrivate, timeoutMilliseconds })
  let boss: PgBoss | undefined
  let worker = ''
  let isStopping = false
  let timer: NodeJS.Timeout | undefined
  let looking = look()

  async function look(): Promise<void> {
    const started = performance.now()
    try {
      if (boss || (await hasOpenDeliveries(prisma))) {
        boss ??= await startBoss()
        while (!isStopping && (await handOver(boss)) > 0) boss.notifyWorker(worker)
      }
    } catch (error) {
      log(`outgoing: ${reasonOf(error)}`)
    }
    const took = performance.now() - started
    if (!isStopping)
      timer = setTimeout(
        () => {
          looking = look()
        },
        Math.max(lookEveryMilliseconds, took * shareOfLooking),
      )
  }

  async function startBoss(): Promise<PgBoss> {
    const made = new PgBoss({
      db: { executeSql: (text, values) => pool.query(text, values as unknown[]) },
      schema: 'pgboss',
      schedule: false,
      registerInstance: false,
    })
    made.on('error', (error) => log(`outgoing: ${reasonOf(error)}`))
    await made.start()
    await made.createQueue(deliveryQueue, {
      // More than all tries need. pg-boss tries again only what was cut off; the waits between tries are
      // ours.
      retryLimit: 100,
      retryDelay: 1,
      retryBackoff: true,
      retryDelayMax: 300,
      expireInSeconds: takenBackAfterSeconds,
      deleteAfterSeconds: 3_600,
    })
    worker = await made.work<DeliveryKey>(
      deliveryQueue,
      {
        localConcurrency: sendsAtOnce,
        localGroupConcurrency: sendsAtOncePerSubscription,
        pollingIntervalSeconds: Math.max(0.5, Math.min(2, lookEveryMilliseconds / 500)),
      },
      async ([job]) => {
        if (job) await deliver(made, job.data)
      },
    )
    return made
  }

  async function handOver(to: PgBoss): Promise<number> {
    return prisma.$transaction(async (tx) => {
      const due = await takeDue(tx)
      if (due.length === 0) return 0
      const jobs = due.map((data) => ({ data, group: { id: data.subscriptionId } }))
      await to.insert(deliveryQueue, jobs, { db: fromPrisma(tx) })
      return due.length
    })
  }

  async function deliver(from: PgBoss, key: DeliveryKey): Promise<void> {
    const delivery = await readOpenDelivery(prisma, key)
    if (!delivery) return
    const keys = await liveKeys(prisma, delivery.connectionId, sealer)
    if (delivery.ended || keys.length === 0) {
      const why = delivery.ended ? 'subscription ended' : 'no key'
      await prisma.$transaction((tx) => giveUpAll(tx, key.subscriptionId, why))
      return
    }
    const since = performance.now()
    const { outcome, status } = await poster.post({
      url: delivery.url,
      id: key.eventId,
      body: bodyOf(delivery),
      keys,
    })
    measures.posted(outcome, (performance.now() - since) / 1000)
    await prisma.$transaction(async (tx) => {
      if (outcome === 'delivered') return markDelivered(tx, key, status)
      if (outcome === 'gone') return endGone(tx, key.subscriptionId, clock.now())
      const wait = await markFailed(tx, key, { attempts: delivery.attempts, status }, waits)
      if (wait === undefined) return
      await from.send(deliveryQueue, key, {
        db: fromPrisma(tx),
        startAfter: new Date(Date.now() + wait),
        group: { id: key.subscriptionId },
      })
    })
  }

  return {
    async stop() {
      isStopping = true
      clearTimeout(timer)
      await looking
      await boss?.stop({ graceful: true, timeout: stopWithinMilliseconds, close: false })
      await poster.close()
    },
  }
}

function bodyOf({ event }: OpenDelivery): string {
  const { type, at, organisationId, cycleId, subjectId, data } = event
  const envelope = { type, timestamp: at.toISOString(), organisationId, cycleId, subjectId, data }
  return JSON.stringify(envelope satisfies Record<keyof OutgoingEnvelope, unknown>)
}
