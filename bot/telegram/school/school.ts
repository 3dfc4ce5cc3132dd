import { Composer } from 'grammy'
import type { BotContext } from '../dialogue/context.ts'
import { deciding } from './decide.ts'
import { findPersonDialogue } from './find-person.ts'
import { handOver } from './hand-over.ts'
import { queue } from './queue.ts'
import { noteOfRefusalDialogue, requests } from './requests.ts'
import { noteOfReturnDialogue, returning } from './return-item.ts'
import { sheets } from './sheets.ts'
import { staff } from './staff.ts'
import { teacherCard } from './teacher-card.ts'

/** The school's way: what waits for review, who still has something to do, and what only the school can settle (domain section 6). */
export const school = new Composer<BotContext>()

// The side dialogues come first: what is not for them ends them and goes on to the handlers below.
school.use(findPersonDialogue, noteOfReturnDialogue, noteOfRefusalDialogue)
school.use(queue, returning, deciding, staff, teacherCard, handOver, requests, sheets)
