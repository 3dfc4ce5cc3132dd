import { createConversation } from '@grammyjs/conversations'
import { Composer, type Context } from 'grammy'
import { formatInstant } from '../../../core/cycle/shanghai.ts'
import {
  decideExemption,
  type ExemptionCase,
  exemptionReasonsOf,
  openExemptions,
  readExemption,
} from '../../../core/people/exemptions.ts'
import { isRefusal, refuse } from '../../../core/refusal.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { isId, type Office, officeOf, onCommand, onOfficeTaps, pageOf } from '../dialogue/desk.ts'
import { beginSideDialogue, notedAndConfirmed, type SideDialogue } from '../dialogue/side-dialogue.ts'

/** /exemptions: the office above approves what schools ask for (ruling 14). */
export const exemptions = new Composer<BotContext>()

const perPage = 8

onCommand(exemptions, 'DISTRICT_REVIEWER', 'exemptions', (office) => showList(office, 0))

onOfficeTaps(exemptions, 'DISTRICT_REVIEWER', {
  exemptions: (office, page) => showList(office, pageOf(page)),
  'exempt.open': reopen,
  'exempt.yes': async (office, id) => {
    const exemption = await openOrShow(office, id)
    if (!exemption) return
    const { ctx } = office
    ctx.show(ctx.text('exemption-sure', { name: exemption.name }), {
      buttons: [
        [ctx.button('exemption-button-grant-sure', tapData('exempt.grant', exemption.id, exemption.version))],
        [ctx.button('button-back', tapData('exempt.open', exemption.id))],
      ],
    })
  },
  'exempt.grant': (office, id, version) => decide(office, { id, version, granted: true }),
  'exempt.no': async (office, id) => {
    const exemption = await openOrShow(office, id)
    if (!exemption) return
    office.ctx.say(office.ctx.text('exemption-ask-note'))
    const { version, name } = exemption
    const asked: NoteAsked = { id: exemption.id, version, name }
    await beginSideDialogue(office.ctx, 'exemption-note', asked)
  },
  // Its dialogue is over: what was typed is gone, and the case stands as before.
  'exempt.noted': reopen,
})

interface NoteAsked {
  readonly id: string
  readonly version: number
  readonly name: string
}

export const exemptionNoteDialogue = createConversation<BotContext, Context>(
  async (dialogue: SideDialogue, _: Context, { id, version, name }: NoteAsked) => {
    const sure = tapData('exempt.noted', id, version)
    await notedAndConfirmed(dialogue, {
      maxChars: 200,
      sure,
      confirm: (outer, note) => ({
        html: outer.text('exemption-confirm-refuse', { name, note }),
        buttons: [
          [
            outer.button('exemption-button-refuse-sure', sure),
            outer.button('button-cancel', tapData('exempt.open', id)),
          ],
        ],
      }),
      done: async (outer, note) => {
        const office = officeOf(outer, 'DISTRICT_REVIEWER')
        if (office) await decide(office, { id, version: String(version), granted: false, note })
      },
    })
  },
  'exemption-note',
)

async function showList({ ctx, organisation }: Office, asked: number): Promise<void> {
  const all = await openExemptions(ctx.house.database.prisma, organisation.id, ctx.cycle.id)
  const pages = Math.max(1, Math.ceil(all.length / perPage))
  const page = Math.min(asked, pages - 1)
  const params = { count: all.length, cycle: ctx.cycle.name[ctx.locale] }
  ctx.show(ctx.text(all.length > 0 ? 'exemptions-head' : 'exemptions-none', params), {
    buttons: [
      ...all
        .slice(page * perPage, (page + 1) * perPage)
        .map(({ id, name, schoolName }) => [
          ctx.button('exemptions-line', tapData('exempt.open', id), { name, school: schoolName }),
        ]),
      [
        ...(page > 0 ? [ctx.button('school-button-previous-page', tapData('exemptions', page - 1))] : []),
        ...(page < pages - 1 ? [ctx.button('school-button-next-page', tapData('exemptions', page + 1))] : []),
      ],
    ],
  })
}

async function reopen(office: Office, id?: string): Promise<void> {
  const exemption = await openOrShow(office, id)
  if (!exemption) return
  const { ctx } = office
  const cycle = ctx.house.cycles.get(exemption.cycleId)
  const reason = exemptionReasonsOf(cycle).find((one) => one.id === exemption.reasonId)
  ctx.show(
    ctx.text('exemption-card', {
      name: exemption.name,
      school: exemption.schoolName,
      cycle: cycle.name[ctx.locale],
      reason: reason?.label[ctx.locale] ?? exemption.reasonId,
      note: exemption.note ?? ctx.label('item-nothing'),
      at: formatInstant(exemption.requestedAt, ctx.locale),
    }),
    {
      buttons: [
        [
          ctx.button('exemption-button-grant', tapData('exempt.yes', exemption.id)),
          ctx.button('exemption-button-refuse', tapData('exempt.no', exemption.id)),
        ],
        [backToList(ctx)],
      ],
    },
  )
}

async function openOrShow(
  { ctx, organisation, me }: Office,
  id?: string,
): Promise<ExemptionCase | undefined> {
  const { prisma } = ctx.house.database
  const back = { buttons: [[backToList(ctx)]] }
  const exemption = isId(id) ? await readExemption(prisma, id) : undefined
  const school =
    exemption && (await prisma.organisation.findUnique({ where: { id: exemption.organisationId } }))
  if (!exemption || school?.parentId !== organisation.id) {
    ctx.sayRefusal(refuse('exemption-unknown'), back)
  } else if ([exemption.personId, exemption.requestedById].includes(me)) {
    ctx.sayRefusal(refuse('own-item'), back)
  } else if (exemption.state !== 'OPEN') {
    ctx.answerTap(ctx.label('card-old'))
    ctx.show(ctx.text(`exemption-is-${exemption.state}`, { name: exemption.name }), back)
  } else return exemption
  return undefined
}

async function decide(
  { ctx, me }: Office,
  { id, version, granted, note }: { id?: string; version?: string; granted: boolean; note?: string },
): Promise<void> {
  if (!isId(id)) return ctx.answerTap(ctx.label('card-old'))
  await ctx.turn.commit(async (tx) => {
    const outcome = await decideExemption(
      tx,
      { exemptionId: id, version: Number(version), granted, note, actor: { personId: me } },
      { cycleOf: ctx.house.cycles.get, now: ctx.now },
    )
    const back = { buttons: [[backToList(ctx)]] }
    if (isRefusal(outcome)) return ctx.show(ctx.whyNot(outcome), back)
    ctx.show(ctx.text(granted ? 'exemption-granted' : 'exemption-refused', { name: outcome.name }), back)
  })
}

function backToList(ctx: BotContext): Button {
  return ctx.button('exemptions-button-back', tapData('exemptions'))
}
