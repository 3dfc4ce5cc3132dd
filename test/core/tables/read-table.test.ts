import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import writeSheets from 'write-excel-file/node'
import { readIdNumber } from '../../../core/privacy/id-number.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { maxTableRows, readTable, type TableRow } from '../../../core/tables/read-table.ts'

const headings = ['姓名', ['学时', '课时'], ['开始日期', '起始日期']] as const

/** «姓名,学时 / 陈静怡,18» as Excel saves it in China. */
const gbk = Buffer.from('d0d5c3fb2cd1a7cab10d0ab3c2beb2e2f92c3138', 'hex')

describe('a CSV', () => {
  it('is read in GBK as Excel saves it, in UTF-8 with and without a mark, and in UTF-16', async () => {
    const text = '姓名\t课时\t起始日期\r\n陈静怡\t18\t2014/7/5\r\n'
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
    const big = Buffer.from(utf16).swap16()
    for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`), utf16, big]) {
      expect(await read(bytes, '表.txt')).toEqual([
        { row: 2, cells: { 姓名: '陈静怡', 学时: '18', 开始日期: '2014/7/5' } },
      ])
    }
    const plain = await readTable(gbk, 'x.csv')
    expect(plain).toEqual({
      header: ['姓名', '学时'],
      rows: [{ row: 2, cells: { 姓名: '陈静怡', 学时: '18' } }],
    })
  })

  it('counts rows as the sheet shows them, whatever stands above and between', async () => {
    const text =
      '校本培训登记表,,\n\n姓名;x,学时（小时）,※ 开始日期\n,,\n"陈\n静怡",18,2014-07-05\n,,\n王,3,\n'
    expect(await read(Buffer.from(text), 'x.csv')).toMatchObject({
      refused: 'table-columns-missing',
      params: { missing: '姓名' },
    })
    const rows = await read(Buffer.from(text.replace('姓名;x', '姓 名')), 'x.csv')
    expect(rows).toMatchObject([
      { row: 5, cells: { 姓名: '陈\n静怡', 学时: '18' } },
      { row: 7, cells: { 姓名: '王', 开始日期: '' } },
    ])
    expect(await read(Buffer.from('姓名;学时;开始日期\na,b;1;2'), 'x.csv')).toMatchObject([
      { cells: { 姓名: 'a,b', 学时: '1' } },
    ])
  })
})

describe('a workbook', () => {
  it('gives dates as days, numbers without loss, and the first sheet that has the columns', async () => {
    const bytes = await writeSheets([
      { sheet: '说明', data: [['请填写第二张表']] },
      {
        sheet: '登记',
        data: [
          ['学时登记表'],
          ['开始日期', '姓名', '学时', '证号'],
          [
            { value: new Date(Date.UTC(2014, 6, 5)), type: Date, format: 'yyyy"年"m"月"d"日";@' },
            ' 陈静怡 ',
            0.1 + 0.2,
            { value: '000123456789012345678', type: String },
          ],
          [null, null, null, null],
          [
            { value: new Date(Date.UTC(2014, 6, 6)), type: Date, format: 'yyyy/m/d' },
            '王',
            18,
            440106201412345,
          ],
        ],
      },
    ]).toBuffer()
    expect(await read(bytes, '登记.xlsx')).toEqual([
      {
        row: 3,
        cells: {
          姓名: '陈静怡',
          学时: '0.30000000000000004',
          开始日期: '2014-07-05',
          证号: '000123456789012345678',
        },
      },
      { row: 5, cells: { 姓名: '王', 学时: '18', 开始日期: '2014-07-06', 证号: '440106201412345' } },
    ])
  })
})

describe('a workbook as a spreadsheet program writes it', () => {
  const text = (place: string, value: string) => `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`
  const sheet = (...cells: string[]) => {
    const head = ['姓名', '学时', '开始日期'].map((name, at) => text(`${'ABC'[at]}1`, name)).join('')
    const rows = `<row r="1">${head}</row><row r="2">${cells.join('')}</row>`
    const relation = (id: string, kind: string, target: string) =>
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="${id}"
        Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/></Relationships>`
    const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    const r = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    const parts = [
      ['_rels/.rels', relation('rId1', 'officeDocument', 'xl/workbook.xml')],
      [
        'xl/workbook.xml',
        `<workbook ${main} ${r}><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ],
      ['xl/_rels/workbook.xml.rels', relation('rId1', 'worksheet', 'worksheets/sheet1.xml')],
      ['xl/worksheets/sheet1.xml', `<worksheet ${main}><sheetData>${rows}</sheetData></worksheet>`],
    ] as const
    return read(zip(parts.map(([name, content]) => [name, content, Buffer.byteLength(content)])), 'a.xlsx')
  }

  it('gives what a formula shows, and nothing where it shows a fault', async () => {
    const cells = [
      '<c r="A2" t="str"><f>"陈"&amp;"静怡"</f><v>陈静怡</v></c>',
      '<c r="B2"><f>6*3</f><v>18</v></c>',
      '<c r="C2" t="e"><f>NA()</f><v>#N/A</v></c>',
    ]
    expect(await sheet(...cells)).toEqual([{ row: 2, cells: { 姓名: '陈静怡', 学时: '18', 开始日期: '' } }])
  })

  it('shows of an ID number in a cell for numbers that digits are lost, instead of zeros in their place', async () => {
    const [row] = (await sheet(text('A2', '陈'), '<c r="B2"><v>4.4010619800101E+17</v></c>')) as TableRow[]
    expect(row!.cells.学时).toBe('4.4010619800101E+17')
    expect(readIdNumber(row!.cells.学时!, '2014-12-20')).toMatchObject({ refused: 'id-number-unreadable' })
  })
})

describe('what is no table', () => {
  it.each([
    ['an old workbook', [0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3], 'a.xls', 'table-old-excel'],
    ['a web page named .xls', [...Buffer.from('<html><table>')], 'a.xls', 'table-old-excel'],
    ['a photo', [0xff, 0xd8, 0xff, 0xe0, 0, 16], 'a.jpg', 'table-kind'],
    [
      'bytes in no encoding',
      [0x80, 0xff, 0xfe, 0x81, 0x0a, 0xff, 0xff, 0x2c, 0x80],
      'a.csv',
      'table-unreadable',
    ],
    ['GBK cut in the middle of a character', [...gbk, 0xb3], 'a.csv', 'table-unreadable'],
    [
      'a text with zero bytes',
      [...Buffer.from('姓名,学时,开始日期\n陈\0,1,2\n')],
      'a.csv',
      'table-unreadable',
    ],
    ['columns of another table', [...Buffer.from('书名,价格\n论语,18\n')], 'a.csv', 'table-columns-missing'],
    [
      'headings in Big5',
      [0xa9, 0x6d, 0xa6, 0x57, 0x2c, 0xae, 0xc9, 0x0a, 0x31, 0x2c, 0x32],
      'a.csv',
      'table-columns-missing',
    ],
    ['a damaged archive', [0x50, 0x4b, 3, 4, 9, 9], 'a.xlsx', 'table-unreadable'],
    ['another archive', [...zip([['a.txt', 'a', 1]])], 'a.xlsx', 'table-kind'],
    [
      'a workbook with macros',
      [
        ...zip([
          ['xl/workbook.xml', 'a', 1],
          ['xl/vbaProject.bin', 'b', 1],
        ]),
      ],
      'a.xlsx',
      'table-with-macros',
    ],
    [
      'an archive that unpacks to gigabytes',
      [...zip([['xl/workbook.xml', 'a', 2 ** 31]])],
      'a.xlsx',
      'table-too-big',
    ],
    ['nothing', [], 'a.csv', 'table-empty'],
    ['a header alone', [...Buffer.from('姓名,学时,开始日期\n,,\n')], 'a.csv', 'table-empty'],
    [
      'a column twice',
      [...Buffer.from('姓名,学时,课时,开始日期\n陈,1,2,3\n')],
      'a.csv',
      'table-heading-twice',
    ],
    [
      'too many rows',
      [...Buffer.from(`姓名,学时,开始日期\n${'陈,1,2\n'.repeat(maxTableRows + 1)}`)],
      'a.csv',
      'table-too-many-rows',
    ],
  ])('%s is refused', async (_, bytes, name, refused) => {
    expect(await read(Uint8Array.from(bytes), name)).toMatchObject({ refused })
  })

  it('is 20 MB at most', async () => {
    expect(await read(new Uint8Array(20 * 2 ** 20 + 1), 'a.csv')).toMatchObject({ refused: 'table-too-big' })
  })
})

async function read(bytes: Uint8Array, name: string) {
  const table = await readTable(bytes, name, { headings })
  return isRefusal(table) ? table : table.rows
}

/** An archive with these entries; the size it claims for each may be a lie. */
function zip(entries: readonly (readonly [name: string, content: string, claimed: number])[]): Buffer {
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
    directory.push(Buffer.concat([entry, Buffer.from(name)]))
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
