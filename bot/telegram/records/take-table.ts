import { createHash } from 'node:crypto'
import { Composer } from 'grammy'
import { logExport } from '../../../core/audit/export-log.ts'
import { closingOf } from '../../../core/cycle/windows.ts'
import { type RecordRow, recordHeadings, recordRowsOf } from '../../../core/records/record-columns.ts'
import { roleOfSource } from '../../../core/records/record-source.ts'
import {
  previewRecords,
  type Registered,
  registerRecordsIn,
  registrationSeconds,
} from '../../../core/records/register-records.ts'
import { isRefusal, type Refusal, refuse } from '../../../core/refusal.ts'
import { type LeftOutSheet, maxTableRows, readTable } from '../../../core/tables/read-table.ts'
import { formatDeadline } from '../../../core/time/shanghai.ts'
import type { Transaction } from '../../../prisma/database.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { onCommand } from '../dialogue/desk.ts'
import { boundPerson } from '../dialogue/guards.ts'
import { leftOutLines } from '../dialogue/left-out.ts'
import { state } from '../dialogue/state.ts'
import { taps } from '../dialogue/taps.ts'
import { inDraft } from '../teacher/declare/in-hand.ts'
import { faultInWords } from './fault-in-words.ts'
import { type Registrar, registrarIn, registrarOf } from './registrar.ts'

/**
 * Takes in a table of hour records: first shows what would become of it, then one tap registers it. Nothing
 * of the file is kept: it stays with the messenger and is fetched again for registering, and its hash makes
 * sure that it is the same.
 */
export const recordTables = new Composer<BotContext>()

/** Stands before the drafts, whose photos a table is not. */
export const sentTables = new Composer<BotContext>()

const tableName = /\.(csv|tsv|txt|xlsx|xls|xlsm|et)$/i
const shownFaults = 5
const shownHashChars = 16

sentTables.on('message:document', async (ctx, next) => {
  const { document } = ctx.message
  const registrar = registrarIn(ctx)
  const fileName = document.file_name ?? ''
  const isPossible = ctx.place.isNowhere || ctx.place.at(inDraft)
  const isMeant = isAwaited(ctx) || (isPossible && tableName.test(fileName))
  if (!registrar || !isMeant) return next()
  if (!boundPerson(ctx)) return
  await receiveTable(registrar, { fileId: document.file_id, fileName })
})

onCommand(recordTables, registrarOf, 'records', explain)

taps(registrarOf, {
  records: explain,
  'records.check': async (registrar, hash) => {
    const pending = pendingOf(registrar.ctx, hash)
    if (pending) await showPreview(registrar, pending)
  },
  'records.register': async (registrar, hash) => {
    const pending = pendingOf(registrar.ctx, hash)
    if (pending) await register(registrar, pending)
  },
  'records.faults': async (registrar, hash) => {
    const pending = pendingOf(registrar.ctx, hash)
    if (pending) await handOutCorrections(registrar, pending)
  },
  'records.drop': ({ ctx }) => {
    ctx.place.leave()
    ctx.show(ctx.text('records-dropped'))
  },
})

interface Pending {
  readonly fileId: string
  readonly fileName: string
  readonly sha256: string
}

/** A table of hour records is awaited, or has come and waits for the word to register it. */
const awaitingTable = state('records')
const tableSent = state<Pending>('record-table')

/** Somebody who was told how to register hours, or sent a table just now, means hours by the next one too. */
function isAwaited({ place }: BotContext): boolean {
  return (place.at(awaitingTable) ?? place.at(tableSent)) !== undefined
}

function explain({ ctx, source, organisation }: Registrar): void {
  ctx.place.enter(awaitingTable, {})
  ctx.say(
    ctx.text(`records-explain-${source}`, {
      organisation: organisation.name,
      cycle: ctx.cycle.name[ctx.locale],
      deadline: formatDeadline(closingOf(ctx.cycle, 'registration'), ctx.locale),
      certificate: formatDeadline(closingOf(ctx.cycle, 'provider-certificate'), ctx.locale),
      rows: maxTableRows,
    }),
    {
      buttons: [
        [ctx.button('record-button-find', tapData('rec.find'))],
        [ctx.button('records-button-disputes', tapData('disputes'))],
      ],
    },
  )
  ctx.sendFile({ document: 'record-template', cycleId: ctx.cycle.id }, ctx.text('records-template'))
}

