import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { MethodContext } from './bot-api/desk.ts'
import { performWebhookReply, serveBotApi } from './bot-api/routes.ts'
import { createSandboxClock, type SandboxClock } from './clock.ts'
import { UpdateQueue } from './delivery/updates.ts'
import { telegramDelays, Webhook, type WebhookDelays } from './delivery/webhook.ts'
import { createFaultBoard, type Faults } from './faults.ts'
import { Files } from './kept/files.ts'
import { World } from './kept/world.ts'
import { type ExtraPage, servePage } from './page.ts'
import { connectSandbox, type SandboxPhone } from './phone.ts'
import { Activity } from './phones/activity.ts'
import { Acts } from './phones/acts.ts'
import { People, type SandboxPerson } from './phones/people.ts'
import { type Deadline, servePhones } from './phones/routes.ts'
import { createServer, isLoopback } from './server.ts'
import type { Tour } from './tour.ts'
import { TourPlayer } from './tour-player.ts'

export type { SandboxClock } from './clock.ts'
export type { Fault, FaultKind, Faults } from './faults.ts'
export type { ExtraPage } from './page.ts'
export { connectSandbox, type RemoteSandbox, type SandboxPhone } from './phone.ts'
export type { ButtonChoice, MessageChoice } from './phones/choices.ts'
export type { SandboxPerson } from './phones/people.ts'
export type { Deadline } from './phones/routes.ts'
export type { ShownButton, ShownChat, ShownFile, ShownMessage, TapAnswer } from './phones/shown.ts'
export { isLoopback } from './server.ts'
export { type Stage, stageOf, type Tour, type TourState, type TourStep } from './tour.ts'

export interface SandboxOptions {
  /** 0: any free port. */
  port: number
  /** An address of loopback, as nobody has to log in; `127.0.0.1` unless told otherwise. */
  host?: string
  /**
   * Where chats, files and settings survive a restart; without it they live in memory. Only one process may
   * use it at a time.
   */
  folder?: string
  /** Made at random, and kept in the folder, unless it is given. */
  token?: string
  people: () => Promise<readonly SandboxPerson[]> | readonly SandboxPerson[]
  /** What the clock bar of the page can jump to. */
  deadlines?: () => Promise<readonly Deadline[]> | readonly Deadline[]
  /** Where the clock stands at the very first start; later it runs on from there. Real time when absent. */
  startsAt?: Date
  /** A story that the phones can play by themselves. */
  tour?: Tour
  /** Pages beside the phones, linked from the bar above them. */
  pages?: readonly ExtraPage[]
  /** Shorter ones let a test see a webhook's repeats. */
  webhookDelays?: Partial<WebhookDelays>
}

export interface Sandbox {
  /** The web page with the phones, and what `connectSandbox` takes. */
  url: string
  /** What a Bot API client takes as its root. */
  apiRoot: string
  token: string
  clock: SandboxClock
  faults: Faults
  /** The phone of this person, driven over HTTP like any other client. */
  client(userId: number): SandboxPhone
  /**
   * Hands the bot an update as it is, such as one from a group. Returns its number, or undefined if the bot
   * wants no such update.
   */
  inject(update: Parameters<Acts['inject']>[0]): number | undefined
  close(): Promise<void>
}

/** A visitor who watches hears soon that a step of the tour cannot be played. */
const tourPatienceMs = 15_000

/** A Telegram of one's own: the Bot API and a web page of phones on one port of this machine. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { host = '127.0.0.1' } = options
  if (!isLoopback(host)) throw new Error(`The sandbox is for this machine only, not for ${host}.`)
  const world = World.open(options.folder)
  const token = options.token ?? keptToken(world)
  const desk = createMethodContext(world, token, options)
  const faults = createFaultBoard((faults) => desk.activity.tell({ type: 'faults', faults }))
  const people = new People(world, options.people)
  const acts = new Acts(desk, people)
  const app: FastifyInstance = createServer(host)
  serveBotApi(app, desk, token, faults)
  // The phones of the tour are driven over HTTP like any other, once there is an address.
  let phoneOfTour: ((userId: number) => SandboxPhone) | undefined
  const tour =
    options.tour &&
    new TourPlayer(
      options.tour,
      desk,
      (userId) => phoneOfTour!(userId),
      (instant) => desk.clock.moveTo(instant),
    )
  const { pages = [], deadlines = () => [] } = options
  servePhones(app, { desk, acts, people, faults, tour, deadlines, pages })
  servePage(app, pages)
  await acts.openEarlierChats()
  const url = await app.listen({ port: options.port, host })
  desk.webhook.changed()
  phoneOfTour = connectSandbox(url, { patienceMs: tourPatienceMs }).client
  return {
    url,
    apiRoot: url,
    token,
    clock: desk.clock,
    faults,
    client: connectSandbox(url).client,
    inject: (update) => acts.inject(update),
    close: async () => {
      tour?.close()
      desk.webhook.close()
      desk.queue.close()
      desk.activity.close()
      await app.close()
      world.close()
    },
  }
}

/** The bot keeps its number, which its files are named by; the secret is this folder's own. */
function keptToken(world: World): string {
  if (!world.settings.token) world.setting('token', `1000000001:${randomBytes(24).toString('base64url')}`)
  return world.settings.token!
}

function createMethodContext(world: World, token: string, options: SandboxOptions): MethodContext {
  const botId = Number(token.split(':')[0])
  if (!Number.isSafeInteger(botId))
    throw new Error('A bot token begins with the number of the bot and a colon.')
  const firstStart = Number.isNaN(world.settings.clockOffsetMs)
  if (firstStart) world.setting('clockOffsetMs', (options.startsAt?.getTime() ?? Date.now()) - Date.now())
  const activity = new Activity(world)
  const clock = createSandboxClock(world.settings.clockOffsetMs, (offsetMs) => {
    world.setting('clockOffsetMs', offsetMs)
    activity.tell({ type: 'clock', now: new Date(Date.now() + offsetMs).toISOString(), offsetMs })
  })
  const desk: MethodContext = {
    bot: { id: botId, is_bot: true, first_name: '学时', username: 'xueshi_sandbox_bot' },
    world,
    clock,
    activity,
    files: new Files(world, botId, options.folder),
    queue: new UpdateQueue(world, (update) => desk.webhook.arrived(update)),
    webhook: new Webhook(
      world,
      () => desk.queue,
      (body) => performWebhookReply(desk, body),
      { ...telegramDelays, ...options.webhookDelays },
    ),
  }
  return desk
}
