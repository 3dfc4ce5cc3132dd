import type { Transaction } from '../../prisma/database.ts'
import type { Role } from '../terms.ts'
import { audit } from './audit.ts'

/**
 * What left the system as a file: the kind of list and how many people's rows it holds, never the rows
 * themselves.
 */
export interface DataExport {
  readonly actor: { readonly personId: string; readonly role: Role | 'CONNECTION' } | null
  /** The document by its reference, as 'publicity-list'. */
  readonly what: string
  /** Whose data: the organisation in whose chain the entry stands. */
  readonly organisationId: string
  readonly cycleId: number
  readonly rows: number
  /** 'xlsx', 'pdf', 'csv'. */
  readonly format?: string
}

/**
 * Logs an export of personal data in the transaction that hands out the file: who, what, when, how much
 * (invariant 7). It is logged when somebody asks for the file, so that no file can leave without its entry.
 */
export async function logExport(
  tx: Transaction,
  { actor, what, organisationId, cycleId, rows, format }: DataExport,
  now: Date,
): Promise<void> {
  await audit(tx, {
    at: now,
    actor,
    action: 'data.export',
    subject: { kind: 'organisation', id: organisationId },
    organisationId,
    cycleId,
    details: { what, rows, ...(format && { format }) },
  })
}
