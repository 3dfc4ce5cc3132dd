import { formatInstant } from '../time/shanghai.ts'
import { type Cycle, windowIndex } from './cycle.ts'
import { windowOf } from './windows.ts'

/** A cycle with where it comes from, for telling what is wrong with it. */
export interface Given {
  readonly cycle: Cycle
  readonly file: string
}

/**
 * Why cycles cannot stand beside each other, each fault with file, place and reason. The next one may open
 * while this one is still under review (DOMAIN §3). But hours must not be declarable in both, and a later
 * year must not open before an earlier one.
 */
export function contradictions(given: readonly Given[]): string[] {
  const inOrder = given.toSorted((a, b) => a.cycle.id - b.cycle.id)
  return inOrder.flatMap((later, index) =>
    inOrder.slice(0, index).flatMap((earlier) => contradictionOf(earlier, later) ?? []),
  )
}

function contradictionOf(earlier: Given, later: Given): string | undefined {
  if (earlier.cycle.id === later.cycle.id) {
    return `${later.file}: id: there is a cycle ${later.cycle.id} already, in ${earlier.file}`
  }
  const [first, next] = [earlier, later].map(({ cycle }) => windowOf(cycle, 'declaration'))
  const place = `${later.file}: windows[${windowIndex(later.cycle, 'declaration')}].from`
  const opens = next!.opensAt
  if (!opens) return `${place}: needed, as ${earlier.file} stands beside it`
  if (first!.opensAt && opens < first!.opensAt) {
    return `${place}: «declaration» opens on ${shown(opens)}, before the one of cycle ${earlier.cycle.id} does (${earlier.file})`
  }
  if (opens < first!.closesAt) {
    const until = shown(first!.closesAt)
    return `${place}: «declaration» opens on ${shown(opens)}, while the one of cycle ${earlier.cycle.id} is open until ${until} (${earlier.file}): hours of one year could be declared in both`
  }
  return undefined
}

function shown(instant: Date): string {
  return formatInstant(instant, 'en')
}
