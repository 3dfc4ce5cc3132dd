import type { Notice } from '../../../core/notices/notice.ts'
import type { RecordSource } from '../../../core/records/record-source.ts'

/**
 * What stands in the outbox: a finished call of the Bot API, or a notice of the core. A notice is put into
 * words when it is sent, in the language and with the state of that moment.
 */
export type Outgoing =
  | { readonly call: string; readonly payload: Record<string, unknown>; readonly mayDisturb?: true }
  /** `mayDisturb`: also in quiet hours, as the time that is left is short, or nothing is heard of it. */
  | { readonly notice: Notice; readonly mayDisturb?: true }

/** Stands in a payload where a file belongs; the sender fills it in. */
export type FileReference =
  | { readonly stored: string; readonly name: string }
  | { readonly document: 'info-sheet'; readonly personId: string; readonly cycleId: number }
  | { readonly document: 'publicity-list'; readonly publicityId: string; readonly format: TableFormat }
  | {
      readonly document: 'leaders-report'
      readonly organisationId: string
      readonly cycleId: number
      readonly format: TableFormat
    }
  | {
      readonly document: 'not-passed' | 'office-statistics'
      readonly organisationId: string
      readonly cycleId: number
      readonly format: TableFormat
    }
  | {
      readonly document: 'late-list'
      readonly organisationId: string
      readonly cycleId: number
      readonly wholeCity: boolean
      readonly format: TableFormat
    }
  | { readonly document: 'export'; readonly exportId: string; readonly format: 'csv' | 'xlsx' }
  | { readonly document: 'record-template'; readonly cycleId: number }
  | {
      readonly document: 'record-corrections'
      /** The table as it was sent; it is fetched again. */
      readonly fileId: string
      readonly fileName: string
      readonly source: RecordSource
      readonly organisationId: string
      readonly personId: string
      readonly cycleId: number
    }
  | { readonly document: 'export-problems'; readonly cycleId: number }
  | { readonly document: 'progress-picture'; readonly personId: string; readonly cycleId: number }
  | { readonly document: 'directory'; readonly cycleId: number; readonly format: TableFormat }
  | { readonly document: 'flow'; readonly cycleId: number }
  | { readonly document: 'school-strip'; readonly schoolId: string; readonly cycleId: number }
  | {
      readonly document: 'statistics'
      readonly organisationId: string
      readonly cycleId: number
      /** Null: as things stand when it is sent. */
      readonly snapshotId: string | null
      readonly format: TableFormat
    }

/** A list that goes on in a spreadsheet, or one to print. */
export type TableFormat = 'xlsx' | 'pdf'

export function isFileReference(value: unknown): value is FileReference {
  if (typeof value !== 'object' || value === null) return false
  // The payload of sendDocument has a `document` too, which holds the reference instead of being one.
  return 'stored' in value || ('document' in value && typeof value.document === 'string')
}
