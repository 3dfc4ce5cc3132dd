import type { Writable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import writeSheets, { type Cell as SheetCell } from 'write-excel-file/node'
import type { ExportCell } from './export-columns.ts'

/** Where the rows of an export go, portion by portion; the first row of the first portion is the header. */
export interface ExportSink {
  /** @param csv the same rows as CSV, where they are kept so */
  rows(rows: readonly (readonly ExportCell[])[], csv?: Uint8Array): Promise<void> | void
  /** After the last row; a sink that was not ended holds nothing whole. */
  end(): Promise<void> | void
}

/** A larger spreadsheet is of no use to anybody, and a workbook is held in memory while it is made. */
export const maxWorkbookRows = 50_000

/** UTF-8 with a byte order mark, by which spreadsheets know it, and CRLF. Waits when the reader is slower. */
export function csvSink(out: Writable): ExportSink {
  const text = csvText()
  return {
    async rows(rows, csv) {
      await writeInto(out, csv ?? text(rows))
    },
    end: () => endOf(out),
  }
}

/** One object: the moment of the rows, and the rows as objects named by the header, one on each line. */
export function jsonSink(out: Writable, snapshotAt: Date): ExportSink {
  let header: readonly ExportCell[] | undefined
  let begun = false
  return {
    async rows(rows) {
      const own = header ? rows : rows.slice(1)
      header ??= rows[0] ?? []
      const names = header.map(String)
      const lines = own.map((row) =>
        JSON.stringify(Object.fromEntries(names.map((name, at) => [name, row[at] ?? ''] as const))),
      )
      if (lines.length === 0) return
      const before = begun ? ',\n' : `{"snapshotAt":"${snapshotAt.toISOString()}","rows":[\n`
      begun = true
      await writeInto(out, before + lines.join(',\n'))
    },
    async end() {
      if (!begun) await writeInto(out, `{"snapshotAt":"${snapshotAt.toISOString()}","rows":[`)
      await writeInto(out, '\n]}\n')
      await endOf(out)
    },
  }
}

/** Waits when whoever reads is slower; throws when they have gone. */
async function writeInto(out: Writable, text: string | Uint8Array): Promise<void> {
  if (out.destroyed) throw new Error('Whoever reads has gone.')
  if (out.write(text)) return
  await new Promise<void>((resolve, reject) => {
    const done = (settle: () => void) => () => {
      out.off('drain', drained)
      out.off('close', closed)
      settle()
    }
    const drained = done(resolve)
    const closed = done(() => reject(new Error('Whoever reads has gone.')))
    out.once('drain', drained)
    out.once('close', closed)
  })
}

function endOf(out: Writable): Promise<void> {
  return new Promise<void>((resolve, reject) =>
    out.end((error?: Error | null) => (error ? reject(error) : resolve())),
  )
}

/** The same bytes in one buffer: some 25 MB for 200,000 teachers. */
export function csvInMemory(): ExportSink & { bytes(): Buffer } {
  const text = csvText()
  const parts: Buffer[] = []
  return {
    rows(rows, csv) {
      parts.push(Buffer.from(csv ?? text(rows)))
    },
    end() {
      // Nothing is kept open.
    },
    bytes: () => Buffer.concat(parts),
  }
}

/** A workbook of one sheet. Throws beyond `maxWorkbookRows`: whoever offers one has counted before. */
export function workbook(sheetName: string): ExportSink & { bytes(): Promise<Buffer> } {
  const all: (readonly ExportCell[])[] = []
  return {
    rows(rows) {
      all.push(...rows)
      if (all.length > maxWorkbookRows + 1)
        throw new Error(`More than ${maxWorkbookRows} rows are no workbook.`)
    },
    end() {
      // The workbook is made when it is asked for.
    },
    bytes: () =>
      writeSheets([
        {
          sheet: sheetName,
          stickyRowsCount: 1,
          data: all.map((row) =>
            row.map(
              (value): SheetCell =>
                typeof value === 'number' ? { value, type: Number } : { value, type: String, format: '@' },
            ),
          ),
        },
      ]).toBuffer(),
  }
}

/** The rows as CSV, portion by portion. */
export function csvText(): (rows: readonly (readonly ExportCell[])[]) => string {
  let isFirst = true
  return (rows) => {
    const defused = rows.map((row) =>
      row.map((cell) => (typeof cell === 'string' ? withoutFormula(cell) : cell)),
    )
    const text = stringify(defused, { record_delimiter: '\r\n', bom: isFirst })
    isFirst = false
    return text
  }
}

/** A spreadsheet would run a text that begins so as a formula. */
function withoutFormula(text: string): string {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text
}
