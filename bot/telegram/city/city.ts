import { Composer } from 'grammy'
import type { BotContext } from '../dialogue/context.ts'
import { confirm } from './confirm.ts'
import { exporting } from './export.ts'
import { notPassed } from './not-passed.ts'
import { progress } from './progress.ts'
import { statistics } from './statistics.ts'
import './subscriptions.ts'

/**
 * The city's way: progress of all, statistics, confirmation and export, and who has not passed (DOMAIN §6,
 * S057–S062).
 */
export const city = new Composer<BotContext>()

city.use(progress, statistics, confirm, exporting, notPassed)
