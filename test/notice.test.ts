import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const folder = fileURLToPath(new URL('.', import.meta.url))
const read = (file: string) => readFileSync(path.join(folder, file), 'utf8')

/** The duties of the notice, in its own order; a range is one duty. */
const sentences = [
  'S006–S007',
  'S010–S011',
  'S014',
  'S015',
  'S017',
  'S019–S021',
  'S024, S027',
  'S025',
  'S028',
  'S029',
  'S030',
  'S032',
  'S033',
  'S034',
  'S035–S037',
  'S038–S039',
  'S040–S041',
  'S044–S045',
  'S047–S055',
  'S057',
  'S059',
  'S060',
  'S062',
  'S064, S070',
  'S065–S068',
  'S069',
  'S071–S072',
  'S074–S076',
  'S077–S081',
  'S082–S090',
  'S092–S096',
]
const badInput = [
  'cycles that overlap',
  'a calendar out of order',
  'wrong columns',
  'wrong encoding',
  'many rows with a few mistakes',
  'two roles',
  'no principal',
  'a school that moved',
  'a failure in the middle of a file',
]
const numbers = (last: number) => Array.from({ length: last }, (_, at) => String(at + 1))

interface Row {
  readonly id: string
  readonly done: boolean
  readonly what: string
  readonly how: string
  readonly proofs: readonly { file: string; name: string }[]
  /** What is not there, and why. */
  readonly gaps: readonly string[]
  /** Lines that are none of these. */
  readonly strange: readonly string[]
}

/** The rows of each part, by its heading. */
const parts = new Map(
  read('notice.md')
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const [heading = '', ...lines] = part.split('\n')
      return [heading.trim(), rowsOf(lines.join('\n'))]
    }),
)

describe.each([
  ['Sentences', sentences],
  ['Rulings', numbers(16)],
  ['Invariants', numbers(8)],
  ['Bad input', badInput],
])('%s', (heading, ids) => {
  const rows = parts.get(heading) ?? []

  test('stand here once each, in their order', () => {
    expect(rows.map(({ id }) => id)).toEqual(ids)
  })

  test.each(rows.map((row) => [row.id, row] as const))(
    '%s is proved by tests that there are, or says what is not there and why',
    (_, row) => {
      expect(row.strange).toEqual([])
      expect(row.what).not.toBe('')
      expect(row.how).not.toBe('')
      if (row.done) expect(row.proofs).not.toEqual([])
      else expect(row.gaps).not.toEqual([])
      for (const gap of row.gaps) expect(gap.length).toBeGreaterThan(20)
      expect(row.proofs.filter((proof) => !isTest(proof))).toEqual([])
      expect(new Set(row.proofs.map(({ file, name }) => `${file} › ${name}`)).size).toBe(row.proofs.length)
    },
  )
})

test('names are read as tests have them, however they are quoted or made from a table', () => {
  const source = [
    `test('it’s \\'plain\\'', () => {})`,
    `it("a colleague's", async () => {})`,
    `test(\`\${n} of many\`, () => {})`,
    `it.each([\n  ['a (b)', 1],\n])(\n  'by %s',\n  (a) => {},\n)`,
    `test.each<[string, number]>(rows)('with $id', () => {})`,
    `describe('no test', () => {})`,
    `// test('thought of', () => {})`,
    `expect(test('x'))`,
  ].join('\n')
  expect([...namesIn(source)]).toEqual([
    `it’s 'plain'`,
    `a colleague's`,
    `\${n} of many`,
    'by %s',
    'with $id',
  ])
})

function rowsOf(part: string): Row[] {
  const rows = part.split(/^(?=- )/m).filter((row) => row.trim())
  return rows.map(rowOf)
}

function rowOf(text: string): Row {
  const [first = '', ...lines] = text.trimEnd().split('\n')
  const head = /^- \[([x ])\] \*\*(.+?)\*\* · (.+)$/.exec(first)
  const row = {
    id: head?.[2] ?? first,
    done: head?.[1] === 'x',
    what: head?.[3] ?? '',
    how: '',
    proofs: [] as { file: string; name: string }[],
    gaps: [] as string[],
    strange: [] as string[],
  }
  for (const line of lines) {
    const how = /^ {2}\*How:\* (.+)$/.exec(line)
    const gap = /^ {2}- 未做: (.+)$/.exec(line)
    const proof = /^ {2}- (\S+\.ts) › (.+)$/.exec(line)
    if (how) row.how = how[1]!
    else if (gap) row.gaps.push(gap[1]!)
    else if (proof) row.proofs.push({ file: proof[1]!, name: proof[2]! })
    else row.strange.push(line)
  }
  return row
}

/** That the file is run, and holds a test of exactly this name. */
function isTest({ file, name }: { file: string; name: string }): boolean {
  return existsSync(path.join(folder, file)) && isRun(file) && namesIn(read(file)).has(name)
}

/** A part of a story is run by the test file that imports it. */
function isRun(file: string): boolean {
  if (file.endsWith('.test.ts')) return true
  return globSync('**/*.test.ts', { cwd: folder }).some((other) =>
    read(other).includes(`/${path.basename(file)}'`),
  )
}

/** The names of the tests in a source; of a table's tests the name before its values are put in. */
function namesIn(source: string): Set<string> {
  const quoted = String.raw`('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|\x60(?:\\.|[^\x60\\])*\x60)`
  const plain = new RegExp(String.raw`^[ \t]*(?:test|it)\(\s*${quoted}`, 'gm')
  const begins = /^[ \t]*(?:test|it)\.each\b/gm
  const named = new RegExp(String.raw`\)\(\s*${quoted}\s*,\s*(?:async )?(?:\(|\w+ =>)`, 'y')
  const found = [...source.matchAll(plain)].map(({ index, 1: name }) => ({ index, name: name! }))
  for (const { index } of source.matchAll(begins)) {
    // The table may hold brackets of its own: the name is the first that a test's body follows.
    for (let at = source.indexOf(')(', index); at >= 0; at = source.indexOf(')(', at + 1)) {
      named.lastIndex = at
      const name = named.exec(source)?.[1]
      if (!name) continue
      found.push({ index, name })
      break
    }
  }
  found.sort((one, other) => one.index - other.index)
  return new Set(found.map(({ name }) => name.slice(1, -1).replace(/\\(.)/g, '$1')))
}
