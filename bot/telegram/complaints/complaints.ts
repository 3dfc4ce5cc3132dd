import { Composer } from 'grammy'
import type { BotContext } from '../dialogue/context.ts'
import { complain } from './complain.ts'
import './handle.ts'
import { complaintList } from './list.ts'

/**
 * Complaints: anybody brings one, its handler investigates and settles it, and the levels above look on
 * (ruling 10).
 */
export const complaints = new Composer<BotContext>()

complaints.use(complaintList, complain)
