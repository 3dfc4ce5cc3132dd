import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { priority } from '../../core/notices/notice.ts'
import { compareMigrations } from '../../prisma/migrate.ts'
import type { Config } from '../config.ts'
import type { House } from '../house.ts'
import type { OpenedMeasures } from '../measures.ts'
import { reasonOf } from '../telegram/exchange/faults.ts'
import { measureDepths } from './depths.ts'

export const livePath = '/healthz'
export const readyPath = '/readyz'
export const metricsPath = '/metrics'

export const liveShape = z.strictObject({ ok: z.literal(true) })

const checkNames = ['database', 'migrations', 'storage', 'telegram', 'outbox'] as const
type CheckName = (typeof checkNames)[number]
const found = z.enum(['ok', 'failing'])
export const readyShape = z.strictObject({
  ready: z.boolean(),
  checks: z.strictObject(
    Object.fromEntries(checkNames.map((name) => [name, found])) as Record<CheckName, typeof found>,
  ),
})
export type Ready = z.infer<typeof readyShape>

/** A check that takes longer has failed. */
const checkedWithinMilliseconds = 3000
const telegramAskedEverySeconds = 15
/** Answers and decisions that are due longer than this are not being sent. */
const outboxLagSeconds = 60

/**
 * Live, ready, and in figures: for whoever watches over the program. None of it tells anything of a person.
 */
export function registerOperations(
  app: FastifyInstance,
  house: House,
  config: Config,
  { measures, askTelegram }: { measures: OpenedMeasures; askTelegram: () => Promise<unknown> },
): void {
  const checks: Record<CheckName, () => Promise<unknown>> = {
    database: () => assertWritable(house.database),
    migrations: async () => {
      const { pending, unknown } = await compareMigrations(house.database.pool)
      refuseAny(pending, 'pending')
      refuseAny(unknown, 'of a newer program')
    },
    storage: () => house.files.check(),
    telegram: kept(askTelegram, telegramAskedEverySeconds),
    outbox: async () => refuseAny(await overdueMessages(house), 'overdue'),
  }
  const failing = new Set<CheckName>()
  measureDepths(house.database, measures.registry)

  app.get(livePath, () => ({ ok: true }) satisfies z.infer<typeof liveShape>)

  app.get(readyPath, { onRequest: onlyForWatchers }, async (_request, reply) => {
    const results = await Promise.all(checkNames.map(async (name) => [name, await passes(name)] as const))
    const ready = results.every(([, ok]) => ok)
    const answer: Ready = {
      ready,
      checks: Object.fromEntries(
        results.map(([name, ok]) => [name, ok ? 'ok' : 'failing']),
      ) as Ready['checks'],
    }
    return reply.code(ready ? 200 : 503).send(answer)
  })

  app.get(metricsPath, { onRequest: onlyForWatchers }, async (_request, reply) =>
    reply.type(measures.registry.contentType).send(await measures.registry.metrics()),
  )

  /** Why a check fails goes to the log, once when it begins. */
  async function passes(name: CheckName): Promise<boolean> {
    try {
      await within(checks[name](), checkedWithinMilliseconds)
      if (failing.delete(name)) house.log(`ready: ${name} is well again`)
      return true
    } catch (error) {
      if (!failing.has(name)) house.log(`ready: ${name} is failing: ${reasonOf(error)}`)
      failing.add(name)
      return false
    }
  }

  async function onlyForWatchers(request: FastifyRequest, reply: FastifyReply) {
    if (!mayWatch(request, config)) return reply.code(404).send()
  }
}

/**
 * Whoever bears the token may watch. Without one nobody may, since a proxy on this machine may pass on calls
 * from outside without saying so; only the sandbox, which has nothing to hide, answers its own machine.
 */
function mayWatch({ ip, headers }: FastifyRequest, { metricsToken: token, telegram }: Config): boolean {
  if (token !== undefined) {
    const digest = (text: string) => createHash('sha256').update(text).digest()
    return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`))
  }
  if (telegram) return false
  const passedOn = ['forwarded', 'via', 'x-forwarded-for', 'x-real-ip'].some((name) => name in headers)
  return !passedOn && ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(ip)
}

/** After a failover a server may still answer and take nothing. */
async function assertWritable({ pool }: House['database']): Promise<void> {
  const { rows } = await pool.query<{ transaction_read_only: string }>('show transaction_read_only')
  if (rows[0]?.transaction_read_only === 'on') throw new Error('the database can only be read')
}

/** Answers and decisions that nobody sends although they are due. */
async function overdueMessages({ database }: House): Promise<unknown[]> {
  const { rows } = await database.pool.query(
    `select id from outbox_message where state = 'NEW' and quiet_until is null and priority < ${priority.reminder}
       and not_before < now() - make_interval(secs => $1) limit 1`,
    [outboxLagSeconds],
  )
  return rows
}

function refuseAny(found: readonly unknown[], what: string): void {
  if (found.length > 0) throw new Error(`${found.length} ${what}`)
}

/** Asked again only after some seconds; what failed is kept as long as what went well. */
function kept<Answer>(ask: () => Promise<Answer>, seconds: number): () => Promise<Answer> {
  let last: { at: number; answer: Promise<Answer> } | undefined
  return () => {
    if (!last || performance.now() - last.at > seconds * 1000) {
      last = { at: performance.now(), answer: ask() }
      last.answer.catch(() => {})
    }
    return last.answer
  }
}

async function within<Answer>(answer: Promise<Answer>, milliseconds: number): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds)
  })
  return Promise.race([answer, tooLate]).finally(() => clearTimeout(timer))
}
