import { Composer } from 'grammy'
import type { BotContext } from '../dialogue/context.ts'
import { exemptions } from './exemptions.ts'
import './office-requests.ts'
import { registerSchool } from './register-school.ts'
import { registrations } from './registrations.ts'
import { roles } from './roles.ts'
import './teacher-more.ts'
import { transfers } from './transfers.ts'

/** Who is who: roles and invitations, registration, transfers, leave and exemption (rulings 14 and 15). */
export const people = new Composer<BotContext>()

people.use(roles, registerSchool, registrations, transfers, exemptions)
