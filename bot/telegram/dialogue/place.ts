import type { ConversationControls } from '@grammyjs/conversations'
import type { Session } from '../exchange/session.ts'
import type { Turn } from '../exchange/turn.ts'
import { type State, stateOf } from './state.ts'

/**
 * Where a person is: in a state of a topic, in a side dialogue, or nowhere. Entering one leaves the other, so
 * what they type is always for one thing.
 */
export interface Place {
  /** What is kept with the state, if the person was in it when the update came. */
  at<Kept extends object>(state: State<Kept>): Kept | undefined
  /** What is sent next is for this. */
  enter<Kept extends object>(state: State<Kept>, kept: NoInfer<Kept>): void
  begin<Asked extends object>(dialogue: Dialogue<Asked>, asked: NoInfer<Asked>): Promise<void>
  leave(): void
  /** The person turned to something else: what does not wait through that is over, or pauses. */
  turnAway(): void
  /** Nothing waits for what is sent. */
  readonly isNowhere: boolean
}

/** A side dialogue as the door sees it. */
export interface Dialogue<Asked extends object> {
  readonly name: string
  /** For the compiler alone: what it is begun with. */
  readonly asked?: Asked
}

interface Person {
  readonly turn: Turn
  readonly session: Session
  /** Absent before the plugin was asked, as on the path of a draft's answers. */
  readonly conversation?: ConversationControls
}

/** The one door: what is in focus and the plugin's dialogues are reconciled here and nowhere else. */
export function openPlace(person: Person): Place {
  function forgetDialogue() {
    const { turn, session, conversation } = person
    // The plugin itself would forget only after the handlers, when a decision has already written the turn.
    if (session.conversation !== undefined) turn.keepConversation(String(session.accountId), undefined)
    return conversation?.exitAll()
  }

  return {
    at({ at }) {
      const { focus, conversation } = person.session
      if (conversation !== undefined || !focus || !('at' in focus) || focus.at !== at) return undefined
      return focus as never
    },
    enter({ at }, kept) {
      forgetDialogue()
      person.turn.setFocus({ ...kept, at })
    },
    async begin({ name }, asked) {
      await forgetDialogue()
      person.turn.setFocus(null)
      await person.conversation!.enter(name, asked)
    },
    leave() {
      forgetDialogue()
      person.turn.setFocus(null)
    },
    turnAway() {
      const { focus } = person.session
      const state = stateOf(focus)
      if (!focus || !state) return
      const left = state.turnedAway(focus)
      if (left !== focus) person.turn.setFocus(left && { ...left, at: state.at })
    },
    get isNowhere() {
      const { focus, conversation } = person.session
      return focus === null && conversation === undefined
    },
  }
}
