import { createHash } from 'node:crypto'
import { Validator } from '@seriousme/openapi-schema-validator'
import Ajv2020 from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { openapiDocument } from '../../../bot/webhook/openapi/document.ts'
import type { Content, Operation, Schema } from '../../../bot/webhook/openapi/parts.ts'
import { connectionHeader } from '../../../bot/webhook/signed-call.ts'
import { allowedTypesFor } from '../../../core/connections/allowed-types.ts'
import { makeConnection } from '../../../core/connections/connections.ts'
import { eventTypeNames } from '../../../core/connections/event-types.ts'
import { outgoingEnvelope, outgoingTypeNames } from '../../../core/events/outgoing-types.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { startTestProgram } from '../../support/program.ts'

const town = await startTestProgram()
const { house, adminAddress } = town.program
const document = openapiDocument()
const ajv = new Ajv2020.default({ strict: false, allErrors: true })
formats.default(ajv)
ajv.addSchema({ $id: 'doc', components: document.components })

/** What is wrong with a value by a schema of the document, in words; nothing when it fits. */
function faultsOf(schema: Schema, value: unknown): string {
  const absolute = JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"doc#/components'))
  const check = ajv.compile(absolute)
  return check(value) ? '' : ajv.errorsText(check.errors)
}

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods as Record<string, Operation>).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    path,
    method,
    operation,
  })),
)

describe('the document', () => {
  it('is OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(JSON.parse(JSON.stringify(document)))
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined })
  })

  it('is what the server gives, for machines and as a page that loads nothing from elsewhere', async () => {
    const served = await fetch(new URL('/openapi.json', adminAddress))
    expect(served.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(await served.json()).toEqual(JSON.parse(JSON.stringify(document)))

    const page = await fetch(new URL('/openapi', adminAddress))
    const html = await page.text()
    const [, style = ''] = /<style>(.*?)<\/style>/s.exec(html) ?? []
    const hash = createHash('sha256').update(style).digest('base64')
    expect(page.headers.get('content-security-policy')).toBe(
      `default-src 'none';style-src 'sha256-${hash}';frame-ancestors 'none'`,
    )
    expect(html).not.toMatch(/<script|src=|@import|href="http/)
    for (const { path } of operations) expect(html).toContain(path)
    for (const type of [...eventTypeNames, ...outgoingTypeNames]) expect(html).toContain(type)
  })

  it('names every type that goes in and out', () => {
    expect(Object.keys(document.webhooks)).toEqual(outgoingTypeNames)
    expect(Object.keys(document.components.schemas)).toEqual(
      expect.arrayContaining(eventTypeNames.map((name) => `event.${name}`)),
    )
    expect(outgoingEnvelope.shape.type.options).toEqual(outgoingTypeNames)
  })

  it('gives examples that fit its own schemas', () => {
    for (const { name, operation } of operations)
      for (const { schema, examples = {} } of Object.values(operation.requestBody?.content ?? {}))
        for (const [example, { value }] of Object.entries(examples as Record<string, { value: unknown }>))
          expect(faultsOf(schema, value), `${name}: ${example}`).toBe('')
  })

  it('refuses by its schemas what the server refuses', () => {
    const { schema } = document.paths['/admin/events']!.post.requestBody!.content['application/json']!
    for (const wrong of [
      {},
      { type: 'declaration.forgotten', data: {} },
      { type: 'declaration.approved', data: { receipt: '1' } },
      { events: [] },
    ])
      expect(faultsOf(schema, wrong), JSON.stringify(wrong)).not.toBe('')
  })
})

const city = await connection('city')

