import { Composer } from 'grammy'
import type { BotContext } from '../dialogue/context.ts'
import { roleNameDialogue } from './appoint.ts'
import { askTransferDialogue } from './ask-transfer.ts'
import { exemptionNoteDialogue, exemptions, exemptionWhyDialogue } from './exemptions.ts'
import { findOrganisationDialogue } from './find-organisation.ts'
import { officeRequests } from './office-requests.ts'
import { registerSchool, registerSchoolDialogue } from './register-school.ts'
import { registrationNoteDialogue, registrations, schoolCodeDialogue } from './registrations.ts'
import { roles } from './roles.ts'
import { exemptNoteDialogue, teacherMore } from './teacher-more.ts'
import { transferNoteDialogue, transfers } from './transfers.ts'

/** Who is who: roles and invitations, registration, transfers, leave and exemption (rulings 14 and 15). */
export const people = new Composer<BotContext>()

// The side dialogues come first: what is not for them ends them and goes on to the handlers below.
people.use(roleNameDialogue, findOrganisationDialogue, registerSchoolDialogue, schoolCodeDialogue)
people.use(registrationNoteDialogue, askTransferDialogue, transferNoteDialogue)
people.use(exemptNoteDialogue, exemptionNoteDialogue, exemptionWhyDialogue)
people.use(roles, officeRequests, registerSchool, registrations, transfers, teacherMore, exemptions)
