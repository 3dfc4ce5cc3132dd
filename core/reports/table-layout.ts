import type { Cell, Column } from '../tables/table.ts'

/** How a cell is printed where it is no longer a number. */
export function cellInWords(cell: Cell, { kind }: Column): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return cell
  return kind === 'percent' ? `${Math.round(cell * 1000) / 10}%` : String(Math.round(cell * 100) / 100)
}

/** More characters beside each other than stand on an upright A4 page. */
export function isWide(columns: readonly Column[]): boolean {
  return columns.reduce((sum, { width }) => sum + width, 0) > 92
}

/** 汉字 and full-width signs count two. */
export function widthInCharacters(text: string): number {
  return [...text].reduce((width, character) => width + (character > '\u2e7f' ? 2 : 1), 0)
}
