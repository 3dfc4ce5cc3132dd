import type { Locale } from '../../core/cycle/words.ts'
import type { House } from './dialogue/context.ts'
import { infoSheet } from './documents/info-sheet.ts'
import type { FileReference } from './exchange/outgoing.ts'

export interface Document {
  readonly bytes: Buffer
  readonly fileName: string
}

export type DocumentReference = Extract<FileReference, { document: string }>

/**
 * Makes a document when it is sent, of what stands then. The readers are Chinese offices, so documents are in Chinese
 * whatever language the person uses, unless one says otherwise.
 */
export function renderDocument(
  house: House,
  reference: DocumentReference,
  _locale: Locale,
): Promise<Document> {
  switch (reference.document) {
    case 'info-sheet':
      return infoSheet(house, reference)
    default:
      return reference.document satisfies never
  }
}
