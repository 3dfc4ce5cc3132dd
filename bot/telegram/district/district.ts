import { Composer } from 'grammy'
import type { BotContext } from '../dialogue/context.ts'
import { late } from './late.ts'
import { patterns } from './patterns.ts'
import { reviewQueue } from './review-queue.ts'
import './school-card.ts'
import './school-items.ts'
import { schools } from './schools.ts'

/**
 * The way of the office above schools, a district or 市教师培训中心 for bureau schools (S040–S041): what waits for
 * it, its schools, what is late, and how its schools review. It shows the same card of an item as the school.
 */
export const district = new Composer<BotContext>()

district.use(reviewQueue, schools, late, patterns)