async function receiveTable(registrar: Registrar, sent: Omit<Pending, 'sha256'>): Promise<void> {
  const { ctx } = registrar
  const read = await fetchTable(ctx, sent)
  if (isRefusal(read)) return ctx.sayRefusal(read, again(ctx))
  const pending = { ...sent, sha256: read.sha256 }
  ctx.place.enter(tableSent, pending)
  if (isAwaited(ctx)) {
    return showPreview(registrar, pending, read)
  }
  const words = [ctx.text('records-is-it', { file: sent.fileName, rows: read.rows.length })]
  words.push(...leftOutLines(ctx, read.leftOut))
  if (ctx.place.at(inDraft)) words.push(ctx.text('records-draft-kept'))
  ctx.say(words.join('\n'), {
    buttons: [
      [ctx.button('records-button-check', tapData('records.check', shortHash(pending)))],
      [ctx.button('records-button-not-it', tapData('records.drop'))],
    ],
  })
}

async function showPreview(registrar: Registrar, pending: Pending, known?: SentRecords): Promise<void> {
  const { ctx, source, organisation, me } = registrar
  const read = known ?? (await readAgain(ctx, pending))
  if (isRefusal(read)) return ctx.sayRefusal(read, again(ctx))
  const { rows, leftOut } = read
  const outcome = await previewRecords(
    ctx.house.database.prisma,
    { source, organisationId: organisation.id, actor: { personId: me }, rows },
    { cycle: ctx.cycle, now: ctx.now },
  )
  if (isRefusal(outcome)) return ctx.sayRefusal(outcome)
  const { accepted, refusedRows } = outcome
  const hash = shortHash(pending)
  const buttons: Button[][] = [
    accepted > 0
      ? [ctx.button('records-button-register', tapData('records.register', hash), { count: accepted })]
      : [],
    refusedRows.length > 0
      ? [ctx.button('records-button-faults', tapData('records.faults', hash), { count: refusedRows.length })]
      : [],
    [ctx.button('button-cancel', tapData('records.drop'))],
  ]
  const head = ctx.text('records-preview', {
    file: pending.fileName,
    organisation: organisation.name,
    source: ctx.label(`source-${source}`),
    cycle: ctx.cycle.name[ctx.locale],
    rows: rows.length,
    ...countsOf(outcome),
  })
  const lines = [
    head,
    ...leftOutLines(ctx, leftOut),
    ...faultLines(ctx, outcome),
    ...afterLines(ctx, outcome),
  ]
  ctx.say(lines.join('\n'), { buttons })
}

async function register(registrar: Registrar, pending: Pending): Promise<void> {
  const { ctx, source, organisation, me } = registrar
  const { fileName, sha256 } = pending
  const read = await readAgain(ctx, pending)
  if (isRefusal(read)) return ctx.sayRefusal(read, again(ctx))
  const { rows } = read
  await ctx.turn.commit(
    async (tx) => {
      const outcome = await registerRecordsIn(
        tx,
        { source, organisationId: organisation.id, actor: { personId: me }, rows, fileName, sha256 },
        { cycle: ctx.cycle, now: ctx.now },
      )
      if (isRefusal(outcome)) return ctx.sayRefusal(outcome)
      ctx.place.enter(awaitingTable, {})
      const head = ctx.text('records-done', { file: fileName, ...countsOf(outcome) })
      const lines = [head, ...leftOutLines(ctx, read.leftOut), ...(outcome.late ? [lateText(ctx)] : [])]
      ctx.show(lines.join('\n'), {
        buttons: [[ctx.button('records-button-more', tapData('records'))]],
      })
      const faults = outcome.refusedRows.length
      if (faults > 0) await sendCorrections(tx, registrar, pending, faults)
    },
    { timeoutSeconds: registrationSeconds },
  )
}

