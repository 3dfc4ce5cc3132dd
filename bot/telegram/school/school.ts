import { Composer } from 'grammy'
import type { BotContext } from '../dialogue/context.ts'
import { review } from '../review/review.ts'
import { contacts } from './contacts.ts'
import './hand-over.ts'
import { leadersReport } from './leaders-report.ts'
import { publicity } from './publicity.ts'
import { queue } from './queue.ts'
import { requests } from './requests.ts'
import { sheets } from './sheets.ts'
import { staff } from './staff.ts'
import './teacher-card.ts'

/**
 * The school's way: what waits for review, who still has something to do, and what only the school can settle
 * (DOMAIN §6).
 */
export const school = new Composer<BotContext>()

school.use(review, queue, staff, requests, sheets)
school.use(publicity, leadersReport, contacts)
