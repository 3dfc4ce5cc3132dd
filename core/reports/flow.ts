import type { Cycle, WindowId } from '../cycle/cycle.ts'
import { freezesAt, windowOf } from '../cycle/windows.ts'
import type { Say } from '../pictures/say.ts'
import type { Locale, Role } from '../terms.ts'
import { civilDateOf, formatDate, formatInstant, formatUntil } from '../time/shanghai.ts'

/**
 * 教师申报、审验、复审、投诉简易流程 (annex 5): who acts in which window of the cycle from when until when, phase by phase.
 */

export interface Flow {
  readonly title: string
  readonly phases: readonly FlowPhase[]
  /** What the colours mean, whom to call, and that the notice decides. */
  readonly notes: readonly string[]
}

export interface FlowPhase {
  readonly title: string
  readonly rows: readonly FlowRow[]
  /** What becomes of an item here, beside the dates. */
  readonly note: string
}

export interface FlowRow {
  readonly who: string
  readonly what: string
  readonly when: string
  /** A hard deadline: afterwards the system refuses. */
  readonly hard: boolean
}

/**
 * The one table of the picture; every window stands in it once. The notice's annex 5 is missing, so the order
 * is ours.
 */
export const flowTable: readonly {
  readonly phase: 'declaring' | 'school' | 'district' | 'second-round' | 'end'
  readonly windows: readonly (readonly [WindowId, ...Role[]])[]
}[] = [
  {
    phase: 'declaring',
    windows: [
      ['declaration', 'TEACHER'],
      ['registration', 'PROVIDER', 'SCHOOL_ADMIN'],
      ['provider-certificate', 'PROVIDER'],
    ],
  },
  {
    phase: 'school',
    windows: [
      ['school-review', 'SCHOOL_ADMIN'],
      ['resubmission', 'TEACHER'],
      ['publicity', 'SCHOOL_ADMIN'],
      ['principal-confirmation', 'PRINCIPAL'],
    ],
  },
  {
    phase: 'district',
    windows: [
      ['district-review', 'DISTRICT_REVIEWER'],
      ['complaints', 'SCHOOL_ADMIN', 'DISTRICT_REVIEWER'],
    ],
  },
  {
    phase: 'second-round',
    windows: [
      ['second-round-teacher', 'TEACHER'],
      ['second-round-school', 'SCHOOL_ADMIN', 'PRINCIPAL'],
      ['second-round-district', 'DISTRICT_REVIEWER'],
    ],
  },
  {
    phase: 'end',
    windows: [
      ['statistics', 'DISTRICT_REVIEWER', 'CITY_OPERATOR'],
      ['city-confirmation', 'CITY_SUPERVISOR'],
      ['export', 'CITY_OPERATOR'],
    ],
  },
]

/** @param say finds the texts `flow-…`, `directory-hotline…` and `role-ROLE` */
export function flowOf(cycle: Cycle, locale: Locale, say: Say): Flow {
  const rowOf = ([windowId, ...roles]: (typeof flowTable)[number]['windows'][number]): FlowRow => {
    const { label, opensAt, closesAt, latestAt, kind, provenance } = windowOf(cycle, windowId)
    const when = [
      ...(opensAt ? [say('flow-from', { day: formatDate(civilDateOf(opensAt), locale) })] : []),
      say('flow-by', { until: formatUntil(closesAt, locale) }),
      ...(latestAt ? [say('flow-latest', { until: formatUntil(latestAt, locale) })] : []),
      ...(cycle.provenance === 'sample' || provenance === 'sample' ? [say('flow-sample')] : []),
    ]
    return {
      who: roles.map((role) => say(`role-${role}`)).join(say('list-comma')),
      what: label[locale],
      when: when.join(say('list-comma')),
      hard: kind === 'hard',
    }
  }
  return {
    title: say('flow-title', { cycle: cycle.name[locale] }),
    phases: flowTable.map(({ phase, windows }) => ({
      title: say(`flow-phase-${phase}`),
      rows: windows.map(rowOf),
      note: say(`flow-note-${phase}`, { freeze: formatInstant(freezesAt(cycle), locale) }),
    })),
    notes: [
      say('flow-hard-means'),
      say('flow-soft-means'),
      say(cycle.provenance === 'sample' ? 'flow-dates-sample' : 'flow-dates'),
      ...cycle.contacts.map(({ phone, topic, office, provenance }) =>
        say(provenance === 'sample' ? 'directory-hotline-sample' : 'directory-hotline', {
          topic: topic[locale],
          office: office[locale],
          phone,
        }),
      ),
    ],
  }
}
