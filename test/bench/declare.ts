import { type ChildProcess, fork } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { keptMenu, menuOf } from '../../bot/telegram/dialogue/command-menu.ts'
import file2014 from '../../core/cycle/cycle-2014.json' with { type: 'json' }
import { type EmbeddedPostgres, openEmbeddedPostgres } from '../../prisma/embedded.ts'
import { applyMigrations } from '../../prisma/migrate.ts'
import { type Messenger, openMessenger, type Seen, tapped, typed } from './messenger.ts'
import type { Bench, Row } from './report.ts'

const people = 2000
const warmUpPeople = 100
const atOnce = 64
const firstAccount = 700_000_000

/** The ten answers of a declaration as a teacher gives them: by a button's label, or typed. */
const script: readonly ({ tap: RegExp } | { type: string })[] = [
  { type: '专业科目' },
  { tap: /./ },
  { type: '中小学教师信息技术应用能力提升' },
  { type: '示例培训中心' },
  { type: '2014-7-7' },
  { type: '7月11日' },
  { type: '48' },
  { tap: /是|确认/ },
  { tap: /否/ },
  { tap: /有/ },
]

type Kind = 'program' | 'plain' | 'ceiling'
const names: Record<Kind, string> = {
  program: 'xueshi',
  plain: 'grammY alone without state',
  ceiling: 'one statement per answer',
}

export const declareBench: Bench = {
  name: 'declare',
  about: `the ten-answer declaration, ${people} dialogues, ${atOnce} people at once, through the webhook with PostgreSQL (fsync on)`,
  async run(report) {
    await withStage(async (stage) => {
      const perSecond: Partial<Record<Kind, number>> = {}
      for (const kind of ['plain', 'ceiling', 'program'] as const) {
        perSecond[kind] = await measureDialogues(stage, kind, report)
      }
      const { program = 0, plain = 1, ceiling = 1 } = perSecond
      report(ratioRow('declare: dialogues against grammY alone', program, plain, names.plain, 0.6))
      report({ ...ratioRow('declare: dialogues against the ceiling', program, ceiling, names.ceiling) })
    })
  },
}

export const intakeBench: Bench = {
  name: 'intake',
  about: 'the time until an update is kept and confirmed, at 400 updates a second for ten seconds',
  async run(report) {
    await withStage(async (stage) => {
      const subject = await startSubject(stage, 'program')
      try {
        const times = await offerUpdates(stage.messenger, subject.webhook, { perSecond: 400, seconds: 10 })
        times.sort((a, b) => a - b)
        const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
        report({ name: 'intake: median', value: at(0.5), unit: 'ms' })
        report({ name: 'intake: p99', value: at(0.99), unit: 'ms', target: '< 50 ms', met: at(0.99) < 50 })
      } finally {
        subject.stop()
      }
    })
  },
}

function ratioRow(name: string, value: number, against: number, what: string, least?: number): Row {
  const ratio = value / against
  return {
    name,
    value,
    unit: 'dialogues/s',
    against: what,
    ratio,
    ...(least !== undefined && { target: `>= ${least}`, met: ratio >= least }),
  }
}

interface Stage {
  readonly messenger: Messenger
  readonly postgres: EmbeddedPostgres
  readonly folder: string
}

/** A durable PostgreSQL and the people's side, thrown away afterwards. */
async function withStage(use: (stage: Stage) => Promise<void>) {
  const folder = await mkdtemp(path.join(tmpdir(), 'xueshi-bench-'))
  const postgres = await openEmbeddedPostgres(path.join(folder, 'postgresql'))
  const messenger = await openMessenger()
  try {
    await use({ messenger, postgres, folder })
  } finally {
    await messenger.close()
    await postgres.destroy()
    await rm(folder, { recursive: true, force: true })
  }
}

async function measureDialogues(stage: Stage, kind: Kind, report: (row: Row) => void): Promise<number> {
  const subject = await startSubject(stage, kind)
  try {
    const talk = (accountId: number) => dialogue(stage.messenger, subject.webhook, accountId)
    await inParallel(range(firstAccount, warmUpPeople), talk)
    const before = await subject.usage()
    const since = performance.now()
    await inParallel(range(firstAccount + warmUpPeople, people), talk)
    const seconds = (performance.now() - since) / 1000
    const after = await subject.usage()
    const answers = people * script.length
    const label = `declare: ${names[kind]}`
    report({ name: label, value: people / seconds, unit: 'dialogues/s' })
    report({
      name: `${label}, process`,
      value: (after.cpuMs - before.cpuMs) / answers,
      unit: 'CPU ms/answer',
    })
    report({
      name: `${label}, PostgreSQL`,
      value: (after.databaseCpuMs - before.databaseCpuMs) / answers,
      unit: 'CPU ms/answer',
    })
    report({
      name: `${label}, written`,
      value: (after.walBytes - before.walBytes) / answers,
      unit: 'WAL B/answer',
    })
    report({ name: `${label}, memory`, value: after.memoryBytes / 2 ** 20, unit: 'MiB' })
    return people / seconds
  } finally {
    subject.stop()
  }
}

