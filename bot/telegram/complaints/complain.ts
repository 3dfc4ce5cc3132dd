import { Composer } from 'grammy'
import { maxAboutChars, maxComplaintChars } from '../../../core/complaints/complaint.ts'
import { type OwnTicket, ownTickets } from '../../../core/complaints/lists.ts'
import {
  readComplaintText,
  readContact,
  refuseOutside,
  registerComplaint,
} from '../../../core/complaints/register.ts'
import { readSchool } from '../../../core/organisations/organisation.ts'
import { isRefusal, refuse } from '../../../core/refusal.ts'
import { formatDeadline } from '../../../core/time/shanghai.ts'
import { tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { anybody, taps } from '../dialogue/taps.ts'
import {
  type ComplaintDraft,
  complaintOf,
  draftOf,
  keepDraft,
  nextStepOf,
  sealDraftContact,
} from './draft.ts'
import { contactsText, offerSchools, showStep } from './steps.ts'

/**
 * 投诉 for anybody with an account (S036–S037, S065): about whom, about what, openly or not, to whom; then a
 * number and a date.
 */
export const complain = new Composer<BotContext>()

complain.command('complain', showStart)

complain.on('message', async (ctx, next) => {
  const draft = draftOf(ctx)
  if (!draft || draft.paused || ctx.message.text?.startsWith('/')) return next()
  if (ctx.message.text === undefined) {
    ctx.say(ctx.text('complain-expects-text'))
    return showStep(ctx, draft)
  }
  await hear(ctx, draft, ctx.message.text)
})

taps(anybody, {
  complain: showStart,
  'cp.begin': beginComplaint,
  'cp.go-on': (ctx: BotContext) => withDraft(ctx, (draft) => goOn(ctx, draft)),
  'cp.school': (ctx: BotContext, schoolId?: string) =>
    withDraft(ctx, (draft) => chooseSchool(ctx, draft, schoolId)),
  'cp.about': (ctx: BotContext, whom?: string) =>
    withDraft(ctx, (draft) => goOn(ctx, { ...draft, about: whom === 'leaders' ? 'leaders' : 'nobody' })),
  'cp.who': (ctx: BotContext, who?: string) =>
    withDraft(ctx, (draft) => {
      const anonymous = who === 'anonymous'
      return goOn(ctx, { ...draft, anonymous, contactSealed: undefined })
    }),
  'cp.to': (ctx: BotContext, whom?: string) =>
    withDraft(ctx, (draft) => goOn(ctx, { ...draft, toOffice: whom === 'office' })),
  'cp.submit': (ctx: BotContext) => withDraft(ctx, (draft) => submit(ctx, draft)),
  'cp.give-up': giveUp,
})

/** What a complaint is, how one's own stand, and the way to a new one. */
async function showStart(ctx: BotContext): Promise<void> {
  const draft = draftOf(ctx)
  const { cycles, database } = ctx.house
  const own = await ownTickets(database.prisma, ctx.session.accountId, { cycleOf: cycles.get })
  const schoolId = ctx.session.person?.organisationId
  const lines = [
    ctx.text('complain-head'),
    ...(own.length > 0
      ? [ctx.text('complain-own', { tickets: { html: own.map((one) => ticketLine(ctx, one)).join('\n') } })]
      : []),
    ...(schoolId ? [await contactsText(ctx, schoolId)].filter(Boolean) : []),
  ]
  // A new message: the ticket whose button led here stays in the chat.
  ctx.say(lines.join('\n\n'), {
    buttons: [
      ...(draft && !draft.entering ? [[ctx.button('complain-button-go-on', tapData('cp.go-on'))]] : []),
      [ctx.button('complain-button-begin', tapData('cp.begin'))],
      [ctx.button('annexes-button-directory', tapData('directory.new'))],
    ],
  })
}

function ticketLine(
  ctx: BotContext,
  { number, state, schoolName, handlerName, due, upheld }: OwnTicket,
): string {
  const outcome = state === 'SETTLED' ? (upheld ? 'UPHELD' : 'NOT_UPHELD') : state
  return ctx.text(state === 'SETTLED' ? 'complain-ticket-settled' : 'complain-ticket', {
    number,
    school: schoolName,
    handler: handlerName,
    state: ctx.label(`complaint-outcome-${outcome}`),
    deadline: formatDeadline(due, ctx.locale),
  })
}

async function beginComplaint(ctx: BotContext): Promise<void> {
  const closed = refuseOutside(ctx.cycle, ctx.now)
  if (closed) return ctx.sayRefusal(closed)
  await goOn(ctx, { cycleId: ctx.cycle.id })
}

/** An administrator writes down what somebody told them on the telephone or in a letter. */
export async function beginEntering(
  ctx: BotContext,
  { channel, schoolId }: { channel: 'PHONE' | 'WEB'; schoolId?: string },
): Promise<void> {
  const closed = refuseOutside(ctx.cycle, ctx.now)
  if (closed) return ctx.sayRefusal(closed)
  await goOn(ctx, { cycleId: ctx.cycle.id, entering: { channel }, ...(schoolId && { schoolId }) })
}

async function goOn(ctx: BotContext, draft: ComplaintDraft): Promise<void> {
  keepDraft(ctx, draft)
  await showStep(ctx, draft)
}

/**
 * The complaint in hand. Somebody whose complaint was submitted or given up meanwhile sees how their own
 * complaints stand.
 */
async function withDraft(ctx: BotContext, use: (draft: ComplaintDraft) => Promise<void>): Promise<void> {
  const draft = draftOf(ctx)
  if (draft) {
    keepDraft(ctx, draft)
    return use(draft)
  }
  ctx.answerTap(ctx.label('card-old'))
  await showStart(ctx)
}

async function chooseSchool(ctx: BotContext, draft: ComplaintDraft, schoolId = ''): Promise<void> {
  // A button can be forged: what is no id must not reach the database as one.
  const isSchool =
    /^[\w-]+$/.test(schoolId) && (await readSchool(ctx.house.database.prisma, schoolId)) !== undefined
  if (!isSchool) return ctx.sayRefusal(refuse('school-unknown'))
  await goOn(ctx, { ...draft, schoolId, toOffice: undefined })
}

/** What is typed answers the step that is asked; at the summary it replaces the text. */
async function hear(ctx: BotContext, draft: ComplaintDraft, typed: string): Promise<void> {
  const step = nextStepOf(draft)
  if (step === 'school') {
    keepDraft(ctx, draft)
    return offerSchools(ctx, draft, typed)
  }
  if (step === 'who' || step === 'to') {
    ctx.say(ctx.text('complain-tap-please'))
    return showStep(ctx, draft)
  }
  const max = step === 'about' ? maxAboutChars : maxComplaintChars
  const read = step === 'contact' ? readContact(typed) : readComplaintText(typed, max)
  if (isRefusal(read)) {
    if (read.refused === 'complaint-holds-id-number') ctx.deleteTheirs()
    return ctx.sayRefusal(read)
  }
  switch (step) {
    case 'about':
      return goOn(ctx, { ...draft, about: { name: read } })
    case 'contact':
      return goOn(ctx, { ...draft, contactSealed: sealDraftContact(ctx, read) })
    default:
      return goOn(ctx, { ...draft, text: read })
  }
}

/** After these there is nothing to go on with. */
const ending: ReadonlySet<string> = new Set([
  'cycle-frozen',
  'window-not-open',
  'complaints-today',
  'not-your-organisation',
])

async function submit(ctx: BotContext, draft: ComplaintDraft): Promise<void> {
  if (nextStepOf(draft)) return showStep(ctx, draft)
  const { cycles, sealer } = ctx.house
  const contacts = await contactsText(ctx, draft.schoolId!)
  await ctx.turn.commit(async (tx) => {
    const outcome = await registerComplaint(tx, complaintOf(ctx, draft), {
      cycle: cycles.get(draft.cycleId),
      sealer,
      now: ctx.now,
    })
    if (isRefusal(outcome)) {
      if (ending.has(outcome.refused)) ctx.place.leave()
      const html = [ctx.whyNot(outcome), contacts].filter(Boolean).join('\n\n')
      return ctx.say(html)
    }
    ctx.place.leave()
    const { number, handler, due, late, complaintId } = outcome
    const deadline = formatDeadline(due, ctx.locale)
    const about = { number, handler: handler.name, deadline }
    if (draft.entering) {
      ctx.show(ctx.text(late ? 'complaint-entered-late' : 'complaint-entered', about), {
        buttons: [
          [ctx.button('complaint-button-open', tapData('cmp.open', complaintId))],
          [ctx.button('complaint-button-list', tapData('complaints'))],
        ],
      })
      return
    }
    const lines = [
      ctx.text(late ? 'complain-registered-late' : 'complain-registered', about),
      ctx.text('complain-what-next'),
      contacts,
    ]
    ctx.show(lines.filter(Boolean).join('\n\n'), {
      buttons: [[ctx.button('complain-button-mine', tapData('complain'))]],
    })
  })
}

async function giveUp(ctx: BotContext): Promise<void> {
  const draft = draftOf(ctx)
  ctx.place.leave()
  ctx.show(ctx.text('complain-given-up'), {
    buttons: [
      draft?.entering
        ? [ctx.button('complaint-button-list', tapData('complaints'))]
        : [ctx.button('complain-button-mine', tapData('complain'))],
    ],
  })
}