describe('a client made from the document', () => {
  it.each(operations)('understands every answer of $name', async ({ path, method, operation }) => {
    const bodies = Object.values(operation.requestBody?.content ?? {}).flatMap(({ examples = {} }) =>
      Object.values(examples as Record<string, { value: unknown }>).map(({ value }) => JSON.stringify(value)),
    )
    const requests = bodies.length > 0 ? bodies : [undefined]
    for (const body of requests)
      for (const key of [city.key, `whsec_${Buffer.alloc(32, 7).toString('base64')}`]) {
        const address = examplePath(path, operation)
        const response = await fetch(new URL(address, adminAddress), {
          method,
          headers: {
            ...(body && { 'content-type': 'application/json' }),
            ...(operation.security.some(({ signature }) => signature) && signed(key, body ?? address)),
          },
          body,
        })
        expect(await faultsOfAnswer(operation, response), `${path} ${body}`).toBe('')
      }
  })

  it.each(['csv', 'json', 'xlsx'])(
    'gets a download as %s, of the type that the document names',
    async (format) => {
      const { get } = document.paths['/admin/downloads/{what}']!
      const address = `${examplePath('/admin/downloads/{what}', get)}&format=${format}`
      const response = await fetch(new URL(address, adminAddress), { headers: signed(city.key, address) })
      expect(response.status).toBe(200)
      expect(Date.parse(response.headers.get('x-snapshot-at') ?? '')).toBeGreaterThan(0)
      expect(await faultsOfAnswer(get, response)).toBe('')
    },
  )

  it('understands that a body is none, too large, of another type, or signed for another', async () => {
    const { post } = document.paths['/admin/events']!
    for (const [body, type, status] of [
      ['{', 'application/json', 400],
      ['[]', 'application/json', 400],
      ['<a/>', 'application/xml', 415],
      [`"${'x'.repeat(2 ** 25)}"`, 'application/json', 413],
    ] as const) {
      const response = await fetch(new URL('/admin/events', adminAddress), {
        method: 'POST',
        headers: { ...signed(city.key, body), 'content-type': type },
        body,
      })
      expect(response.status).toBe(status)
      expect(await faultsOfAnswer(post, response)).toBe('')
    }
  })
})

let messages = 0

function signed(key: string, body = ''): Record<string, string> {
  messages += 1
  const [id, at] = [`openapi-${messages}`, new Date()]
  return {
    [connectionHeader]: city.connectionId,
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(key).sign(id, at, body),
  }
}

/** The path with the example of each of its parameters. */
function examplePath(path: string, { parameters = [] }: Operation): string {
  const query = new URLSearchParams()
  let filled = path
  for (const { name, in: place, example } of parameters as {
    name: string
    in: string
    example?: string | number
  }[]) {
    if (place === 'path') filled = filled.replace(`{${name}}`, encodeURIComponent(String(example)))
    if (place === 'query' && example !== undefined) query.set(name, String(example))
  }
  return query.size > 0 ? `${filled}?${query}` : filled
}

/** Is it an answer that the document names, of a type and shape that it names? */
async function faultsOfAnswer({ responses }: Operation, response: Response): Promise<string> {
  const told = responses[response.status]
  const text = await response.text()
  if (!told) return `${response.status} is not in the document: ${text.slice(0, 200)}`
  if (!told.content) return text === '' ? '' : `${response.status} should be empty: ${text.slice(0, 200)}`
  const type = response.headers.get('content-type')?.split(';')[0] ?? ''
  const content: Content[string] | undefined = told.content[type]
  if (!content) return `${response.status} came as ${type}.`
  return type === 'application/json' ? faultsOf(content.schema, JSON.parse(text)) : ''
}

async function connection(organisationId: string) {
  const { id, kind } = await town.database.prisma.organisation.findFirstOrThrow({
    where: { kind: 'CITY', parentId: null, ...(organisationId !== 'city' && { id: organisationId }) },
  })
  const made = await town.database.prisma.$transaction((tx) =>
    makeConnection(
      tx,
      {
        name: '人事系统',
        organisationId: id,
        types: allowedTypesFor(kind as 'CITY'),
        perMinute: 600,
        actor: null,
      },
      { sealer: house.sealer, now: house.clock.now() },
    ),
  )
  if (isRefusal(made)) throw new Error(`No connection was made: ${made.refused}.`)
  return made
}
