import { Composer } from 'grammy'
import { type ReadResults, readResults, resultHeadings } from '../../../core/export/read-results.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { readTable } from '../../../core/tables/read-table.ts'
import type { Transaction } from '../../../prisma/database.ts'
import type { BotContext } from '../dialogue/context.ts'
import { actingAs } from '../dialogue/desk.ts'
import { leftOutLines } from '../dialogue/left-out.ts'
import { awaitingResults, showExports } from './export.ts'

/**
 * 「读回结果」: the next file is the answer of the receiving system. Each of its rows becomes a mark on that
 * person's row.
 */
export const exportResults = new Composer<BotContext>()

/** One row for every teacher of a city, and some to spare. */
const maxResultRows = 300_000
/** So many take longer than what others send. */
const patience = { seconds: 15, megabytes: 256 }
/** A city's results are one statement, but a large one. */
const readingSeconds = 40
/** As many as a message holds in peace; the numbers tell of all. */
const mostRowsSaid = 15

// Stands before whatever else takes files: this one was asked for.
exportResults.use(async (ctx, next) => {
  const awaited = ctx.place.at(awaitingResults)
  if (!awaited || !ctx.message || ctx.message.text?.startsWith('/')) return next()
  if (ctx.message.document) return receive(ctx, awaited.exportId)
  ctx.say(ctx.text('export-results-file-please'))
})

async function receive(ctx: BotContext, exportId: string): Promise<void> {
  const office = actingAs(ctx, 'CITY_OPERATOR')
  if (!office) return
  const { file_id, file_name = '' } = ctx.message!.document!
  const bytes = await ctx.house.download(file_id, 'table')
  if (isRefusal(bytes)) return ctx.sayRefusal(bytes)
  const asked = { headings: resultHeadings, maxRows: maxResultRows, patience }
  const table = await readTable(bytes, file_name, asked)
  if (isRefusal(table)) {
    ctx.sayRefusal(table)
    return ctx.say(ctx.text('export-results-file-please'))
  }
  const take = async (tx: Transaction) => {
    const { organisation, me } = office
    const asked = {
      exportId,
      table,
      fileName: file_name,
      organisationId: organisation.id,
      actor: { personId: me },
    }
    const outcome = await readResults(tx, asked, ctx.now)
    ctx.place.leave()
    if (isRefusal(outcome)) return ctx.sayRefusal(outcome)
    await showExports(office, {
      db: tx,
      headline: [outcomeText(ctx, outcome), ...leftOutLines(ctx, table.leftOut)].join('\n'),
    })
  }
  await ctx.turn.commit(take, { timeoutSeconds: readingSeconds })
}

function outcomeText(ctx: BotContext, { imported, rejected, refusedRows }: ReadResults): string {
  const lines = refusedRows
    .slice(0, mostRowsSaid)
    .map(({ row, column, value, fault }) =>
      ctx.text('export-refused-row', { row, column, value, why: ctx.label(`export-fault-${fault}`) }),
    )
  const more = refusedRows.length - lines.length
  return [
    ctx.text('export-results-read', { imported, rejected, refused: refusedRows.length }),
    ...lines,
    ...(more > 0 ? [ctx.text('export-refused-more', { more })] : []),
    ...(rejected > 0 ? [ctx.text('export-results-next')] : []),
  ].join('\n')
}
