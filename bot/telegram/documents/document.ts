import type { FileReference } from '../exchange/outgoing.ts'

/** A file as it is sent. */
export interface Document {
  readonly bytes: Buffer
  readonly fileName: string
}

/** What stands in the outbox instead of a document that is made when it is sent. */
export type DocumentReference = Extract<FileReference, { document: string }>
