import { writeFile } from 'node:fs/promises'

/**
 * One measured figure; `ratio` is value / against, both from the same run, and `target` is what the ratio
 * should reach.
 */
export interface Row {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly against?: string
  readonly ratio?: number
  readonly target?: string
  readonly met?: boolean
}

export interface Bench {
  readonly name: string
  readonly about: string
  run(report: (row: Row) => void): Promise<void>
}

/**
 * Runs the named benches (all by default), prints their rows and writes them to `jsonFile` if one is given.
 */
export async function runBenches(
  benches: readonly Bench[],
  names: readonly string[],
  jsonFile?: string,
): Promise<void> {
  const unknown = names.filter((name) => !benches.some((bench) => bench.name === name))
  if (unknown.length > 0) {
    throw new Error(
      `There is no bench ${unknown.join(', ')}; there are: ${benches.map(({ name }) => name).join(', ')}.`,
    )
  }
  const rows: Row[] = []
  for (const bench of benches) {
    if (names.length > 0 && !names.includes(bench.name)) continue
    console.log(`\n${bench.name}: ${bench.about}`)
    await bench.run((row) => {
      rows.push(row)
      console.log(line(row))
    })
  }
  if (jsonFile) await writeFile(jsonFile, `${JSON.stringify(rows, null, 2)}\n`)
}

function line({ name, value, unit, against, ratio, target, met }: Row): string {
  const parts = [`  ${name.padEnd(46)} ${format(value).padStart(10)} ${unit.padEnd(14)}`]
  if (ratio !== undefined) parts.push(`${format(ratio)} of ${against}`)
  if (target !== undefined) parts.push(`(target ${target}: ${met ? 'met' : 'MISSED'})`)
  return parts.join(' ')
}

function format(value: number): string {
  return value >= 100 ? Math.round(value).toString() : value.toPrecision(3)
}
