import type { Locale } from '../../../core/terms.ts'
import type { Button } from '../dialogue/buttons.ts'
import type { Document } from '../documents/document.ts'
import type { FileReference } from '../exchange/outgoing.ts'

/** A notice as it is told to one person. */
export interface NoticeInWords {
  /** With a photo it is the caption, which holds 1024 characters. */
  readonly html: string
  /** Made when it is sent, like the words; ready where the words needed all that it shows. */
  readonly photo?: FileReference | Document
  readonly buttons?: readonly (readonly Button[])[]
}

/** Whom a notice is told and when: its words fit the language, the person and the state of that moment. */
export interface Recipient {
  readonly locale: Locale
  readonly now: Date
  /** The person behind the account now; null for an account that is nobody's. */
  readonly personId: string | null
}
