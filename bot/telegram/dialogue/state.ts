/**
 * A state of a topic: while somebody is in it, what they send is for it. What is kept with it stands as JSON
 * beside the account and never holds an ID number.
 */
export interface State<Kept extends object> {
  /** Its name in what is kept: another name would lose the place of everybody who is in it. */
  readonly at: string
  /** It asks for an ID number, or says in words of its own why one does not belong there. */
  readonly dealsWithIdNumbers: boolean
  /** What is left of it when the person turns to something else; null where nothing is. */
  readonly turnedAway: (kept: Kept) => Kept | null
}

/** Each topic declares its states beside what hears them. A name that stands twice ends the start. */
export function state<Kept extends object = object>(
  at: string,
  {
    dealsWithIdNumbers = false,
    turnedAway = (kept) => kept,
  }: Partial<Pick<State<Kept>, 'dealsWithIdNumbers' | 'turnedAway'>> = {},
): State<Kept> {
  if (declared.has(at)) throw new Error(`The state «${at}» is declared twice.`)
  const one: State<Kept> = { at, dealsWithIdNumbers, turnedAway }
  declared.set(at, one as unknown as State<object>)
  return one
}

/** The state of what is kept; undefined where it is of another version of the program. */
export function stateOf(focus: object | null): State<object> | undefined {
  return focus && 'at' in focus ? declared.get(String(focus.at)) : undefined
}

const declared = new Map<string, State<object>>()
