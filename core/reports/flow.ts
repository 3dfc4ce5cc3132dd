import type { Cycle, WindowId } from '../cycle/cycle.ts'
import { freezesAt, windowOf } from '../cycle/windows.ts'
import type { Locale } from '../terms.ts'
import { civilDateOf, formatDate, formatInstant, formatUntil } from '../time/shanghai.ts'
import { flowWords, type LaneId } from './flow-words.ts'

/** The way of a declaration through the year (annex 5): what stands in each box of the picture, read from the cycle's calendar. */

export interface Flow {
  readonly title: string
  readonly subtitle: string
  readonly lanes: Readonly<Record<LaneId, string>>
  readonly boxes: Readonly<Record<FlowBoxId, FlowBox>>
  readonly freeze: string
  readonly hotlines: readonly string[]
}

export interface FlowBox {
  readonly title: string
  readonly lines: readonly FlowLine[]
  /** Its dates are an example and not the notice's. */
  readonly sample: boolean
}

export interface FlowLine {
  readonly text: string
  /** A hard deadline: afterwards the system refuses. */
  readonly hard: boolean
}

/** The boxes of the picture; a window has its box, or a line in the box of the window that it belongs to. */
export type FlowBoxId =
  | Exclude<WindowId, 'provider-certificate'>
  | 'seen' // whoever sees the public list
  | 'result'

export function flowOf(cycle: Cycle, locale: Locale): Flow {
  const words = flowWords[locale]
  const box = (windowId: WindowId, ...notes: readonly string[]): FlowBox => ({
    title: windowOf(cycle, windowId).label[locale],
    lines: [...datesOf(cycle, windowId, locale), ...notes.map(plain)],
    sample: cycle.provenance === 'sample' || windowOf(cycle, windowId).provenance === 'sample',
  })
  const certificate = windowOf(cycle, 'provider-certificate')
  const holdsSamples = cycle.windows.some(({ provenance }) => provenance === 'sample')
  return {
    title: words.title(cycle.name[locale]),
    subtitle: [
      words.datesOfTheNotice,
      words.sampleLayout,
      ...(holdsSamples || cycle.provenance === 'sample' ? [words.sampleDates] : []),
    ].join(words.separator),
    lanes: words.lanes,
    boxes: {
      declaration: box('declaration'),
      registration: {
        ...box('registration'),
        lines: [
          plain(words.registered),
          deadlineOf(cycle, 'registration', locale),
          plain(words.pair(certificate.label[locale], words.by(formatUntil(certificate.closesAt, locale)))),
        ],
      },
      'school-review': box('school-review', words.original),
      resubmission: {
        ...box('resubmission'),
        lines: [{ text: words.latest(endOf(cycle, 'resubmission', locale)), hard: true }],
      },
      publicity: box('publicity'),
      seen: { title: words.seen, lines: words.seenLines.map(plain), sample: false },
      'principal-confirmation': box('principal-confirmation'),
      'district-review': box('district-review'),
      complaints: box('complaints', words.complaintsSteps),
      'second-round-teacher': box('second-round-teacher'),
      'second-round-school': box('second-round-school'),
      'second-round-district': box('second-round-district'),
      result: { title: words.result, lines: words.resultLines.map(plain), sample: false },
      statistics: box('statistics'),
      'city-confirmation': box('city-confirmation'),
      export: box('export'),
    },
    freeze: words.freeze(formatInstant(freezesAt(cycle), locale)),
    hotlines: cycle.contacts.map(({ phone, topic, office, provenance }) => {
      const line = words.legend.hotline(phone, topic[locale], office[locale])
      return provenance === 'sample' ? `${line} (${words.sampleMark})` : line
    }),
  }
}

/** From when, until when, and until when at the very latest. */
function datesOf(cycle: Cycle, windowId: WindowId, locale: Locale): FlowLine[] {
  const { opensAt, latestAt } = windowOf(cycle, windowId)
  const { from, latest } = flowWords[locale]
  return [
    ...(opensAt ? [plain(from(formatDate(civilDateOf(opensAt), locale)))] : []),
    deadlineOf(cycle, windowId, locale),
    ...(latestAt ? [plain(latest(formatUntil(latestAt, locale)))] : []),
  ]
}

function deadlineOf(cycle: Cycle, windowId: WindowId, locale: Locale): FlowLine {
  const { by } = flowWords[locale]
  return { text: by(endOf(cycle, windowId, locale)), hard: windowOf(cycle, windowId).kind === 'hard' }
}

/** Without the place: the picture says once that all times are those of Guangzhou. */
function endOf(cycle: Cycle, windowId: WindowId, locale: Locale): string {
  return formatUntil(windowOf(cycle, windowId).closesAt, locale)
}

function plain(text: string): FlowLine {
  return { text, hard: false }
}
