import { describe, expect, it } from 'vitest'
import writeSheets from 'write-excel-file/node'
import { readIdNumber } from '../../../core/privacy/id-number.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { maxTableRows, readTable, type TableRow } from '../../../core/tables/read-table.ts'
import { dateOfCell } from '../../../core/tables/sheet-cells.ts'
import { longestWaitMs } from '../../support/longest-wait.ts'
import { inlineText as text, workbook, zip } from '../../support/workbook.ts'

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
    expect(plain).toMatchObject({
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
          学时: '0.3',
          开始日期: '2014-07-05',
          证号: '000123456789012345678',
        },
      },
      { row: 5, cells: { 姓名: '王', 学时: '18', 开始日期: '2014-07-06', 证号: '440106201412345' } },
    ])
  })
})

describe('a workbook as a spreadsheet program writes it', () => {
  const sheet = (...cells: string[]) => {
    const head = ['姓名', '学时', '开始日期'].map((name, at) => text(`${'ABC'[at]}1`, name)).join('')
    const rows = `<row r="1">${head}</row><row r="2">${cells.join('')}</row>`
    return read(workbook([{ name: 'A', rows }]), 'a.xlsx')
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

describe('a workbook of several sheets', () => {
  const rowsOf = (...names: string[]) =>
    `<row r="1">${['姓名', '学时', '开始日期'].map((name, at) => text(`${'ABC'[at]}1`, name)).join('')}</row>${names
      .map((name, at) => `<row r="${at + 2}">${text(`A${at + 2}`, name)}</row>`)
      .join('')}`

  it('is read on every visible sheet with the headings, each row by its sheet, and says what it left out', async () => {
    const bytes = workbook([
      { name: '公需科目', rows: rowsOf('陈', '王') },
      { name: '说明', rows: `<row r="1">${text('A1', '请填写')}</row>` },
      { name: '专业科目', rows: rowsOf('吴') },
      { name: '空', rows: '' },
      { name: '旧', state: 'hidden', rows: rowsOf('周', '郑') },
      { name: '更旧', state: 'veryHidden', rows: rowsOf('孙') },
    ])
    const table = await readTable(bytes, 'a.xlsx', { headings })
    expect(table).toMatchObject({
      rows: [
        { row: '公需科目!2', cells: { 姓名: '陈' } },
        { row: '公需科目!3', cells: { 姓名: '王' } },
        { row: '专业科目!2', cells: { 姓名: '吴' } },
      ],
      leftOut: [
        { sheet: '说明', rows: 1, isHidden: false },
        { sheet: '旧', rows: 3, isHidden: true },
        { sheet: '更旧', rows: 2, isHidden: true },
      ],
    })
  })

  it('never reads a hidden sheet in place of a visible one', async () => {
    const bytes = workbook([
      { name: '说明', rows: `<row r="1">${text('A1', '请填写')}</row>` },
      { name: '旧', state: 'hidden', rows: rowsOf('周') },
    ])
    expect(await read(bytes, 'a.xlsx')).toMatchObject({
      refused: 'table-columns-hidden',
      params: { missing: '姓名、学时、开始日期', sheets: '旧' },
    })
  })
})

describe('cells are read as they show', () => {
  const styles = (...codes: string[]) => {
    const formats = codes.map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${code}"/>`).join('')
    const cells = codes.map((_, at) => `<xf numFmtId="${164 + at}"/>`).join('')
    return `<numFmts>${formats}</numFmts><cellXfs><xf numFmtId="0"/>${cells}<xf numFmtId="31"/></cellXfs>`
  }
  const one = async (cells: string, book: object = {}) => {
    const head = ['姓名', '学时', '开始日期'].map((name, at) => text(`${'ABC'[at]}1`, name)).join('')
    const rows = `<row r="1">${head}</row><row r="2">${cells}</row>`
    const [row] = (await read(workbook([{ name: 'A', rows }], book), 'a.xlsx')) as TableRow[]
    return Object.values(row!.cells)
  }

  it('with the zeros, the decimals and without the commas of their format', async () => {
    const book = { styles: styles('00000000', '0.00', '#,##0') }
    const cells =
      '<c r="A2" s="1"><v>12345</v></c><c r="B2" s="2"><v>18</v></c><c r="C2" s="3"><v>90601004</v></c>'
    expect(await one(cells, book)).toEqual(['00012345', '18.00', '90601004'])
  })

  it('with fifteen digits, so that a sum of parts is what it looks like', async () => {
    expect((await one('<c r="A2"><v>15.499999999999998</v></c>'))[0]).toBe('15.5')
  })

  it.each(['1', 'true'])('with the days of 1904 where the workbook counts so (%s)', async (date1904) => {
    const book = { styles: styles('m/d/yyyy'), date1904 }
    const cells = '<c r="A2" s="1"><v>27885</v></c><c r="B2" s="2"><v>40363</v></c>'
    expect((await one(cells, book)).slice(0, 2)).toEqual(['1980-05-06', '2014-07-05'])
  })

  it('tells from when day numbers count that have no date format', async () => {
    const rows = `<row r="1">${text('A1', '姓名')}</row><row r="2"><c r="A2"><v>40363</v></c></row>`
    const bytes = workbook([{ name: 'A', rows }], { date1904: '1' })
    expect(await readTable(bytes, 'a.xlsx')).toMatchObject({
      daysFrom: 1904,
      rows: [{ cells: { 姓名: '40363' } }],
    })
    expect(dateOfCell('40363', 1904)).toBe('2014-07-05')
  })

  it('down all rows of cells that are merged', async () => {
    const line = (row: number, ...cells: string[]) => `<row r="${row}">${cells.join('')}</row>`
    const rows = [
      line(1, text('A1', '姓名'), text('B1', '学时'), text('C1', '开始日期')),
      line(2, text('A2', '陈'), '<c r="B2"><v>1</v></c>', text('C2', '甲')),
      line(3, '<c r="B3"><v>2</v></c>', text('C3', '乙')),
      line(4, '<c r="A4"/>', '<c r="B4"><v>3</v></c>', text('C4', '丙')),
    ].join('')
    const merged = '<mergeCells><mergeCell ref="A2:A4"/></mergeCells>'
    expect(await read(workbook([{ name: 'A', rows, after: merged }]), 'a.xlsx')).toMatchObject([
      { row: 2, cells: { 姓名: '陈', 学时: '1' } },
      { row: 3, cells: { 姓名: '陈', 学时: '2' } },
      { row: 4, cells: { 姓名: '陈', 学时: '3' } },
    ])
  })

  it.each(["'90601004", '="90601004"', '`90601004'])(
    'without the guard before a number: %s',
    async (cell) => {
      const csv = `姓名,学时,开始日期\n${cell},1,2014-07-05\n`
      expect(await read(Buffer.from(csv), 'a.csv')).toMatchObject([{ cells: { 姓名: '90601004' } }])
    },
  )

  it('with the mark that begins a name', async () => {
    expect(await read(Buffer.from("姓名,学时,开始日期\n't Hooft,1,2\n"), 'a.csv')).toMatchObject([
      { cells: { 姓名: "'t Hooft" } },
    ])
  })

  it('from archives whose entries carry ZIP64 sizes', async () => {
    const rows = `<row r="1">${text('A1', '姓名')}</row><row r="2">${text('A2', '陈')}</row>`
    expect(await readTable(workbook([{ name: 'A', rows }], { isLong: true }), 'a.xlsx')).toMatchObject({
      rows: [{ cells: { 姓名: '陈' } }],
    })
  })
})

describe('nothing is swallowed', () => {
  it('where a file ends its rows now this way, now that', async () => {
    const csv = '姓名,学时,开始日期\r\n陈,1,2\n王,2,3\n吴,3,4\r周,4,5'
    expect(await read(Buffer.from(csv), 'a.csv')).toHaveLength(4)
  })

  it('of a row with more cells than the header has', async () => {
    const rows = await read(
      Buffer.from('姓名,学时,开始日期\n陈,1,2,,\n王,2,3,,多,440106201412345678\n'),
      'a.csv',
    )
    expect(rows).toMatchObject([
      { row: 2 },
      { row: 3, refusal: { refused: 'table-row-surplus', params: { given: '多' } } },
    ])
    expect((rows as TableRow[])[0]).not.toHaveProperty('refusal')
  })

  it('of a workbook that was cut off', async () => {
    const head = `<row r="1">${text('A1', '姓名')}</row><row r="2">${text('A2', '陈')}</row>`
    for (const rows of [`${head}<row r="3"><c r="A3">`, `${head}<row r="3"><c r="A3" t="n"></row>`])
      expect(await readTable(workbook([{ name: 'A', rows }]), 'a.xlsx')).toMatchObject({
        refused: 'table-unreadable',
      })
  })
})

describe('a table that asks too much', () => {
  const head = `<row r="1">${['姓名', '学时', '开始日期'].map((name, at) => text(`${'ABC'[at]}1`, name)).join('')}</row>`

  it.each([
    [
      'a cell in the last corner',
      () => workbook([{ name: 'A', rows: `${head}<row r="1048576">${text('XFD1048576', 'x')}</row>` }]),
    ],
    [
      'elements without end',
      () => workbook([{ name: 'A', rows: `${head}${'<x>'.repeat(100_000)}${'</x>'.repeat(100_000)}` }]),
    ],
    [
      'a tag without end',
      () => workbook([{ name: 'A', rows: `${head}<row r="2" x="${' '.repeat(3e6)}"></row>` }]),
    ],
    ['line feeds', () => Buffer.from('\n'.repeat(12e6))],
    ['commas', () => Buffer.from(','.repeat(12e6))],
    ['commas between letters', () => Buffer.from('a,'.repeat(6e6))],
    ['lines of commas', () => Buffer.from(`${','.repeat(15)}\n`.repeat(750_000))],
  ])('is refused, and nobody else waits: %s', async (_, make) => {
    const bytes = make()
    const { read: answer, longestStallMs } = await whileOthersGoOn(() =>
      readTable(bytes, 'a.csv', { headings }),
    )
    expect(answer).toMatchObject({ refused: 'table-too-much' })
    expect(longestStallMs).toBeLessThan(longestWaitMs)
  })

  it('is given up when it takes too long, and when it needs too much room', async () => {
    const csv = Buffer.from(`姓名,学时,开始日期\n${'陈静怡,18,2014-07-05\n'.repeat(300_000)}`)
    const asked = { headings, maxRows: 300_000 }
    const slow = { ...asked, patience: { seconds: 0.001, megabytes: 256 } }
    expect(await readTable(csv, 'a.csv', slow)).toMatchObject({ refused: 'table-too-slow' })
    const large = { ...asked, patience: { seconds: 60, megabytes: 24 } }
    expect(await readTable(csv, 'a.csv', large)).toMatchObject({ refused: 'table-too-much' })
    expect(await read(Buffer.from('姓名,学时,开始日期\n陈,1,2\n'), 'a.csv')).toHaveLength(1)
  })

  it('is read all the same when its rows hold nothing but a height or a format', async () => {
    const empty = Array.from({ length: 200_000 }, (_, at) => {
      const row = at + 3
      return `<row r="${row}" ht="14.25" customHeight="1"/><row r="${row}"><c r="A${row}" s="0"/><c r="B${row}" s="0"/></row>`
    })
    const rows = `${head}<row r="2">${text('A2', '陈')}</row>${empty.join('')}`
    expect(await read(workbook([{ name: 'A', rows }]), 'a.xlsx')).toMatchObject([
      { row: 2, cells: { 姓名: '陈' } },
    ])
  })
})

/** What others would have waited at most while this was done. */
async function whileOthersGoOn<T>(work: () => Promise<T>): Promise<{ read: T; longestStallMs: number }> {
  let last = performance.now()
  let longestStallMs = 0
  const tick = () => {
    longestStallMs = Math.max(longestStallMs, performance.now() - last)
    last = performance.now()
  }
  const timer = setInterval(tick, 5)
  const read = await work()
  clearInterval(timer)
  tick()
  return { read, longestStallMs }
}

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
      'table-too-much',
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
