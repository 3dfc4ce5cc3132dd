import { type CycleFile, loadCycle } from './cycle.ts'

/**
 * A proposal for the year after this one (S071): every date a year later, hours of the day kept, and
 * declaring open from the day that this year's notice tells. What nobody has given yet is marked as a sample
 * until the authority confirms it. A person may edit the file before it is loaded.
 *
 * @param file a cycle as it stands in its file; throws when it cannot be used
 */
export function nextCycleFile(file: CycleFile): CycleFile {
  loadCycle(file, `cycle ${file.id}`)
  const { id, name, provenance: _, ...rest } = structuredClone(file)
  return {
    id: id + 1,
    name: { zh: renamed(name.zh, id), en: renamed(name.en, id) },
    provenance: 'sample',
    ...rest,
    windows: file.windows.map(({ from, until, latestUntil, ...window }) => ({
      ...window,
      ...(from && { from: opensInsteadAt(file, window.id) ?? yearLater(from) }),
      until: yearLater(until),
      ...(latestUntil && { latestUntil: yearLater(latestUntil) }),
      provenance: 'sample' as const,
    })),
    ...(file.nextOpens && { nextOpens: yearLater(file.nextOpens) }),
  }
}

/** The next year's notice opens declaring on a day of its own; hours can be registered all year. */
function opensInsteadAt({ nextOpens }: CycleFile, windowId: string): string | undefined {
  return windowId === 'declaration' ? nextOpens : undefined
}

/**
 * '2015-02-04 17:00' becomes '2016-02-04 17:00'; 29 February becomes the 28th where the next year has none.
 */
function yearLater(text: string): string {
  const next = text.replace(/^\d{4}/, (year) => String(Number(year) + 1))
  return /^\d{4}-02-29/.test(next) && !isLeapYear(Number(next.slice(0, 4)))
    ? next.replace('-02-29', '-02-28')
    : next
}

function renamed(name: string, year: number): string {
  return name.includes(String(year))
    ? name.replaceAll(String(year), String(year + 1))
    : `${name} (${year + 1})`
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}
