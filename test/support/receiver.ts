import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterAll } from 'vitest'

interface Received {
  readonly id: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly event: {
    readonly type: string
    readonly organisationId: string
    readonly subjectId: string
    readonly data: Readonly<Record<string, unknown>>
  }
}

type Answer = number | ((response: ServerResponse, received: Received) => unknown)

/** Another system's own server: it keeps what it is sent and answers as it is told. */
export async function openReceiver() {
  const received: Received[] = []
  let answer: Answer = 204
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts).toString()
    const message: Received = {
      id: String(request.headers['webhook-id']),
      headers: request.headers,
      body,
      event: JSON.parse(body || '{}'),
    }
    received.push(message)
    if (typeof answer === 'number') response.writeHead(answer).end()
    else await answer(response, message)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`,
    received,
    answerWith(next: Answer) {
      answer = next
    },
    /** Throws unless the library of Standard Webhooks takes the message for signed with the key. */
    verify: (message: Received, key: string) =>
      new Webhook(key).verify(message.body, message.headers as Record<string, string>),
  }
}
