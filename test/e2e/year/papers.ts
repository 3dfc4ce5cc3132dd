import { parse } from 'csv-parse/sync'
import readSheets from 'read-excel-file/node'
import type { SandboxPhone, ShownFile } from '../../../bot/sandbox/sandbox.ts'
import { readPdf } from '../../core/reports/read-pdf.ts'

/** What a person holds in hand after tapping a button that brings a file. */
interface Paper {
  readonly name: string
  /** Everything that can be read on it. */
  readonly text: string
  /** The lines of each table in it, by the labels of its columns; empty for a page to print. */
  readonly tables: readonly Line[][]
}

export type Line = Readonly<Record<string, string | number | null>>

/** Taps the button and reads what it brings, a file with this ending. */
export async function fetchPaper(
  phone: SandboxPhone,
  button: string | RegExp,
  ending: 'xlsx' | 'pdf' | 'csv',
): Promise<Paper> {
  await phone.tap(button)
  const { document } = await phone.waitFor(
    ({ document }) => document?.fileName?.endsWith(ending) ?? false,
    15_000,
  )
  return readPaper(phone, document!)
}

/** The newest file in the chat whose name fits. */
export async function paperInChat(phone: SandboxPhone, fits: RegExp): Promise<Paper> {
  const { messages } = await phone.waitUntil(
    (chat) => chat.messages.some(({ document }) => fits.test(document?.fileName ?? '')),
    { what: `file ${fits}` },
  )
  return readPaper(phone, messages.findLast(({ document }) => fits.test(document?.fileName ?? ''))!.document!)
}

export async function readPaper(phone: SandboxPhone, file: ShownFile): Promise<Paper> {
  const name = file.fileName ?? ''
  const bytes = await phone.download(file)
  if (name.endsWith('.pdf')) return { name, text: readPdf(bytes).pages.join('\n'), tables: [] }
  if (name.endsWith('.csv')) {
    const text = bytes.toString('utf8')
    return { name, text, tables: [parse(text, { bom: true, columns: true })] }
  }
  const sheets = await readSheets(bytes)
  const rows = sheets.map(({ data }) => data as (string | number | null)[][])
  return {
    name,
    text: rows
      .flat(2)
      .filter((cell) => cell !== null)
      .join('\n'),
    tables: rows.map(linesOf),
  }
}

/**
 * Title and head are alone in their rows, so the first full row holds the labels. What stands alone below is
 * the foot.
 */
function linesOf(rows: (string | number | null)[][]): Line[] {
  const isFull = (row: (string | number | null)[]) => row.filter((cell) => cell !== null).length > 1
  const [labels, ...lines] = rows.filter(isFull)
  if (!labels) return []
  return lines.map((line) => Object.fromEntries(labels.map((label, at) => [String(label), line[at] ?? null])))
}
