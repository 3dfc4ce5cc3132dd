import type { LeftToDo } from '../../../core/duties/left-to-do.ts'
import type { NudgeGroup } from '../../../core/terms.ts'
import { tapData } from '../dialogue/buttons.ts'

/** The button that leads a teacher of a group to what they have to do next. */
export interface NextButton {
  readonly label: string
  readonly data: string
}

export function nextStep(group: NudgeGroup, { toCorrect }: LeftToDo, profileConfirmed: boolean): NextButton {
  const [only, ...more] = toCorrect
  switch (group) {
    case 'returned':
      return only && more.length === 0
        ? { label: 'notice-button-correct', data: tapData('correct', only.id) }
        : { label: 'notice-button-status', data: tapData('status') }
    case 'not-sent':
      return { label: 'notice-button-continue', data: tapData('declare') }
    case 'not-started':
      return profileConfirmed
        ? { label: 'notice-button-declare', data: tapData('declare') }
        : { label: 'notice-button-profile', data: tapData('profile') }
  }
}
