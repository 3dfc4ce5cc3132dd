import type { Params } from '../refusal.ts'

/** Finds a text by its key in the language of whoever looks; the texts stand with whoever speaks to people. */
export type Say = (key: string, params?: Params) => string
