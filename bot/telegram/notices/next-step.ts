import type { Status } from '../../../core/declarations/status.ts'
import type { NudgeGroup } from '../../../core/terms.ts'
import { tapData } from '../dialogue/buttons.ts'

/** The one thing that somebody of a group has to do next, and the button that leads there. */
export interface Step {
  readonly count: number
  readonly label: string
  readonly data: string
  readonly due?: Date
  /** Of 'returned': the items that are to be corrected. */
  readonly returned?: Status['items']
}

/** Undefined when they have done it by now. */
export function nextStep(
  group: NudgeGroup,
  { items, drafts }: Status,
  profileConfirmed: boolean,
): Step | undefined {
  switch (group) {
    case 'returned': {
      const returned = items.filter(({ actions }) => actions.includes('correct'))
      const [first] = returned
      if (!first) return undefined
      const due = returned
        .map((item) => item.due)
        .filter((one) => one !== undefined)
        .sort((a, b) => +a - +b)[0]
      return returned.length === 1
        ? { count: 1, label: 'notice-button-correct', data: tapData('correct', first.id), due, returned }
        : { count: returned.length, label: 'notice-button-status', data: tapData('status'), due, returned }
    }
    case 'not-sent': {
      const count = drafts.filter(({ correcting }) => !correcting).length
      return count > 0 ? { count, label: 'notice-button-continue', data: tapData('declare') } : undefined
    }
    case 'not-started': {
      const declared = items.filter(({ state }) => state !== 'WITHDRAWN' && state !== 'INVALID').length
      if (declared > 0) return undefined
      return profileConfirmed
        ? { count: 0, label: 'notice-button-declare', data: tapData('declare') }
        : { count: 0, label: 'notice-button-profile', data: tapData('profile') }
    }
  }
}
