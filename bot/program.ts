import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { Api } from 'grammy'
import { openCycleBook } from '../core/cycle/cycle-book.ts'
import { quietUntil } from '../core/cycle/quiet.ts'
import { priority } from '../core/notices/notice.ts'
import { type Clock, systemClock } from '../core/time/clock.ts'
import { civilDateOf } from '../core/time/shanghai.ts'
import { openDatabase } from '../prisma/database.ts'
import { type Config, ConfigError } from './config.ts'
import { startDemo } from './demo/demo.ts'
import { assertDemoDatabase, assertNoDemoDatabase } from './demo/demo-mark.ts'
import type { House } from './house.ts'
import type { Log } from './log.ts'
import { openMeasures } from './measures.ts'
import { type MayUse, reachDatabase } from './reach-database.ts'
import { reachFiles } from './reach-files.ts'
import { reachKeys } from './reach-keys.ts'
import { isLoopback, type Sandbox } from './sandbox/sandbox.ts'
import { startSchedule } from './schedule/schedule.ts'
import { createBot } from './telegram/bot.ts'
import { setDefaultCommandMenu } from './telegram/dialogue/command-menu.ts'
import { plainTextOf } from './telegram/dialogue/texts.ts'
import { openCalls } from './telegram/exchange/call.ts'
import { openDownloads } from './telegram/exchange/download.ts'
import { reasonOf } from './telegram/exchange/faults.ts'
import { type ClaimedUpdate, openInbox } from './telegram/exchange/inbox.ts'
import { freeAbandoned, nameProcess } from './telegram/exchange/lease.ts'
import { openSender } from './telegram/exchange/sender.ts'
import { openSessions } from './telegram/exchange/session.ts'
import { startPolling, updatesWanted } from './telegram/polling.ts'
import { openRender } from './telegram/render.ts'
import { registerAdminEvents } from './webhook/admin-events.ts'
import { openCallTally } from './webhook/call-tally.ts'
import { registerDownloads } from './webhook/downloads.ts'
import { registerOpenapi } from './webhook/openapi.ts'
import { registerOperations } from './webhook/operations.ts'
import { startPostman } from './webhook/outgoing/postman.ts'
import { openServer, type Register } from './webhook/server.ts'
import { registerTelegram, telegramPath } from './webhook/telegram.ts'

export interface Program {
  /** The sandbox page, or else the server for Telegram and other systems. Absent where neither runs. */
  readonly address: string | undefined
  /** Where other systems knock; absent in a process without intake. */
  readonly adminAddress: string | undefined
  readonly sandbox: Sandbox | undefined
  readonly house: House
  readonly databaseUrl: string
  /** Does at once what is due by the calendar, as the next tick would. */
  sweepNow(): Promise<void>
  /** Ends cleanly: takes nothing new, finishes what is under way, and leaves the rest for the next start. */
  close(): Promise<void>
}

/** More than once in the time that a new key leaves to every process. */
const keysRefreshedMilliseconds = 30_000

const noCycle =
  'No cycle has been loaded, so nothing can be declared: npm run admin -- cycle load core/cycle/cycle-2014.json'

/**
 * Starts what the settings ask for, from the database up to the bot; closes in the reverse order. Without
 * `ticking` the wall clock sweeps nothing: sweeps run only on `sweepNow` and when the sandbox's clock is
 * moved, for stories told step by step. It gives up, closing what is open, where it no longer `goesOn`.
 */
