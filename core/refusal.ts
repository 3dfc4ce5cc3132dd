/**
 * An expected "no". It is a value, not an exception: the caller tells the person the text `refusal-CODE`
 * of their language, filled with `params`. Each topic lists its codes in a `…Refusals` table; `refusals.ts`
 * gathers them and a test holds that every one has its text in every locale.
 */
export interface Refusal<Code extends string = string> {
  readonly refused: Code
  readonly params: Params
}

export type Params = Readonly<Record<string, string | number>>

export function refuse<const Code extends string>(code: Code, params: Params = {}): Refusal<Code> {
  return { refused: code, params }
}

export function isRefusal(outcome: unknown): outcome is Refusal {
  return (
    typeof outcome === 'object' &&
    outcome !== null &&
    'refused' in outcome &&
    typeof outcome.refused === 'string' &&
    'params' in outcome
  )
}
