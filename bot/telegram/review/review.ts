import { Composer } from 'grammy'
import type { BotContext } from '../dialogue/context.ts'
import { batches } from './batch.ts'
import './decide.ts'
import './return-item.ts'
import { walking } from './walk.ts'

/** The card of an item and what is done on it, for the school and for the office above it alike. */
export const review = new Composer<BotContext>()

review.use(walking, batches)