/** One person's ten answers, each given when the reply to the one before has come. */
async function dialogue(messenger: Messenger, webhook: string, accountId: number) {
  let seen: Seen | undefined
  for (const [at, step] of script.entries()) {
    const next = messenger.nextSeen(accountId)
    if ('type' in step) {
      await messenger.deliver(webhook, typed(accountId, step.type))
    } else {
      const data = seen?.buttons.find(({ text }) => step.tap.test(text))?.callback_data
      if (!data)
        throw new Error(
          `Step ${at + 1} found no button ${step.tap} among ${seen?.buttons.map(({ text }) => text)}.`,
        )
      await messenger.deliver(webhook, tapped(accountId, seen ?? { messageId: 1, buttons: [] }, data))
    }
    seen = await next
  }
}

/**
 * Sends updates on the beat of a clock, whether or not the ones before were answered. Resolves with each
 * confirmation's time.
 */
async function offerUpdates(
  messenger: Messenger,
  webhook: string,
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<number[]> {
  const times: Promise<number>[] = []
  const since = performance.now()
  for (let n = 0; n < perSecond * seconds; n += 1) {
    const due = since + (n * 1000) / perSecond
    while (performance.now() < due)
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())))
    times.push(messenger.deliver(webhook, typed(firstAccount + (n % people), '2014-7-7')))
  }
  return Promise.all(times)
}

async function inParallel(accounts: number[], talk: (accountId: number) => Promise<void>) {
  const left = accounts.values()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const accountId of left) await talk(accountId)
    }),
  )
}

async function startSubject({ messenger, postgres, folder }: Stage, kind: Kind) {
  const name = `bench_${kind}_${Date.now()}`
  await postgres.ensureDatabase(name)
  const url = postgres.url(name)
  await applyMigrations(url)
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {
    // The server is taken away at the end, whoever is still connected.
  })
  await client.connect()
  await seedPeople(client)
  const data = path.join(folder, kind)
  const child: ChildProcess = fork(fileURLToPath(new URL('subject.ts', import.meta.url)), [
    kind,
    messenger.apiRoot,
    url,
    data,
  ])
  const { webhook } = await heard<{ webhook: string }>(child)
  return {
    webhook,
    async usage() {
      child.send('usage')
      const { usage, memory } = await heard<{ usage: NodeJS.CpuUsage; memory: number }>(child)
      const { rows } = await client.query<{ at: string }>(`select pg_current_wal_lsn() - '0/0'::pg_lsn as at`)
      return {
        cpuMs: (usage.user + usage.system) / 1000,
        memoryBytes: memory,
        databaseCpuMs: await postgresCpuMs(),
        walBytes: Number(rows[0]?.at),
      }
    },
    stop() {
      child.kill('SIGKILL')
      void client.end()
    },
  }
}

function heard<Message>(child: ChildProcess): Promise<Message> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as Message))
    child.once('exit', (code) => reject(new Error(`The program under measurement ended with ${code}.`)))
  })
}

/**
 * People on a roster, each with consent, their command menu and an empty draft in focus, so that the dialogue
 * begins with the first question.
 */
async function seedPeople(client: pg.Client) {
  await client.query(`insert into cycle (id, data, loaded_at) values (2014, $1, now())`, [
    JSON.stringify(file2014),
  ])
  await client.query(`insert into organisation (id, kind, name) values ('school', 'SCHOOL', '示例小学')`)
  await client.query(
    `with numbered as (select n, gen_random_uuid() as person, gen_random_uuid() as draft from generate_series(0, $2::int - 1) as n),
     people as (insert into person (id, organisation_id, name) select person, 'school', '测' || n from numbered),
     roles as (insert into "grant" (id, person_id, role, organisation_id, granted_at)
       select gen_random_uuid(), person, 'TEACHER', 'school', now() from numbered),
     drafts as (insert into draft (id, person_id, cycle_id, created_at, updated_at) select draft, person, 2014, now(), now() from numbered),
     accounts as (insert into account (id, person_id, focus, menu)
       select $1::bigint + n, person, jsonb_build_object('at', 'draft', 'draftId', draft), $3 from numbered)
     insert into consent (id, account_id, version, given_at) select gen_random_uuid(), $1::bigint + n, 1, now() from numbered`,
    [firstAccount, people + warmUpPeople, keptMenu('zh', menuOf(['TEACHER'], ['reminders']))],
  )
  await client.query('analyze')
}

/**
 * The processor time of every PostgreSQL process of this machine so far; 0 where the system does not tell.
 */
async function postgresCpuMs(): Promise<number> {
  let ticks = 0
  for (const pid of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(pid)) continue
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    if (!stat.includes('(postgres)')) continue
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    ticks += Number(fields[11]) + Number(fields[12])
  }
  return ticks * 10
}

function range(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, n) => from + n)
}
