import { type ComplaintSource, handlerFor, type NewComplaint } from '../../../core/complaints/register.ts'
import { isRefusal } from '../../../core/refusal.ts'
import type { BotContext } from '../dialogue/context.ts'
import { state } from '../dialogue/state.ts'

/**
 * A complaint while it is being written. It stands in the focus of the account until it is submitted or given
 * up.
 */
export interface ComplaintDraft {
  readonly cycleId: number
  /** An office enters it for whoever telephoned or wrote. */
  readonly entering?: { readonly channel: 'PHONE' | 'WEB' }
  readonly schoolId?: string
  readonly about?: 'leaders' | 'nobody' | { readonly name: string }
  readonly text?: string
  readonly anonymous?: boolean
  /** Sealed, as everything by which a complainant could be known. */
  readonly contactSealed?: string
  readonly toOffice?: boolean
  /** Another command came between: what is typed is not for the complaint until it is taken up again. */
  readonly paused?: true
}

export const complaintSteps = ['school', 'about', 'text', 'who', 'contact', 'to'] as const
export type ComplaintStep = (typeof complaintSteps)[number]

/** A complaint is being written. */
const complaining = state<{ readonly complaint: ComplaintDraft }>('complaint', {
  dealsWithIdNumbers: true,
  turnedAway: (kept) => (kept.complaint.paused ? kept : { complaint: { ...kept.complaint, paused: true } }),
})

export function draftOf(ctx: BotContext): ComplaintDraft | undefined {
  return ctx.place.at(complaining)?.complaint
}

export function keepDraft(ctx: BotContext, complaint: ComplaintDraft): void {
  const { paused: _, ...heard } = complaint
  ctx.place.enter(complaining, { complaint: heard })
}

/** What is still to be asked; undefined when the summary is due. */
export function nextStepOf(draft: ComplaintDraft): ComplaintStep | undefined {
  return complaintSteps.find((step) => {
    switch (step) {
      case 'school':
        return !draft.schoolId
      case 'about':
        return !draft.about
      case 'text':
        return !draft.text
      case 'who':
        return draft.anonymous === undefined
      case 'contact':
        return draft.anonymous === false && !draft.contactSealed
      case 'to':
        // A complaint about the school's own leaders goes to the office anyway, and so does one that was told
        // to an office.
        return !draft.entering && draft.about !== 'leaders' && draft.toOffice === undefined
      default:
        return step satisfies never
    }
  })
}

export function sourceOf(ctx: BotContext, { entering }: ComplaintDraft): ComplaintSource {
  const me = ctx.session.person?.id
  return entering && me
    ? { actor: { personId: me }, channel: entering.channel }
    : { accountId: ctx.session.accountId }
}

/** The finished draft as the core takes it. */
export function complaintOf(ctx: BotContext, draft: ComplaintDraft): NewComplaint {
  const { schoolId = '', about, text = '', anonymous = true, toOffice } = draft
  return {
    source: sourceOf(ctx, draft),
    schoolId,
    text,
    anonymous,
    toOffice,
    contact: openDraftContact(ctx, draft),
    aboutLeaders: about === 'leaders',
    aboutName: aboutInWords(ctx, about),
  }
}

/** Undefined when it is about nobody in particular. */
export function aboutInWords(ctx: BotContext, about: ComplaintDraft['about']): string | undefined {
  if (about === 'leaders') return ctx.label('complain-leaders')
  return typeof about === 'object' ? about.name : undefined
}

export async function handlerOfDraft(ctx: BotContext, draft: ComplaintDraft) {
  const handler = await handlerFor(ctx.house.database.prisma, complaintOf(ctx, draft), draft.cycleId)
  return isRefusal(handler) ? undefined : handler
}

export function sealDraftContact(ctx: BotContext, contact: string): string {
  return ctx.house.sealer.seal(contact, placeOf(ctx)).toString('base64')
}

export function openDraftContact(ctx: BotContext, { contactSealed }: ComplaintDraft): string | undefined {
  if (!contactSealed) return undefined
  return ctx.house.sealer.open(Buffer.from(contactSealed, 'base64'), placeOf(ctx)).toString()
}

const placeOf = (ctx: BotContext) => `complaint-draft.contact:${ctx.session.accountId}`
