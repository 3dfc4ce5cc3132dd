import { Composer } from 'grammy'
import { type Dispute, openDisputes, readDispute } from '../../../core/records/disputes.ts'
import { roleOfSource } from '../../../core/records/record-source.ts'
import { categories, categoryLabels } from '../../../core/terms.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { isId, onCommand, pageOf } from '../dialogue/desk.ts'
import { paged } from '../dialogue/paged.ts'
import type { Dialogue } from '../dialogue/place.ts'
import { taps } from '../dialogue/taps.ts'
import { disputeCard } from './dispute-card.ts'
import { type Registrar, registrarOf } from './registrar.ts'
import {
  type AnswerAsked,
  disputeHoursDialogue,
  disputeRecordDialogue,
  disputeRefusalDialogue,
  isCategory,
  settleInPlace,
} from './settle-dispute.ts'

/** /disputes: what teachers find wrong or missing, for whoever registered it; and the answers. */
export const disputes = new Composer<BotContext>()

onCommand(disputes, registrarOf, 'disputes', (registrar) => showList(registrar, 0))

taps(registrarOf, {
  disputes: (registrar, page) => showList(registrar, pageOf(page)),
  'disp.open': (registrar, id) => withDispute(registrar, id, (dispute) => showCard(registrar, dispute)),
  'disp.hours': (registrar, id, version) =>
    ifSeen(registrar, id, version, (asked) =>
      askTyped(registrar, disputeHoursDialogue, 'dispute-ask-hours', asked),
    ),
  'disp.correct': ({ ctx }, id, version, hours) =>
    settle(ctx, id, () =>
      settleInPlace(ctx, id!, Number(version), { kind: 'correct', hours: Number(hours) }),
    ),
  'disp.off': (registrar, id, version) =>
    ifSeen(registrar, id, version, async (asked, dispute) => askBeforeWithdrawing(registrar, asked, dispute)),
  'disp.withdraw': ({ ctx }, id, version) =>
    settle(ctx, id, () => settleInPlace(ctx, id!, Number(version), { kind: 'withdraw' })),
  'disp.no': (registrar, id, version) =>
    ifSeen(registrar, id, version, (asked) =>
      askTyped(registrar, disputeRefusalDialogue, 'dispute-ask-why', asked),
    ),
  'disp.add': (registrar, id, version) =>
    ifSeen(registrar, id, version, async (asked, dispute) => askCategory(registrar, asked, dispute)),
  'disp.add-in': (registrar, id, version, category) =>
    ifSeen(registrar, id, version, async (asked) => {
      if (isCategory(category)) await registrar.ctx.place.begin(disputeRecordDialogue, { ...asked, category })
    }),
  // Their dialogues are over: what was typed is gone, and the dispute stands as before.
  'disp.refused': (registrar, id) => withDispute(registrar, id, (dispute) => showCard(registrar, dispute)),
  'disp.added': (registrar, id) => withDispute(registrar, id, (dispute) => showCard(registrar, dispute)),
})

async function showList({ ctx, source, organisation }: Registrar, asked: number): Promise<void> {
  const open = await openDisputes(ctx.house.database.prisma, {
    role: roleOfSource[source],
    organisationId: organisation.id,
  })
  const { shown, turning } = paged(ctx, open, asked, (to) => tapData('disputes', to))
  const key = open.length === 0 ? 'disputes-none' : 'disputes-head'
  ctx.show(ctx.text(key, { organisation: organisation.name, count: open.length }), {
    buttons: [
      ...shown.map((dispute) => [
        {
          label: ctx.label('disputes-entry', {
            teacher: dispute.personName,
            about: dispute.about.missing
              ? ctx.label('dispute-missing-short')
              : [...dispute.about.courseName].slice(0, 16).join(''),
          }),
          data: tapData('disp.open', dispute.id),
        },
      ]),
      turning,
    ],
  })
}

async function showCard({ ctx, me }: Registrar, dispute: Dispute): Promise<void> {
  const { id, version, about, state, personId } = dispute
  const back = [ctx.button('records-button-disputes', tapData('disputes'))]
  const lines = [disputeCard(dispute, ctx.locale)]
  if (state !== 'OPEN') return ctx.show(lines.join('\n'), { buttons: [back] })
  if (personId === me) {
    return ctx.show([...lines, ctx.text('dispute-own')].join('\n'), { buttons: [back] })
  }
  const answers: Button[][] = about.missing
    ? [[ctx.button('dispute-button-add', tapData('disp.add', id, version))]]
    : [
        [
          ctx.button('dispute-button-correct', tapData('disp.hours', id, version)),
          ctx.button('dispute-button-withdraw', tapData('disp.off', id, version)),
        ],
      ]
  ctx.show(lines.join('\n'), {
    buttons: [...answers, [ctx.button('dispute-button-refuse', tapData('disp.no', id, version))], back],
  })
}

function askBeforeWithdrawing({ ctx }: Registrar, { id, version }: AnswerAsked, dispute: Dispute): void {
  ctx.show(`${disputeCard(dispute, ctx.locale)}\n\n${ctx.text('dispute-sure-withdraw')}`, {
    buttons: [
      [ctx.button('dispute-button-sure', tapData('disp.withdraw', id, version))],
      [ctx.button('button-back', tapData('disp.open', id))],
    ],
  })
}

function askCategory({ ctx }: Registrar, { id, version }: AnswerAsked, dispute: Dispute): void {
  ctx.show(`${disputeCard(dispute, ctx.locale)}\n\n${ctx.text('dispute-ask-category')}`, {
    buttons: [
      ...categories.map((category) => [
        { label: categoryLabels[category][ctx.locale], data: tapData('disp.add-in', id, version, category) },
      ]),
      [ctx.button('button-back', tapData('disp.open', id))],
    ],
  })
}

async function askTyped(
  { ctx }: Registrar,
  dialogue: Dialogue<AnswerAsked>,
  key: string,
  asked: AnswerAsked,
) {
  ctx.say(ctx.text(key))
  await ctx.place.begin(dialogue, asked)
}

/** A dispute of this office; of any other it says that there is none. */
async function withDispute(
  registrar: Registrar,
  id: string | undefined,
  then: (dispute: Dispute) => Promise<unknown>,
): Promise<void> {
  const { ctx } = registrar
  const dispute = isId(id) ? await readDispute(ctx.house.database.prisma, id) : undefined
  const isOurs =
    dispute &&
    ctx.session.roles.some(
      (held) =>
        held.role === roleOfSource[dispute.about.source] && held.organisationId === dispute.organisationId,
    )
  if (isOurs) await then(dispute)
  else ctx.say(ctx.text('refusal-dispute-gone'))
}

/** Goes on while the dispute stands as it was seen; otherwise shows how it stands now. */
function ifSeen(
  registrar: Registrar,
  id: string | undefined,
  version: string | undefined,
  then: (asked: AnswerAsked, dispute: Dispute) => Promise<unknown>,
): Promise<void> {
  return withDispute(registrar, id, (dispute) => {
    if (dispute.state !== 'OPEN' || String(dispute.version) !== version) return showCard(registrar, dispute)
    return then({ id: dispute.id, version: dispute.version, year: dispute.cycleId }, dispute)
  })
}

async function settle(ctx: BotContext, id: string | undefined, then: () => Promise<void>): Promise<void> {
  if (isId(id)) await then()
  else ctx.answerTap(ctx.label('card-old'))
}
