import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Update } from 'grammy/types'
import sharp from 'sharp'
import { beforeAll, onTestFinished } from 'vitest'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../../bot/sandbox/sandbox.ts'

export const teacherId = 5001

/** A sandbox for one test, with one teacher, on 2014-12-20 at 09:00 in Guangzhou. */
export async function openSandbox(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({
    port: 0,
    startsAt: new Date('2014-12-20T01:00:00Z'),
    people: () => [
      { userId: teacherId, firstName: '陈', lastName: '晓岚', about: '天河一小 · 教师', knows: [] },
      { userId: 5002, firstName: '李', about: '天河一小 · 校长', knows: [] },
    ],
    ...options,
  })
  onTestFinished(() => sandbox.close())
  return sandbox
}

export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Calls the Bot API without any client library, as JSON. */
export async function call(sandbox: Sandbox, method: string, parameters: object = {}, token = sandbox.token) {
  const response = await fetch(`${sandbox.apiRoot}/bot${token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(parameters),
  })
  const body = (await response.json()) as {
    ok: boolean
    result?: unknown
    error_code?: number
    description?: string
    parameters?: { retry_after?: number }
  }
  return { status: response.status, headers: response.headers, ...body }
}

export function picture(width: number, height: number, colour = '#c33'): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: colour } })
    .withExif({ IFD0: { Artist: 'somebody' } })
    .png()
    .toBuffer()
}

interface Delivery {
  update: Update
  headers: IncomingHttpHeaders
}

/** A bot's webhook: answers each delivery as told and remembers it. */
export async function openWebhook(answer: (delivery: Delivery, count: number) => Promise<number> | number) {
  const deliveries: Delivery[] = []
  const waiting: { count: number; resolve: () => void }[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const delivery = {
      update: JSON.parse(Buffer.concat(chunks).toString()) as Update,
      headers: request.headers,
    }
    deliveries.push(delivery)
    const status = answer(delivery, deliveries.length)
    for (const { count, resolve } of waiting) if (deliveries.length >= count) resolve()
    response.writeHead(await status).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    deliveries,
    /** Resolves once so many deliveries came in. */
    arrived: (count: number) =>
      new Promise<void>((resolve) => {
        if (deliveries.length >= count) resolve()
        else waiting.push({ count, resolve })
      }),
  }
}

/** One sandbox for all tests of a file, where they do not disturb each other. */
export function openSandboxForFile(): { sandbox: Sandbox } {
  const shared: { sandbox: Sandbox } = { sandbox: undefined as unknown as Sandbox }
  beforeAll(async () => {
    shared.sandbox = await startSandbox({ port: 0, people: () => [] })
    return () => shared.sandbox.close()
  })
  return shared
}
