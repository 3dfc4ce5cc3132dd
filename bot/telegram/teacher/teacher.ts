import { Composer } from 'grammy'
import type { BotContext } from '../dialogue/context.ts'
import { declarations, declaring } from './declare/declare.ts'
import { onboarding } from './onboarding/onboarding.ts'
import { profile } from './profile/profile.ts'
import './status/dispute.ts'
import { status } from './status/status.ts'

export { declaring }

/** The teacher's way: who you are, your profile, what you declare, and where it stands (DOMAIN §5). */
export const teacher = new Composer<BotContext>()

teacher.use(onboarding, profile, declarations, status)
