import { execFile } from 'node:child_process'
import { createHmac, randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allowedTypesFor } from '../../core/connections/allowed-types.ts'
import { makeConnection } from '../../core/connections/connections.ts'
import { isRefusal } from '../../core/refusal.ts'
import { startTestProgram } from '../support/program.ts'

const run = promisify(execFile)
const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8')
const section = /^## Other systems$(.*?)^## /ms.exec(readme)?.[1] ?? ''
const blocks = [...section.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, code = '']) => code)

const town = await startTestProgram()
const folder = await mkdtemp(path.join(tmpdir(), 'xueshi-readme-'))
afterAll(() => rm(folder, { recursive: true, force: true }))
const connection = await connectionOfTheCity()

const missing = (
  await Promise.all(
    ['sh', 'curl', 'openssl', 'od'].map(async (tool) =>
      (await run(tool, [tool === 'sh' ? '-c' : '--version', ':']).catch(({ code }) => code)) === 'ENOENT'
        ? tool
        : undefined,
    ),
  )
).filter((tool) => tool !== undefined)
const way = missing.length === 0 ? 'as they stand' : `without ${missing.join(' and ')}, signed by node:crypto`

interface Answer {
  readonly id: string
  readonly results: readonly { outcome: string; code?: string; at?: string }[]
}

describe(`the examples of the README run ${way}:`, () => {
  let answers: string[]
  beforeAll(async () => {
    answers = missing.length === 0 ? await runBlocks() : await sendWithNode()
  })

  it('there are three: an event, a batch, a download', () => {
    expect(blocks).toHaveLength(3)
    expect(answers).toHaveLength(3)
  })

  it('the event is done', async () => {
    expect((JSON.parse(answers[0]!) as Answer).results).toEqual([{ outcome: 'done' }])
    const person = await town.database.prisma.person.findFirst({ where: { certificateNumber: '90601901' } })
    expect(person?.name).toBe('冯晓燕')
  })

  it('of the batch one is done and the other refused with its place', () => {
    expect((JSON.parse(answers[1]!) as Answer).results).toMatchObject([
      { outcome: 'done' },
      { outcome: 'refused', at: expect.stringMatching(/^\/events\/1/) },
    ])
  })

  it('the download is a table', async () => {
    expect(await readFile(path.join(folder, 'statistics.csv'), 'utf8')).toMatch(/^\uFEFF?"?表"?,/)
  })
})

/** The blocks one after another in one shell, as somebody would paste them. @returns what each printed */
async function runBlocks(): Promise<string[]> {
  const end = randomUUID()
  const script = ['set -eu', ...blocks.flatMap((block) => [block, `echo; echo ${end}`])].join('\n')
  const { stdout } = await run('sh', ['-c', script], {
    cwd: folder,
    env: {
      PATH: process.env.PATH ?? '',
      ADDRESS: town.program.adminAddress ?? '',
      CONNECTION: connection.connectionId,
      KEY: connection.key,
    },
  })
  return stdout.split(`${end}\n`).slice(0, -1)
}

/** The same bytes to the same paths, where the machine has no tools to run the blocks themselves. */
async function sendWithNode(): Promise<string[]> {
  const answers: string[] = []
  for (const block of blocks) {
    const body = /<<'END'\n(.*?)^END$/ms.exec(block)?.[1]
    const [, named] = /^path='([^']+)'/m.exec(block) ?? []
    const [, target = named ?? ''] = /^call \S+ '?(\/[^\s']+)/m.exec(block) ?? []
    const [id, at] = [`msg-${randomUUID()}`, String(Math.floor(Date.now() / 1000))]
    const signature = createHmac('sha256', Buffer.from(connection.key.slice('whsec_'.length), 'base64'))
      .update(`${id}.${at}.${body ?? target}`)
      .digest('base64')
    const response = await fetch(new URL(target, town.program.adminAddress), {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'webhook-connection': connection.connectionId,
        'webhook-id': id,
        'webhook-timestamp': at,
        'webhook-signature': `v1,${signature}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      body,
    })
    const text = await response.text()
    const [, file] = /--output (\S+)/.exec(block) ?? []
    if (file) await writeFile(path.join(folder, file), text)
    answers.push(file ? '' : text)
  }
  return answers
}

async function connectionOfTheCity() {
  const { sealer, clock } = town.program.house
  const made = await town.database.prisma.$transaction((tx) =>
    makeConnection(
      tx,
      { name: '人事系统', organisationId: 'city', types: allowedTypesFor('CITY'), actor: null },
      { sealer, now: clock.now() },
    ),
  )
  if (isRefusal(made)) throw new Error(`No connection was made: ${made.refused}.`)
  return made
}
