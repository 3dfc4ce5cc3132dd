import { Composer } from 'grammy'
import type { BotContext } from '../dialogue/context.ts'
import { noteOfReturnDialogue } from '../review/return-item.ts'
import { review } from '../review/review.ts'
import { contactFieldDialogue, contacts } from './contacts.ts'
import { findPersonDialogue } from './find-person.ts'
import { handOver } from './hand-over.ts'
import { leadersReport } from './leaders-report.ts'
import { publicity, whyWithdrawnDialogue } from './publicity.ts'
import { queue } from './queue.ts'
import { noteOfRefusalDialogue, requests } from './requests.ts'
import { sheets } from './sheets.ts'
import { staff } from './staff.ts'
import { teacherCard } from './teacher-card.ts'

/** The school's way: what waits for review, who still has something to do, and what only the school can settle (domain section 6). */
export const school = new Composer<BotContext>()

// The side dialogues come first: what is not for them ends them and goes on to the handlers below.
school.use(findPersonDialogue, noteOfReturnDialogue, noteOfRefusalDialogue)
school.use(whyWithdrawnDialogue, contactFieldDialogue)
school.use(review, queue, staff, teacherCard, handOver, requests, sheets)
school.use(publicity, leadersReport, contacts)
