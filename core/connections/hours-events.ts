import { createHash } from 'node:crypto'
import { readResults } from '../export/read-results.ts'
import { sourceOfRole } from '../records/record-source.ts'
import { registerRecordsIn } from '../records/register-records.ts'
import { isRefusal, refuse } from '../refusal.ts'
import { cycleUnknown, type EventOutcome, type RunEvents, refusedEvent } from './event.ts'
import type { ExportResult, RecordRegistered } from './event-data.ts'

/**
 * Hours and results of an export. Events that stand one after another are taken together, like the rows of a
 * file.
 */

/** All of one cycle. */
export const registerHours: RunEvents<RecordRegistered> = async (tx, events, sender, setting) => {
  const { cycles, now } = setting
  const { cycle } = events[0]!
  if (!cycles.has(cycle)) return events.map(() => cycleUnknown(cycle))
  const rows = events.map(({ cycle: _, hours, ...cells }, at) => ({
    row: at,
    ...cells,
    hours: String(hours),
  }))
  const registered = await registerRecordsIn(
    tx,
    {
      source: sourceOfRole(sender.role)!,
      organisationId: sender.organisation.id,
      actor: { personId: sender.personId },
      rows,
      fileName: `connection:${sender.connectionId}`,
      sha256: hashOf(rows),
    },
    { cycle: cycles.get(cycle), now },
  )
  if (isRefusal(registered)) return events.map(() => refusedEvent(registered, fieldOfAll[registered.refused]))
  const outcomes: EventOutcome[] = events.map(() => ({ outcome: 'done' }))
  for (const at of registered.unchangedRows) outcomes[Number(at)] = { outcome: 'done-before' }
  for (const { row, column, refusal } of registered.refusedRows) {
    // In a file the double is named by its row; here the sender knows it by its name.
    outcomes[Number(row)] = refusedEvent(refusal, column)
  }
  return outcomes
}

const fieldOfAll: Readonly<Record<string, string>> = {
  'window-closed': 'cycle',
  'window-not-open': 'cycle',
  'cycle-frozen': 'cycle',
}

/** All of one export, and each person once. */
export const takeExportResults: RunEvents<ExportResult> = async (tx, events, sender, { now }) => {
  const { cycle, export: serial } = events[0]!
  const made = await tx.export.findFirst({ where: { cycleId: cycle, serial }, select: { id: true } })
  if (!made) return events.map(() => refusedEvent(refuse('export-missing'), 'export'))
  const rows = events.map(({ certificateNumber, result, reason = '' }, row) => ({
    row,
    cells: { 继续教育证号: certificateNumber, 结果: result, 原因: reason },
  }))
  const results = await readResults(
    tx,
    {
      exportId: made.id,
      table: { rows },
      fileName: `connection:${sender.connectionId}`,
      organisationId: sender.organisation.id,
      actor: { personId: sender.personId },
    },
    now,
  )
  if (isRefusal(results)) return events.map(() => refusedEvent(results))
  const outcomes: EventOutcome[] = events.map(() => ({ outcome: 'done' }))
  for (const { row } of results.refusedRows)
    outcomes[Number(row)] = refusedEvent(refuse('export-row-unknown'), 'certificateNumber')
  return outcomes
}

function hashOf(rows: object): string {
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex')
}
