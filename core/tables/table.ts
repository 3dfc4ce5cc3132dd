/** A list or form as an office prints it, whatever file it becomes. Its words are final; it knows no rule. */
export interface Table {
  /** Names the sheet too; at most 31 characters count there. */
  readonly title: string
  /** Lines under the title: school, cycle, period. */
  readonly head: readonly string[]
  readonly columns: readonly Column[]
  readonly rows: readonly Readonly<Record<string, Cell>>[]
  /** Lines below the rows: contacts, the moment of the snapshot, signatures. */
  readonly foot: readonly string[]
}

export interface Column {
  readonly key: string
  readonly label: string
  /** In characters (汉字 count two). */
  readonly width: number
  readonly kind: 'text' | 'number' | 'percent'
}

/** Numbers stay numbers in a spreadsheet; a percentage is a share from 0 to 1; null is an empty cell. */
export type Cell = string | number | null
