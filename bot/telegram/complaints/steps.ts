import { complaintsDueAt, maxComplaintChars } from '../../../core/complaints/complaint.ts'
import { cleanLine } from '../../../core/cycle/typed-text.ts'
import { type Contact, contactsFor } from '../../../core/organisations/contacts.ts'
import { findOrganisations } from '../../../core/organisations/find-organisations.ts'
import { readSchool } from '../../../core/organisations/organisation.ts'
import { formatDeadline } from '../../../core/time/shanghai.ts'
import { contactLines } from '../contact-lines.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import type { TextParams } from '../dialogue/texts.ts'
import {
  aboutInWords,
  type ComplaintDraft,
  type ComplaintStep,
  handlerOfDraft,
  nextStepOf,
  openDraftContact,
} from './draft.ts'

/** The questions of a complaint and its summary, in words. */

const mostSchoolsShown = 8
const maxShownChars = 30

/** Asks what is still open, or shows everything once more. */
export async function showStep(ctx: BotContext, draft: ComplaintDraft): Promise<void> {
  const step = nextStepOf(draft)
  if (!step) return showSummary(ctx, draft)
  const voice = draft.entering ? 'complaint-enter' : 'complain'
  ctx.show(ctx.text(`${voice}-ask-${step}`, await paramsOf(ctx, draft, step)), {
    buttons: [...(await choicesOf(ctx, draft, step)), [giveUpButton(ctx)]],
  })
}

async function paramsOf(
  ctx: BotContext,
  { schoolId }: ComplaintDraft,
  step: ComplaintStep,
): Promise<TextParams> {
  if (step === 'text') return { max: maxComplaintChars }
  if (step !== 'to' || !schoolId) return {}
  const { school, reviewer } = await contactsFor(ctx.house.database.prisma, schoolId)
  return { school: school.name, office: reviewer?.name ?? '' }
}

async function choicesOf(ctx: BotContext, draft: ComplaintDraft, step: ComplaintStep): Promise<Button[][]> {
  const { prisma } = ctx.house.database
  switch (step) {
    case 'school': {
      const own = ctx.session.person?.organisationId
      const school = own && !draft.entering ? await readSchool(prisma, own) : undefined
      return school ? [[{ label: school.name, data: tapData('cp.school', school.id) }]] : []
    }
    case 'about':
      return [
        [ctx.button('complain-button-leaders', tapData('cp.about', 'leaders'))],
        [ctx.button('complain-button-nobody', tapData('cp.about', 'nobody'))],
      ]
    case 'who':
      return [
        [
          ctx.button('complain-button-anonymous', tapData('cp.who', 'anonymous')),
          ctx.button('complain-button-open', tapData('cp.who', 'open')),
        ],
      ]
    case 'contact':
      return [[ctx.button('complain-button-rather-anonymous', tapData('cp.who', 'anonymous'))]]
    case 'to': {
      const { school, reviewer } = await contactsFor(prisma, draft.schoolId!)
      return [
        [{ label: school.name, data: tapData('cp.to', 'school') }],
        ...(reviewer
          ? [
              [
                ctx.button('complain-button-to-office', tapData('cp.to', 'office'), {
                  office: reviewer.name,
                }),
              ],
            ]
          : []),
      ]
    }
    case 'text':
      return []
  }
}

async function showSummary(ctx: BotContext, draft: ComplaintDraft): Promise<void> {
  const { prisma } = ctx.house.database
  const [school, handler] = await Promise.all([
    readSchool(prisma, draft.schoolId ?? ''),
    handlerOfDraft(ctx, draft),
  ])
  const due = complaintsDueAt(ctx.house.cycles.get(draft.cycleId))
  ctx.show(
    ctx.text('complain-summary', {
      school: school?.name ?? '',
      about: aboutInWords(ctx, draft.about) ?? ctx.label('complain-about-nobody'),
      text: draft.text ?? '',
      who: openDraftContact(ctx, draft) ?? ctx.label('complain-anonymous'),
      handler: handler?.name ?? '',
      deadline: formatDeadline(due, ctx.locale),
    }),
    { buttons: [[ctx.button('complain-button-submit', tapData('cp.submit')), giveUpButton(ctx)]] },
  )
}

/** The schools that a typed name or code can mean; an office enters complaints about its own. */
export async function offerSchools(ctx: BotContext, draft: ComplaintDraft, typed: string): Promise<void> {
  const own = ctx.session.roles
    .filter(({ role }) => role === 'DISTRICT_REVIEWER')
    .map(({ organisationId }) => organisationId)
  const { found, more } = await findOrganisations(ctx.house.database.prisma, {
    typed,
    among: draft.entering ? { schoolsOf: own } : 'schools',
    most: mostSchoolsShown,
  })
  const giveUp = [giveUpButton(ctx)]
  if (found.length === 0) {
    const shown = [...cleanLine(typed)].slice(0, maxShownChars).join('')
    return ctx.say(ctx.text('complain-school-unknown', { name: shown }), { buttons: [giveUp] })
  }
  ctx.say(ctx.text(more ? 'complain-schools-many' : 'complain-schools'), {
    buttons: [...found.map(({ id, name: label }) => [{ label, data: tapData('cp.school', id) }]), giveUp],
  })
}

/**
 * Telephone and address of those who take complaints at the school and above it (S036). Empty where none are
 * known.
 */
export async function contactsText(ctx: BotContext, schoolId: string): Promise<string> {
  if (!(await readSchool(ctx.house.database.prisma, schoolId))) return ''
  const { school, reviewer } = await contactsFor(ctx.house.database.prisma, schoolId)
  const contacts: Contact[] = [...school.contacts, ...(reviewer?.contacts ?? [])]
  if (contacts.length === 0) return ''
  return ctx.text('complain-contacts', { contacts: { html: contactLines(contacts, ctx.locale) } })
}

function giveUpButton(ctx: BotContext): Button {
  return ctx.button('button-cancel', tapData('cp.give-up'))
}
