import type { CycleBook } from '../core/cycle/cycle-book.ts'
import type { FileStore } from '../core/evidence/files.ts'
import type { Sealer } from '../core/privacy/sealing.ts'
import type { Refusal } from '../core/refusal.ts'
import type { Clock } from '../core/time/clock.ts'
import type { Database } from '../prisma/database.ts'
import type { Log } from './log.ts'
import type { Measures } from './measures.ts'

/** What a file is meant to be, by whoever asked for it: what is said of one that is too big fits it. */
export type SentAs = 'picture' | 'table'

/** What the whole program shares: every dialogue, sweep and door gets it. */
export interface House {
  readonly database: Database
  readonly sealer: Sealer
  readonly files: FileStore
  readonly cycles: CycleBook
  readonly clock: Clock
  /** Fetches a file that a person sent; refuses over 20 MB. */
  readonly download: (fileId: string, sentAs: SentAs) => Promise<Uint8Array | Refusal>
  /** The bot's name at the messenger, for invite links. */
  readonly botName: string
  /** How long photos are kept after their cycle was frozen; people are told so before they consent. */
  readonly evidenceKeptYears: number
  /** Events may go to receivers in one's own network (WEBHOOK_OUT_ALLOW_PRIVATE). */
  readonly allowPrivateReceivers: boolean
  readonly log: Log
  /** What is counted while it works. */
  readonly measures: Measures
}
