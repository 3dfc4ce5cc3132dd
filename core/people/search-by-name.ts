import type { Prisma } from '../../prisma/database.ts'
import { cleanLine } from '../cycle/typed-text.ts'

/** What a search by name finds: the first of them by name, and whether there are others. */
export interface FoundByName<Found> {
  readonly found: readonly Found[]
  readonly more: boolean
}

/**
 * Finds names that hold what was typed, whatever the case; blanks beside Chinese characters are ignored. The
 * database's wildcards stand for themselves, and full-width signs are tried in their plain form too.
 *
 * @returns undefined when nothing was typed: then nobody is meant
 */
export function nameHolding(typed: string): { OR: { name: Prisma.StringFilter }[] } | undefined {
  const dotted = typed.replace(/[•・‧∙⋅．]/g, '·')
  const names = new Set([typed, dotted, typed.normalize('NFKC')].map(withoutBlanks))
  const OR = [...names].map((name) => ({ name: { contains: escaped(name), mode: 'insensitive' as const } }))
  return names.has('') ? undefined : { OR }
}

/** A code as it is typed in the place of a name. */
export function codeTyped(typed: string): string {
  return withoutBlanks(typed.normalize('NFKC'))
}

function withoutBlanks(typed: string): string {
  return cleanLine(typed).replace(/(?<=\p{sc=Han}) | (?=\p{sc=Han})/gu, '')
}

function escaped(name: string): string {
  return name.replace(/[\\%_]/g, '\\$&')
}

/** @param rows one more than `most` where there are others */
export function firstOf<Found>(rows: readonly Found[], most: number): FoundByName<Found> {
  return { found: rows.slice(0, most), more: rows.length > most }
}
