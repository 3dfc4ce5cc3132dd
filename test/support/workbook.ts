import { deflateRawSync } from 'node:zlib'

export interface SheetGiven {
  readonly name: string
  readonly state?: 'visible' | 'hidden' | 'veryHidden'
  /** XML as it stands in <sheetData>. */
  readonly rows: string
  /** XML behind it. */
  readonly after?: string
}

/** A workbook as XML has it, with whatever the sheets say. */
export function workbook(
  sheets: readonly SheetGiven[],
  { styles, date1904, isLong = false }: { styles?: string; date1904?: string; isLong?: boolean } = {},
): Buffer {
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`
  const relations = (...all: string[]) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`
  const listed = sheets
    .map(
      ({ name, state = 'visible' }, at) =>
        `<sheet name="${name}" sheetId="${at + 1}" state="${state}" r:id="r${at}"/>`,
    )
    .join('')
  const settings = date1904 === undefined ? '' : `<workbookPr date1904="${date1904}"/>`
  const parts: [string, string][] = [
    ['_rels/.rels', relations(relation('rId1', 'officeDocument', 'xl/workbook.xml'))],
    [
      'xl/workbook.xml',
      `<workbook ${main} xmlns:r="${office}">${settings}<sheets>${listed}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relations(
        ...sheets.map((_, at) => relation(`r${at}`, 'worksheet', `worksheets/sheet${at}.xml`)),
        ...(styles ? [relation('styles', 'styles', 'styles.xml')] : []),
      ),
    ],
    ...(styles ? [['xl/styles.xml', `<styleSheet ${main}>${styles}</styleSheet>`] as [string, string]] : []),
    ...sheets.map(({ rows, after = '' }, at): [string, string] => [
      `xl/worksheets/sheet${at}.xml`,
      `<worksheet ${main}><sheetData>${rows}</sheetData>${after}</worksheet>`,
    ]),
  ]
  return zip(
    parts.map(([name, content]) => [name, content, Buffer.byteLength(content)]),
    { isLong },
  )
}

/** A cell that holds its text itself. */
export function inlineText(place: string, value: string): string {
  return `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`
}

/**
 * An archive with these entries; the size it claims for each may be a lie.
 *
 * @param isLong sizes stand where ZIP64 has them
 */
export function zip(
  entries: readonly (readonly [name: string, content: string, claimed: number])[],
  { isLong = false }: { isLong?: boolean } = {},
): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content, claimed] of entries) {
    const packed = deflateRawSync(content)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(claimed, 22)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(claimed, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(offset, 42)
    const long = isLong ? longSizes(entry, claimed, packed.length) : Buffer.alloc(0)
    directory.push(Buffer.concat([entry, Buffer.from(name), long]))
    const file = Buffer.concat([local, Buffer.from(name), packed])
    files.push(file)
    offset += file.length
  }
  const end = Buffer.alloc(22)
  const listed = Buffer.concat(directory)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...files, listed, end])
}

/** Moves the sizes of an entry of the directory into a field of their own. */
function longSizes(entry: Buffer, unpacked: number, packed: number): Buffer {
  entry.writeUInt32LE(0xffffffff, 20)
  entry.writeUInt32LE(0xffffffff, 24)
  entry.writeUInt16LE(20, 30)
  const field = Buffer.alloc(20)
  field.writeUInt16LE(1, 0)
  field.writeUInt16LE(16, 2)
  field.writeBigUInt64LE(BigInt(unpacked), 4)
  field.writeBigUInt64LE(BigInt(packed), 12)
  return field
}
