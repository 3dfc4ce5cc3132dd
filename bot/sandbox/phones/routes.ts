import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Update } from 'grammy/types'
import type { MethodContext } from '../bot-api/desk.ts'
import { readForm } from '../bot-api/multipart.ts'
import { commandsFor } from '../bot-api/settings.ts'
import { type FaultBoard, readFault } from '../faults.ts'
import type { ExtraPage, PageWords } from '../page.ts'
import type { TourPlayer } from '../tour-player.ts'
import { type Acts, PhoneRefusal } from './acts.ts'
import type { People, SandboxPerson } from './people.ts'
import { listSamples, readSample } from './samples.ts'
import { type ShownChat, showMessage } from './shown.ts'

export interface Deadline {
  id: string
  at: Date
  /** Such as 「教师申报截止」. */
  label: PageWords
}

export interface Control {
  desk: MethodContext
  acts: Acts
  people: People
  faults: FaultBoard
  tour: TourPlayer | undefined
  deadlines: () => Promise<readonly Deadline[]> | readonly Deadline[]
  pages: readonly ExtraPage[]
}

const maxWaitSeconds = 60
const maxUnreadBytes = 8 * 1024 * 1024

/**
 * `/sandbox/…`: everything the phones can do, for the web page and for tests in another process. JSON both
 * ways.
 */
export function servePhones(app: FastifyInstance, control: Control): void {
  const { desk, acts, people, faults } = control

  app.get('/sandbox/state', async () => ({
    bot: desk.bot,
    people: await people.list(),
    deadlines: await control.deadlines(),
    now: desk.clock.now(),
    faults: faults.list(),
    samples: await listSamples(),
    tour: control.tour?.describe(),
    pages: control.pages.map(({ path, label }) => ({ path, label })),
  }))
  app.get('/sandbox/people', async (): Promise<readonly SandboxPerson[]> => people.list())

  app.get<Phone & { Querystring: { since?: string; after?: string; waitSeconds?: string } }>(
    '/sandbox/phones/:userId',
    async (request, reply) => {
      const userId = Number(request.params.userId)
      const after = Number(request.query.after ?? -1)
      const waitMs = Math.min(Number(request.query.waitSeconds ?? 0), maxWaitSeconds) * 1000
      if ((desk.world.chats.get(userId)?.version ?? 0) <= after && waitMs > 0) {
        await desk.activity.nextChange(userId, waitMs, hangUp(reply))
      }
      return showChat(control, userId, Number(request.query.since ?? -1))
    },
  )

  app.post<Phone>('/sandbox/phones/:userId/:act', async (request, reply) => {
    try {
      return await perform(acts, Number(request.params.userId), request.params.act, request)
    } catch (error) {
      if (error instanceof PhoneRefusal) return reply.code(409).send({ error: error.message })
      throw error
    }
  })

  app.post('/sandbox/inject', async (request) => ({
    updateId: acts.inject(jsonOf(request) as Omit<Update, 'update_id'>),
  }))

  app.get('/sandbox/clock', async () => ({ now: desk.clock.now() }))
  app.post('/sandbox/clock', async (request, reply) => {
    const { to, byMs } = jsonOf(request)
    try {
      if (typeof byMs === 'number') await desk.clock.moveBy(byMs)
      else await desk.clock.moveTo(new Date(String(to)))
    } catch (error) {
      if (error instanceof RangeError) return reply.code(400).send({ error: error.message })
      throw error
    }
    return { now: desk.clock.now() }
  })

  app.post<{ Params: { act: string } }>('/sandbox/tour/:act', async (request, reply) => {
    const { tour } = control
    if (!tour) return reply.code(404).send({ error: 'This sandbox has no tour.' })
    const { act } = request.params
    if (act === 'next') await tour.next()
    else if (act === 'run') tour.run()
    else if (act === 'pause') tour.pause()
    else return reply.code(404).send({ error: `A tour cannot «${act}».` })
    return tour.state
  })

  app.get('/sandbox/faults', async () => faults.list())
  app.post('/sandbox/faults', async (request, reply) => {
    const fault = readFault(jsonOf(request))
    if (typeof fault === 'string') return reply.code(400).send({ error: fault })
    faults.set(fault)
    return faults.list()
  })
  app.delete('/sandbox/faults', async () => {
    faults.clear()
    return faults.list()
  })

  app.get<{ Params: { fileId: string } }>('/sandbox/files/:fileId', async (request, reply) => {
    const file = desk.files.find(request.params.fileId)
    if (!file) return reply.code(404).send({ error: 'No such file.' })
    // Only pictures are shown by the page; everything else is handed out to be saved, never run.
    const inline = file.kind === 'photo' || file.kind === 'sticker'
    if (!inline) {
      const name = encodeURIComponent(file.name ?? 'file')
      reply.header('content-disposition', `attachment; filename*=UTF-8''${name}`)
    }
    reply.header('x-content-type-options', 'nosniff').header('cache-control', 'private, max-age=3600')
    return reply
      .type(inline ? (file.mime ?? '') : 'application/octet-stream')
      .send(await desk.files.read(file))
  })

  app.get<{ Params: { file: string } }>('/sandbox/samples/:file', async (request, reply) => {
    const bytes = await readSample(request.params.file)
    if (!bytes) return reply.code(404).send({ error: 'No such sample.' })
    const kind = /\.(png|webp)$/.exec(request.params.file)?.[1] ?? 'jpeg'
    return reply.type(`image/${kind}`).send(bytes)
  })

  app.get('/sandbox/events', (_request, reply) => {
    reply.hijack()
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    reply.raw.write('retry: 500\n\n')
    const stop = desk.activity.listen((event) => {
      reply.raw.write(`data: ${JSON.stringify(event)}\n\n`)
      // Who reads too slowly is cut off; the page connects again and reads the chats anew.
      if (reply.raw.writableLength > maxUnreadBytes) reply.raw.destroy()
    })
    reply.raw.once('close', stop)
  })
}