/** The faults as a file, without registering anything. */
async function handOutCorrections(registrar: Registrar, pending: Pending): Promise<void> {
  const { ctx, source, organisation, me } = registrar
  const read = await readAgain(ctx, pending)
  if (isRefusal(read)) return ctx.sayRefusal(read, again(ctx))
  const { rows } = read
  await ctx.turn.commit(
    async (tx) => {
      const outcome = await previewRecords(
        tx,
        { source, organisationId: organisation.id, actor: { personId: me }, rows },
        { cycle: ctx.cycle, now: ctx.now },
      )
      if (isRefusal(outcome)) return ctx.sayRefusal(outcome)
      await sendCorrections(tx, registrar, pending, outcome.refusedRows.length)
    },
    { timeoutSeconds: registrationSeconds },
  )
}

/** Names and numbers leave the system with it, so it is logged (invariant 7). */
async function sendCorrections(
  tx: Transaction,
  { ctx, source, organisation, me }: Registrar,
  pending: Pending,
  rows: number,
): Promise<void> {
  ctx.sendFile(
    {
      document: 'record-corrections',
      fileId: pending.fileId,
      fileName: pending.fileName,
      source,
      organisationId: organisation.id,
      personId: me,
      cycleId: ctx.cycle.id,
    },
    ctx.text('records-corrections'),
  )
  await logExport(
    tx,
    {
      actor: { personId: me, role: roleOfSource[source] },
      what: 'record-corrections',
      organisationId: organisation.id,
      cycleId: ctx.cycle.id,
      rows,
      format: 'xlsx',
    },
    ctx.now,
  )
}

/** The table that waits for this very button; otherwise says that it was dealt with. */
function pendingOf(ctx: BotContext, hash: string | undefined): Pending | undefined {
  const pending = ctx.place.at(tableSent)
  if (pending && shortHash(pending) === hash) return pending
  ctx.answerTap(ctx.label('card-old'))
  ctx.say(ctx.text('records-old'), again(ctx))
  return undefined
}

/** What a file says, and what of it was not read. */
interface SentRecords {
  readonly rows: readonly RecordRow[]
  readonly leftOut: readonly LeftOutSheet[]
  readonly sha256: string
}

async function readAgain(ctx: BotContext, pending: Pending): Promise<SentRecords | Refusal> {
  const read = await fetchTable(ctx, pending)
  if (isRefusal(read)) return read
  return read.sha256 === pending.sha256 ? read : refuse('table-unreadable')
}

async function fetchTable(
  { house }: Pick<BotContext, 'house'>,
  { fileId, fileName }: Pick<Pending, 'fileId' | 'fileName'>,
): Promise<SentRecords | Refusal> {
  const bytes = await house.download(fileId, 'table')
  if (isRefusal(bytes)) return bytes
  const table = await readTable(bytes, fileName, { headings: recordHeadings })
  if (isRefusal(table)) return table
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { rows: recordRowsOf(table), leftOut: table.leftOut, sha256 }
}

function faultLines(ctx: BotContext, { refusedRows }: Pick<Registered, 'refusedRows'>): string[] {
  const lines = refusedRows.slice(0, shownFaults).map((refusal) => {
    const { column, reason } = faultInWords(refusal, ctx.locale)
    return ctx.text('records-fault', { row: refusal.row, column, reason: { html: reason } })
  })
  const more = refusedRows.length - lines.length
  return [
    ...(lines.length > 0 ? ['', ...lines] : []),
    ...(more > 0 ? [ctx.text('records-more-faults', { count: more })] : []),
  ]
}

function afterLines(
  ctx: BotContext,
  { accepted, refusedRows, late }: Omit<Registered, 'importId'>,
): string[] {
  const next = accepted === 0 ? 'records-nothing' : refusedRows.length > 0 ? 'records-some' : 'records-all'
  return ['', ctx.text(next), ...(late ? [lateText(ctx)] : [])]
}

/**
 * S014: a provider that comes later should have issued certificates, and the same course may have been
 * declared with them.
 */
function lateText(ctx: BotContext): string {
  const deadline = formatDeadline(closingOf(ctx.cycle, 'provider-certificate'), ctx.locale)
  return ctx.text('records-late', { deadline })
}

function countsOf({ accepted, unchanged, refusedRows }: Omit<Registered, 'importId'>) {
  return { accepted, unchanged, refused: refusedRows.length }
}

function shortHash({ sha256 }: Pick<Pending, 'sha256'>): string {
  return sha256.slice(0, shownHashChars)
}

function again(ctx: BotContext) {
  return { buttons: [[ctx.button('records-button-template', tapData('records'))]] }
}
