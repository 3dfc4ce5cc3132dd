import type { FlowBoxId } from './flow.ts'
import { type LaneId, laneIds } from './flow-words.ts'

/** Where everything lies on the page of the flow, in points from its upper left corner. */

export const page = { width: 841.89, height: 595.28 } as const
const margin = 22
/** The band at the left that names the phases. */
export const phases = { left: margin, width: 20 } as const
const lanesLeft = phases.left + phases.width + 4
const laneWidth = (page.width - margin - lanesLeft) / laneIds.length
export const laneHead = { top: 46, height: 21 } as const
const bodyTop = laneHead.top + laneHead.height
export const body = {
  top: bodyTop,
  left: lanesLeft,
  right: page.width - margin,
  bottom: page.height - 16,
} as const

const gap = 16
const heights = {
  declaring: 47,
  review: 46,
  publicity: 56,
  complaints: 43,
  second: 42,
  freeze: 25,
  statistics: 36,
  city: 37,
  export: 37,
} as const
export type RowId = keyof typeof heights

export interface Row {
  readonly top: number
  readonly height: number
  readonly gapAbove: number
}

/** The rows from the top, evenly apart. */
export const rows: Readonly<Record<RowId, Row>> = layRows()

function layRows(): Record<RowId, Row> {
  let top = body.top + 7
  const entries = Object.entries(heights).map(([id, height]) => {
    const row: Row = { top, height, gapAbove: gap }
    top += height + gap
    return [id, row] as const
  })
  return Object.fromEntries(entries) as Record<RowId, Row>
}

/** Which box stands in which lanes of which row. */
const places: Readonly<Record<FlowBoxId, { row: RowId; from: LaneId; to?: LaneId }>> = {
  declaration: { row: 'declaring', from: 'teacher' },
  registration: { row: 'declaring', from: 'school', to: 'principal' },
  resubmission: { row: 'review', from: 'teacher' },
  'school-review': { row: 'review', from: 'school' },
  seen: { row: 'publicity', from: 'teacher' },
  publicity: { row: 'publicity', from: 'school' },
  'principal-confirmation': { row: 'publicity', from: 'principal' },
  'district-review': { row: 'publicity', from: 'district' },
  complaints: { row: 'complaints', from: 'school', to: 'district' },
  'second-round-teacher': { row: 'second', from: 'teacher' },
  'second-round-school': { row: 'second', from: 'school', to: 'principal' },
  'second-round-district': { row: 'second', from: 'district' },
  result: { row: 'statistics', from: 'teacher' },
  statistics: { row: 'statistics', from: 'district', to: 'city' },
  'city-confirmation': { row: 'city', from: 'city' },
  export: { row: 'export', from: 'city' },
}
export const boxIds = Object.keys(places) as FlowBoxId[]

/** Between two boxes of neighbouring lanes there is room for the word on an arrow. */
const boxInset = 17

export function placeOf(id: FlowBoxId): { x: number; y: number; width: number; height: number } {
  const { row, from, to = from } = places[id]
  const x = laneLeft(from) + boxInset
  return { x, y: rows[row].top, width: laneLeft(to) + laneWidth - boxInset - x, height: rows[row].height }
}

export const topOf = (id: FlowBoxId) => placeOf(id).y
export const bottomOf = (id: FlowBoxId) => placeOf(id).y + placeOf(id).height
export const midOf = (id: FlowBoxId) => placeOf(id).y + placeOf(id).height / 2
export const leftOf = (id: FlowBoxId) => placeOf(id).x
export const rightOf = (id: FlowBoxId) => placeOf(id).x + placeOf(id).width

export function laneLeft(lane: LaneId): number {
  return lanesLeft + laneIds.indexOf(lane) * laneWidth
}

export function laneCentre(lane: LaneId): number {
  return laneLeft(lane) + laneWidth / 2
}

/** The lower left is free: what the signs mean stands there. */
export const legend = {
  left: laneLeft('teacher') + boxInset,
  top: rows.city.top - 2,
  width: laneLeft('city') - laneLeft('teacher') - boxInset - 6,
  height: body.bottom - rows.city.top - 4,
} as const

export { laneWidth }
