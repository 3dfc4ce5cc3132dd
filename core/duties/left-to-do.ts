import type { Status, StatusItem } from '../declarations/status.ts'
import { isLive } from '../review/actions.ts'
import type { NudgeGroup } from '../terms.ts'

/**
 * Who still has to do what: home card, reminder, nudge and the school's list all read this one judgement.
 * `who-must-act.ts` asks the same of a whole city at once, and a test holds the two together.
 */

/** What the judgement rests on. */
export interface TeacherFacts {
  /** 免验: nothing is left to do (ruling 14). */
  readonly exempt: boolean
  /** An item stands returned; for whoever is reminded, one that can still be corrected. */
  readonly returned: boolean
  /** A new declaration was begun and not sent. */
  readonly drafting: boolean
  /** Something was sent and is neither withdrawn nor invalid. */
  readonly declared: boolean
  readonly profileConfirmed: boolean
  /** 达标 by the hours that count. */
  readonly passed: boolean
}

/** All that is left, the most urgent first: 被退案 before 未提交 before 未开始. Empty where nothing is left. */
export function groupsOf(facts: TeacherFacts): NudgeGroup[] {
  const { exempt, returned, drafting, declared, profileConfirmed, passed } = facts
  if (exempt) return []
  const toBegin = !drafting && !declared && !(profileConfirmed && passed)
  const left = { returned, 'not-sent': drafting, 'not-started': toBegin }
  return (['returned', 'not-sent', 'not-started'] as const).filter((group) => left[group])
}

export interface LeftToDo {
  /** As `groupsOf` has them. */
  readonly groups: readonly NudgeGroup[]
  /** What can be corrected, the nearest end first. */
  readonly toCorrect: readonly StatusItem[]
  /** The nearest of these ends. */
  readonly correctBy: Date | undefined
  /** How many declarations were begun and not sent. */
  readonly drafts: number
}

/** What one teacher still has to do. */
export function leftToDo(status: Status, profileConfirmed: boolean): LeftToDo {
  const farthest = Number.POSITIVE_INFINITY
  const endOf = ({ correction }: StatusItem) => correction?.until?.getTime() ?? farthest
  const toCorrect = status.items
    .filter(({ correction }) => correction !== undefined)
    .toSorted((a, b) => endOf(a) - endOf(b))
  const drafts = status.drafts.filter(({ correcting }) => !correcting).length
  const groups = groupsOf({
    exempt: status.exempt,
    returned: toCorrect.length > 0,
    drafting: drafts > 0,
    declared: status.items.some(({ state }) => isLive(state)),
    profileConfirmed,
    passed: status.verdict.passed,
  })
  return { groups, toCorrect, correctBy: toCorrect[0]?.correction?.until, drafts }
}
