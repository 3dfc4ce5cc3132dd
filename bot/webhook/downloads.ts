import { PassThrough } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { SendingConnection } from '../../core/connections/authenticate.ts'
import { isDownload } from '../../core/connections/download-types.ts'
import {
  type Download,
  type DownloadFormat,
  downloadFormats,
  openDownload,
} from '../../core/connections/downloads.ts'
import { csvSink, type ExportSink, jsonSink, workbook } from '../../core/export/export-sink.ts'
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts'
import { civilDateOf, hourOf } from '../../core/time/shanghai.ts'
import type { House } from '../house.ts'
import { refusalSentence } from '../telegram/dialogue/refusal-text.ts'
import { reasonOf } from '../telegram/exchange/faults.ts'
import type { CallTally } from './call-tally.ts'
import { messageIdOf, openSignedCalls } from './signed-call.ts'

/**
 * Each download holds a database connection while its reader reads. The rest of the program needs the others.
 */
const downloadsAtOnce = 2
/** A city of 200,000 teachers takes seconds; a reader may be slow. */
const handledWithinMilliseconds = 600_000

export const downloadQuery = z.strictObject({
  cycle: z.coerce.number().int().min(2000).max(2100),
  organisation: z
    .string()
    .regex(/^[\w-]{1,50}$/)
    .optional(),
  format: z.enum(downloadFormats).default('csv'),
  serial: z.coerce.number().int().positive().optional(),
})

/**
 * `GET /admin/downloads/{publicity|statistics|export}` for other systems. Each call is signed as a message
 * whose body is path and query, so a signature is good for this document alone and for one call. The download
 * is logged before its first byte goes.
 */
export function registerDownloads(app: FastifyInstance, house: House, { tally }: { tally: CallTally }): void {
  let running = 0
  const calls = openSignedCalls(app, house, { tally, machine: { now: () => new Date() } })

  app.get<{ Params: { what: string } }>(
    '/admin/downloads/:what',
    // Somebody who asks for the header alone would be logged as having taken the rows.
    { handlerTimeout: handledWithinMilliseconds, exposeHeadRoute: false },
    async (request, reply) => {
      const connection = await calls.letIn(request, reply, Buffer.from(request.url))
      if (!connection) return reply
      if (!(await isFirst(request, house, connection))) return refused(409, 'replayed')

      const { what } = request.params
      if (!isDownload(what)) return sayRefusal(404, refuse('download-unknown'))
      const query = downloadQuery.safeParse(request.query)
      if (!query.success || !house.cycles.has(query.data.cycle))
        return refused(400, 'malformed', { at: placeOf(query.error) })
      if (running >= downloadsAtOnce) {
        void reply.header('retry-after', '60')
        return sayRefusal(503, refuse('download-busy'))
      }
      running += 1
      try {
        const { cycle: year, organisation: organisationId, format, serial } = query.data
        const at = { cycle: house.cycles.get(year), now: house.clock.now() }
        const order = { what, organisationId, format, serial }
        const download = await openDownload(house.database, connection, order, at)
        if (isRefusal(download)) return sayRefusal(statusOf(download), download)
        const out = new PassThrough()
        void reply.headers({
          'content-type': contentTypes[format],
          'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileNameOf(download, format))}`,
          'x-snapshot-at': download.snapshotAt.toISOString(),
        })
        void reply.send(out)
        await write(download, format, out).catch((error) => {
          house.log(`download: ${what} was cut off: ${reasonOf(error)}`)
          out.destroy(error instanceof Error ? error : undefined)
        })
        return reply
      } finally {
        running -= 1
      }

      function sayRefusal(status: number, refusal: Refusal) {
        const { refused: code, params } = refusal
        return refused(status, code, { ...params, message: refusalSentence(refusal, 'en') })
      }

      function refused(status: number, error: string, more: object = {}) {
        calls.note(request, error)
        return reply.code(status).send({ error, ...more })
      }
    },
  )
}

const contentTypes: Readonly<Record<DownloadFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

function statusOf({ refused }: Refusal): number {
  switch (refused) {
    case 'not-your-organisation':
    case 'download-not-allowed':
      return 403
    case 'download-too-large':
      return 422
    default:
      return 404
  }
}

/** The parameter that is wrong; a cycle that can be read and does not exist is no error of the schema. */
function placeOf(error: z.ZodError | undefined): string {
  const [issue] = error?.issues ?? []
  if (!issue) return 'cycle'
  return issue.code === 'unrecognized_keys' ? (issue.keys[0] ?? '').slice(0, 60) : issue.path.join('/')
}

async function write(download: Download, format: DownloadFormat, out: PassThrough): Promise<void> {
  if (format !== 'xlsx') {
    const sink: ExportSink = format === 'csv' ? csvSink(out) : jsonSink(out, download.snapshotAt)
    return download.write(sink)
  }
  // The moment of the rows names the sheet, where no column says it.
  const sheet = workbook(`数据时间 ${momentOf(download)}`)
  await download.write(sheet)
  out.end(await sheet.bytes())
}

function fileNameOf(download: Download, format: DownloadFormat): string {
  return `${download.title}-${momentOf(download)}.${format}`
}

/** As 2015-03-20 10.15 in Shanghai: a colon stands in no name of a file or sheet. */
function momentOf({ snapshotAt }: Download): string {
  const [hour, minute] = [hourOf(snapshotAt), snapshotAt.getUTCMinutes()].map((part) =>
    String(part).padStart(2, '0'),
  )
  return `${civilDateOf(snapshotAt)} ${hour}.${minute}`
}

/** Remembers the id of a call, so that nobody who saw its headers can call again with them. */
async function isFirst(
  request: FastifyRequest,
  { database: { pool } }: House,
  { id }: SendingConnection,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `insert into received_event (connection_id, message_id, body_sha256, received_at, answered_at)
     values ($1, $2, encode(sha256($3::bytea), 'hex'), $4, $4) on conflict do nothing`,
    [id, messageIdOf(request), Buffer.from(`GET ${request.url}`), new Date()],
  )
  return rowCount === 1
}
