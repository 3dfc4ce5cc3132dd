import { getFormatFromId } from 'numfmt'
import { numberShown, textOfCell } from './sheet-cells.ts'
import {
  type DaysFrom,
  KeptRows,
  maxColumns,
  maxKeptChars,
  type Sheet,
  type SheetRow,
  TableTooMuch,
} from './table-limits.ts'
import { XmlParts } from './xml-parts.ts'
import type { ZipEntry } from './zip-entries.ts'

/**
 * All sheets of a workbook, cells as they show: formats of numbers, the days of 1904, cells merged downwards.
 * Formulas show what they gave when the file was saved.
 *
 * @throws when it is no sound workbook; `TableTooMuch`
 */
export async function readWorkbook(
  bytes: Uint8Array,
  entries: readonly ZipEntry[],
  maxRows: number,
): Promise<Sheet[]> {
  const parts = new XmlParts(bytes, entries)
  const { listed, daysFrom } = await readContents(parts)
  const targets = await readTargets(parts)
  const texts = await readSharedTexts(parts, targets.sharedTexts)
  const formats = await readFormats(parts, targets.styles)
  const sheets: Sheet[] = []
  for (const { name, isHidden, relation } of listed) {
    const path = targets.sheets.get(relation)
    // What is listed among the sheets and is none is a chart.
    if (!path) continue
    const read = await readSheet(parts, path, { texts, formats, daysFrom, maxRows: isHidden ? 0 : maxRows })
    sheets.push({ name, isHidden, rows: read.rows, filledRows: read.filled, daysFrom })
  }
  return sheets
}

export const workbookPath = 'xl/workbook.xml'

interface Listed {
  readonly name: string
  readonly isHidden: boolean
  readonly relation: string
}

async function readContents(parts: XmlParts): Promise<{ listed: Listed[]; daysFrom: DaysFrom }> {
  const listed: Listed[] = []
  let daysFrom: DaysFrom = 1900
  await parts.read(workbookPath, {
    open(name, attributes) {
      if (name === 'workbookPr' && isTrue(attributes.date1904)) daysFrom = 1904
      if (name !== 'sheet') return
      const relation = Object.keys(attributes).find((key) => key.endsWith(':id'))
      listed.push({
        name: attributes.name ?? '',
        isHidden: /hidden$/i.test(attributes.state ?? ''),
        relation: attributes[relation ?? ''] ?? '',
      })
    },
  })
  return { listed, daysFrom }
}

interface Targets {
  readonly sheets: ReadonlyMap<string, string>
  readonly sharedTexts: string | undefined
  readonly styles: string | undefined
}

async function readTargets(parts: XmlParts): Promise<Targets> {
  const sheets = new Map<string, string>()
  const others = new Map<string, string>()
  await parts.read('xl/_rels/workbook.xml.rels', {
    open(name, { Id, Type = '', Target = '' }) {
      if (name !== 'Relationship' || !Id) return
      const path = Target.startsWith('/') ? Target : `xl/${Target.replace(/^\.\//, '')}`
      const kind = Type.slice(Type.lastIndexOf('/') + 1)
      if (kind === 'worksheet') sheets.set(Id, path)
      else others.set(kind, path)
    },
  })
  return { sheets, sharedTexts: others.get('sharedStrings'), styles: others.get('styles') }
}

async function readSharedTexts(parts: XmlParts, path: string | undefined): Promise<string[]> {
  const texts: string[] = []
  if (!path || !parts.has(path)) return texts
  const reading = textReader()
  let chars = 0
  await parts.read(path, {
    open: (name) => reading.open(name),
    text: (text) => reading.add(text),
    close(name) {
      reading.close(name)
      if (name !== 'si') return
      const text = reading.take()
      chars += text.length
      if (chars > maxKeptChars) throw new TableTooMuch('characters')
      texts.push(text)
    },
  })
  return texts
}

/** The text of <t>, wherever it stands but in <rPh>, which says how it is pronounced. */
function textReader() {
  let text = ''
  let isText = false
  let isPhonetic = false
  return {
    open(name: string): void {
      if (name === 't') isText = !isPhonetic
      else if (name === 'rPh') isPhonetic = true
    },
    add(more: string): void {
      if (isText) text += more
    },
    close(name: string): void {
      if (name === 't') isText = false
      else if (name === 'rPh') isPhonetic = false
    },
    take(): string {
      const taken = unescaped(text)
      text = ''
      return taken
    },
  }
}