type Phone = { Params: { userId: string; act: string } }

async function perform(acts: Acts, userId: number, act: string, request: FastifyRequest) {
  if (!Number.isSafeInteger(userId) || userId <= 0)
    throw new PhoneRefusal('A phone belongs to a positive user id.')
  if (act === 'files') {
    const form = readForm(request.body as Buffer, request.headers['content-type'] ?? '')
    if (!form) throw new PhoneRefusal('Files are sent as a multipart form.')
    const kind = form.fields.as === 'document' ? 'document' : 'photo'
    const uploads = form.files.map(({ upload }) => upload)
    return acts.sendFiles(userId, kind, uploads, form.fields.caption ?? '', numberOf(form.fields.replyTo))
  }
  const { text, replyTo, messageId, data, forged } = jsonOf(request)
  switch (act) {
    case 'send':
      return acts.write(userId, String(text ?? ''), numberOf(replyTo))
    case 'sticker':
      return acts.sendSticker(userId)
    case 'voice':
      return acts.sendVoice(userId)
    case 'edit':
      return acts.editMessage(userId, Number(messageId), String(text ?? ''))
    case 'tap':
      return acts.tap(userId, Number(messageId), String(data ?? ''), forged === true)
    case 'block':
      return acts.setBlocked(userId, true)
    case 'unblock':
      return acts.setBlocked(userId, false)
    default:
      throw new PhoneRefusal(`A phone cannot «${act}».`)
  }
}

/** The chat now; `since` leaves out messages that did not change after that version. */
function showChat({ desk }: Control, userId: number, since: number): ShownChat {
  const chat = desk.world.chats.get(userId)
  const kept = [...(chat?.messages.values() ?? [])].filter((message) => message.version > since)
  return {
    userId,
    version: chat?.version ?? 0,
    started: chat?.started ?? false,
    blocked: chat?.blocked ?? false,
    messages: kept.map(showMessage),
    keyboard: chat?.keyboard,
    commands: commandsFor(desk.world, userId, chat?.user?.language_code),
    answers: desk.activity.answersTo(userId),
    action: desk.activity.actionIn(userId),
  }
}

function jsonOf(request: FastifyRequest): Record<string, unknown> {
  const body = request.body as Buffer | undefined
  if (!body || body.length === 0) return {}
  const parsed: unknown = JSON.parse(body.toString('utf8'))
  return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {}
}

function numberOf(value: unknown): number | undefined {
  return value === undefined || value === null || value === '' ? undefined : Number(value)
}

function hangUp(reply: FastifyReply): AbortSignal {
  const controller = new AbortController()
  reply.raw.once('close', () => controller.abort())
  return controller.signal
}
