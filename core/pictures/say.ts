import type { Params } from '../refusal.ts'

/**
 * Finds a text by its key in the viewer's language. The texts themselves are kept by the code that speaks to
 * people.
 */
export type Say = (key: string, params?: Params) => string