export async function startProgram(
  config: Config,
  log: Log,
  {
    clock: givenClock,
    ticking,
    goesOn = () => true,
  }: { clock?: Clock; ticking?: boolean; goesOn?: () => boolean } = {},
): Promise<Program> {
  const closing: (() => Promise<unknown>)[] = []
  const onClose = (close: () => Promise<unknown>) => closing.unshift(close)
  const close = async () => {
    for (const step of closing.splice(0)) await step().catch((error) => log(`stop: ${reasonOf(error)}`))
  }

  const assertGoesOn = () => {
    if (!goesOn()) throw new Error('The start was called off.')
  }

  try {
    const { url: databaseUrl, migrated, unknown, close: letGo } = await reachDatabase(config, mayUse(config))
    onClose(letGo)
    if (migrated.length > 0) log(`database: applied ${migrated.join(', ')}`)
    if (unknown.length > 0) log(`database: ${unknown.join(', ')} came with a newer program; start that one`)
    assertGoesOn()
    const { processName, namedUrl } = nameProcess(databaseUrl)
    const database = openDatabase(namedUrl)
    onClose(() => database.close())

    const { sealer, refresh } = await reachKeys(config, database)
    let refreshed: Promise<unknown> = Promise.resolve()
    const refreshing = setInterval(() => {
      refreshed = refresh().catch((error) => log(`keys: ${reasonOf(error)}`))
    }, keysRefreshedMilliseconds)
    onClose(() => {
      clearInterval(refreshing)
      return refreshed
    })
    const files = await reachFiles(config, log)
    onClose(() => files.close())
    const demo = config.telegram ? undefined : await startDemo(config, { database, sealer, files })
    if (demo) onClose(() => demo.close())
    assertGoesOn()
    const clock: Clock = givenClock ?? demo?.sandbox.clock ?? systemClock
    const { token, apiRoot } = config.telegram ?? demo!.sandbox

    const cycles = await openCycleBook(database)
    const measures = openMeasures()
    onClose(async () => measures.close())
    const api = new Api(token, { apiRoot })
    const botInfo = await api.getMe()
    if (cycles.all().length === 0) throw new ConfigError(noCycle)
    const house: House = {
      database,
      sealer,
      files,
      cycles,
      clock,
      download: openDownloads(api, token, apiRoot),
      botName: botInfo.username,
      evidenceKeptYears: config.evidenceKeptYears,
      allowPrivateReceivers: config.webhookOutAllowPrivate,
      log,
      measures,
    }

    const inbox = openInbox(database, sealer, { processName })
    if (config.roles.has('worker')) {
      await freeAbandoned(database)
      const calls = openCalls(api, token, apiRoot)
      onClose(() => calls.close())
      const sender = openSender(database, measures.calling(calls.call), openRender(house), {
        sendsPerSecond: config.sendsPerSecond,
        sendsPerSecondAndChat: config.sendsPerSecondAndChat,
        log,
        processName,
        calendar: {
          quietUntil() {
            const now = clock.now()
            const until = quietUntil(cycles.currentAt(now), now)
            return until > now ? until : undefined
          },
          today: () => civilDateOf(clock.now()),
        },
      })
      const bot = createBot(house, { token, apiRoot, botInfo, sender, sessionOf: openSessions(database) })
      await setDefaultCommandMenu(api).catch((error) => log(`menu: ${reasonOf(error)}`))
      sender.start()
      inbox.work(measures.handling(bot.handle), (taken, error) => park(house, taken, error))
      const postman = startPostman(house, { allowPrivate: config.webhookOutAllowPrivate })
      onClose(() => sender.stop())
      onClose(() => inbox.stop())
      onClose(() => postman.stop())
    }
    const schedule = config.roles.has('schedule') ? startSchedule(house, { ticking }) : undefined
    if (schedule) {
      onClose(() => schedule.stop())
      demo?.sandbox.clock.onMove(() => schedule.sweepNow())
    }
    const adminAddress = await openDoors()

    return {
      address: demo?.sandbox.url ?? adminAddress,
      adminAddress,
      sandbox: demo?.sandbox,
      house,
      databaseUrl,
      sweepNow: async () => schedule?.sweepNow(),
      close,
    }

    /** One server for whatever knocks; Telegram's updates come through it, or are fetched. */
    async function openDoors(): Promise<string | undefined> {
      const operations: Register = (app) =>
        registerOperations(app, house, config, { measures, askTelegram: () => api.getMe() })
      if (!config.roles.has('intake')) {
        if (config.metricsPort === undefined) return undefined
        return (await serve(config.metricsPort, [operations])).url
      }
      const { transport } = config
      const secret = (transport.kind === 'webhook' && transport.secret) || randomBytes(24).toString('hex')
      const tally = openCallTally(house)
      onClose(() => tally.close())
      const server = await serve(config.port, [
        operations,
        (app) => registerAdminEvents(app, house, config, { tally }),
        (app) => registerDownloads(app, house, { tally }),
        registerOpenapi,
        ...(transport.kind === 'webhook'
          ? [(app: FastifyInstance) => registerTelegram(app, inbox, secret)]
          : []),
      ])
      if (transport.kind === 'polling') {
        const polling = startPolling(api, inbox, log)
        onClose(() => polling.stop())
      } else {
        await api.setWebhook(`${transport.url ?? server.url}${telegramPath}`, {
          secret_token: secret,
          allowed_updates: updatesWanted,
        })
      }
      return server.url
    }

    async function serve(port: number, topics: readonly Register[]) {
      const { host } = config
      // In the sandbox the page has the port: the server takes the next one, or any where that is taken.
      const next = demo && port > 0 ? port + 1 : port
      const server = await openServer({ host, port: next, log, measures }, topics).catch((error) => {
        if (!demo || error.code !== 'EADDRINUSE') throw error
        return openServer({ host, port: 0, log, measures }, topics)
      })
      onClose(() => server.close())
      return server
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** The sandbox needs no login and plays everybody: it opens on this machine, and on nothing real. */
function mayUse({ telegram, host }: Config): MayUse {
  if (telegram) return isLoopback(new URL(telegram.apiRoot).hostname) ? async () => {} : assertNoDemoDatabase
  if (isLoopback(host)) return assertDemoDatabase
  throw new ConfigError(
    'HOST must be 127.0.0.1 without BOT_TOKEN: the sandbox has no login, so it is for this machine only.',
  )
}

/** After the last try, sets the update aside with its reason and tells the person that it was our fault. */
async function park({ database, log }: House, taken: ClaimedUpdate, error: unknown): Promise<void> {
  log(`inbox: update ${taken.updateId} was parked: ${reasonOf(error)}`)
  const { rows } = await database.pool.query<{ locale: string }>('select locale from account where id = $1', [
    taken.laneId,
  ])
  const text = plainTextOf(rows[0]?.locale ?? 'zh', 'our-fault', { number: String(taken.updateId) })
  await database.pool.query(
    `with parked as (
       update inbox_update set state = 'PARKED', error = $2, handled_at = now() where lane_id = $4 and update_id = $1 and state = 'NEW' returning lane_id)
     insert into outbox_message (chat_id, priority, body) select lane_id, ${priority.answer}, $3::jsonb from parked`,
    [
      taken.updateId,
      reasonOf(error),
      JSON.stringify({ call: 'sendMessage', payload: { chat_id: taken.laneId, text } }),
      taken.laneId,
    ],
  )
}
