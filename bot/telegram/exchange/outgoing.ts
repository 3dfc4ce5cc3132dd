import type { Notice } from '../../../core/notices/notice.ts'

/**
 * What stands in the outbox: a finished call of the Bot API, or a notice of the core that is put into words when it is
 * sent, in the language and with the state of then.
 */
export type Outgoing =
  | { readonly call: string; readonly payload: Record<string, unknown> }
  | { readonly notice: Notice }

/** Stands in a payload where a file belongs; the sender fills it in. */
export type FileReference =
  | { readonly stored: string; readonly name: string }
  | { readonly document: 'info-sheet'; readonly personId: string; readonly cycleId: number }

export function isFileReference(value: unknown): value is FileReference {
  if (typeof value !== 'object' || value === null) return false
  // The payload of sendDocument has a `document` too, which holds the reference instead of being one.
  return 'stored' in value || ('document' in value && typeof value.document === 'string')
}

export const priority = { answer: 0, decision: 1, bulk: 2 } as const
export type Priority = (typeof priority)[keyof typeof priority]
