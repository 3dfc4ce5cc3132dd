import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { openServer } from '../../../bot/webhook/server.ts'

const logged: string[] = []
const log = (line: string) => logged.push(line)
let letGo = () => {}
const server = await openServer({ host: '127.0.0.1', port: 0, log }, [
  (app) => {
    app.post('/echo', (request) => request.body)
    app.get('/broken', () => {
      throw new Error('select secret_column from person')
    })
    app.get('/slow', { handlerTimeout: 50 }, () => new Promise(() => {}))
    app.post('/slow', { handlerTimeout: 50 }, () => new Promise(() => {}))
    app.get('/person/:id', { handlerTimeout: 60_000 }, async () => {
      await new Promise<void>((resolve) => {
        letGo = resolve
      })
      return { done: true }
    })
  },
])
afterAll(() => server.close())
beforeEach(() => logged.splice(0))

const ask = async (path: string, init?: RequestInit) => {
  const response = await fetch(new URL(path, server.url), init)
  return { status: response.status, text: await response.text(), headers: response.headers }
}
const post = (body: string, type = 'application/json', path = '/echo') =>
  ask(path, { method: 'POST', headers: { 'content-type': type }, body })

describe('whatever is asked', () => {
  it.each(['/', '/admin', '/.env', '/echo', '/%ff', '/telegram', '/person'])(
    'an unknown path is quiet: %s',
    async (path) => {
      const { status, text, headers } = await ask(path)
      expect({ status, text }).toEqual({ status: 404, text: '' })
      expect(headers.get('server') ?? headers.get('x-powered-by')).toBeNull()
      expect(logged).toEqual([])
    },
  )

  it('carries the security headers and is kept by nobody', async () => {
    const { headers } = await post('{}')
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy': "default-src 'none';frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
  })

  it.each<[string, () => ReturnType<typeof ask>, number, string]>([
    ['a body over the limit', () => post(`"${'x'.repeat(64 * 1024)}"`), 413, 'too-large'],
    ['no JSON', () => post('{'), 400, 'malformed'],
    ['another media type', () => post('<a/>', 'application/xml'), 415, 'media-type'],
    ['a fault of ours', () => ask('/broken'), 500, 'internal'],
    ['what takes too long', () => ask('/slow'), 503, 'unavailable'],
    [
      'what takes too long with a body that was read',
      () => post('{}', undefined, '/slow'),
      503,
      'unavailable',
    ],
  ])('is answered with a code and nothing of the inside: %s', async (_, asked, status, error) => {
    const answer = await asked()
    expect([answer.status, JSON.parse(answer.text)]).toEqual([status, { error }])
  })

  it('that is not even HTTP is let go without a word', async () => {
    const { port } = new URL(server.url)
    const socket = connect(Number(port), '127.0.0.1')
    socket.end('GET / HTTP/9.9\r\n\r\n')
    const [first] = await once(socket, 'data')
    expect(String(first)).toBe('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
  })

  it('is logged by its route: neither what stood in the path nor in the query', async () => {
    const answer = ask('/person/440100199001011234?name=陈静怡')
    while (String(letGo) === '() => {}') await wait(5)
    letGo()
    await answer
    expect(logged).toEqual(['http: GET /person/:id 200'])
  })
})

describe('whoever is slow on purpose', () => {
  it.each([
    ['says nothing', ''],
    ['does not end the headers', 'POST /echo HTTP/1.1\r\nHost: x\r\n'],
    [
      'does not end the body',
      'POST /echo HTTP/1.1\r\nHost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{',
    ],
  ])('is let go in time: %s', async (_, said) => {
    const receiving = { headersMilliseconds: 200, requestMilliseconds: 400 }
    const strict = await openServer({ host: '127.0.0.1', port: 0, log, receiving }, [
      (app) => void app.post('/echo', (request) => request.body),
    ])
    const socket = connect(Number(new URL(strict.url).port), '127.0.0.1')
    const closed = once(socket, 'close')
    socket.resume()
    socket.write(said)
    await closed
    await strict.close()
  })
})

it('ends gracefully: what runs is answered, nothing new is taken', async () => {
  letGo = () => {}
  const running = ask('/person/1')
  while (String(letGo) === '() => {}') await wait(5)
  const closed = server.close()
  await expect(ask('/echo')).rejects.toThrow('fetch failed')
  letGo()
  expect((await running).text).toBe('{"done":true}')
  await closed
})
