import { Composer } from 'grammy'
import type { BotContext } from '../dialogue/context.ts'
import { disputes } from './disputes-desk.ts'
import './own-records.ts'
import { recordTables } from './take-table.ts'

/**
 * The way of whoever registers hours (DOMAIN §6): files of hour records, and the answers to teachers who
 * dispute them.
 */
export const records = new Composer<BotContext>()

records.use(recordTables, disputes)