/** _x000D_ is how a workbook writes what XML cannot. */
function unescaped(text: string): string {
  return text.replace(/_x([0-9A-F]{4})_/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}

/** The code of the number format of each cell style. */
async function readFormats(parts: XmlParts, path: string | undefined): Promise<string[]> {
  const codes = new Map<string, string>()
  const formats: string[] = []
  if (!path || !parts.has(path)) return formats
  let isOfCells = false
  await parts.read(path, {
    open(name, { numFmtId = '0', formatCode }) {
      if (name === 'numFmt' && formatCode !== undefined) codes.set(numFmtId, formatCode)
      else if (name === 'cellXfs') isOfCells = true
      else if (name === 'xf' && isOfCells) formats.push(codes.get(numFmtId) ?? ownFormat(Number(numFmtId)))
    },
    close(name) {
      if (name === 'cellXfs') isOfCells = false
    },
  })
  return formats
}

/** What a number stands for that no workbook spells out. 27 to 36 and 50 to 58 are days in Chinese. */
function ownFormat(id: number): string {
  if ((id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)) return 'yyyy-mm-dd'
  if (id >= 32 && id <= 35) return 'h:mm'
  return getFormatFromId(id) ?? 'General'
}

interface Book {
  readonly texts: readonly string[]
  readonly formats: readonly string[]
  readonly daysFrom: DaysFrom
  readonly maxRows: number
}

async function readSheet(parts: XmlParts, path: string, book: Book): Promise<KeptRows> {
  const kept = new KeptRows(book.maxRows)
  const merged: Merge[] = []
  const reading = textReader()
  let row = 0
  let column = -1
  let cells: string[] = []
  let cell: Readonly<Record<string, string>> = {}
  let value = ''
  let isValue = false
  await parts.read(path, {
    open(name, attributes) {
      if (name === 'row') {
        row = attributes.r ? Number(attributes.r) : row + 1
        column = -1
        cells = []
      } else if (name === 'c') {
        cell = attributes
        column = attributes.r ? columnOf(attributes.r) : column + 1
        value = ''
      } else if (name === 'v') isValue = true
      else if (name === 'mergeCell') merged.push(...mergesIn(attributes.ref))
      else reading.open(name)
    },
    text(text) {
      if (isValue) value += text
      else reading.add(text)
    },
    close(name) {
      if (name === 'v') isValue = false
      else if (name === 'c') {
        const shown = cellShown(cell, value, reading.take(), book)
        if (shown === '') return
        if (column >= maxColumns) throw new TableTooMuch('columns')
        while (cells.length < column) cells.push('')
        cells[column] = shown
      } else if (name === 'row') kept.add(row, cells)
      else reading.close(name)
    },
  })
  fillDownwards(kept.rows, merged)
  return kept
}

/** What a cell shows; a formula that failed shows nothing that could be taken. */
function cellShown(
  { t: kind = 'n', s: style }: Readonly<Record<string, string>>,
  value: string,
  inlineText: string,
  { texts, formats, daysFrom }: Book,
): string {
  switch (kind) {
    case 's':
      return textOfCell(texts[Number(value)] ?? '')
    case 'inlineStr':
      return textOfCell(inlineText)
    case 'str':
      return textOfCell(unescaped(value))
    case 'b':
      return value.trim() === '1' ? 'TRUE' : 'FALSE'
    case 'e':
      return ''
    case 'd':
      return value.trim().replace(/T00:00(?::00(?:\.0+)?)?Z?$/, '')
    default:
      return value.trim() && numberShown(value.trim(), formats[Number(style ?? 0)] ?? 'General', daysFrom)
  }
}

interface Merge {
  readonly column: number
  readonly top: number
  readonly bottom: number
}

/** A2:B4: the cell at A2 shows in four rows. */
function mergesIn(reference = ''): Merge[] {
  const [from = '', to = from] = reference.split(':')
  const [top, bottom] = [from, to].map((place) => Number(/\d+$/.exec(place)?.[0]))
  return top && bottom && bottom > top ? [{ column: columnOf(from), top, bottom }] : []
}

function fillDownwards(rows: SheetRow[], merged: readonly Merge[]): void {
  const at = new Map(rows.map(({ row }, index) => [row, index]))
  for (const { column, top, bottom } of merged) {
    const first = at.get(top)
    const text = first === undefined ? '' : rows[first]!.cells[column]
    if (first === undefined || !text) continue
    for (let index = first + 1; index < rows.length && rows[index]!.row <= bottom; index++) {
      const { row, cells } = rows[index]!
      if (cells[column]) continue
      const filled = [...cells]
      while (filled.length < column) filled.push('')
      filled[column] = text
      rows[index] = { row, cells: filled }
    }
  }
}

/** «AB12» is column 27. */
function columnOf(place: string): number {
  let column = 0
  for (const letter of place.toUpperCase()) {
    const code = letter.charCodeAt(0) - 64
    if (code < 1 || code > 26) break
    column = column * 26 + code
  }
  return column - 1
}

function isTrue(attribute: string | undefined): boolean {
  return attribute === '1' || attribute === 'true'
}
