import { Composer } from 'grammy'
import { freezesAt } from '../../../core/cycle/windows.ts'
import {
  decideExemption,
  type ExemptionCase,
  exemptionReasonsOf,
  exemptionsOf,
  maxNoteChars,
  readExemption,
  revokeExemption,
} from '../../../core/people/exemptions.ts'
import { isRefusal, refuse } from '../../../core/refusal.ts'
import { formatInstant } from '../../../core/time/shanghai.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { actingAs, as, isId, type Office, onCommand, pageOf } from '../dialogue/desk.ts'
import { paged } from '../dialogue/paged.ts'
import { notedAndConfirmed, sideDialogue } from '../dialogue/side-dialogue.ts'
import { taps } from '../dialogue/taps.ts'

/**
 * /exemptions: the office above approves what schools ask for, and takes back what should not stand (ruling
 * 14).
 */
export const exemptions = new Composer<BotContext>()

const lists = { OPEN: 'exemptions', GRANTED: 'exempt.granted' } as const
type Listed = keyof typeof lists

onCommand(exemptions, as('DISTRICT_REVIEWER'), 'exemptions', (office) => showList(office, 'OPEN', 0))

taps(as('DISTRICT_REVIEWER'), {
  exemptions: (office, page) => showList(office, 'OPEN', pageOf(page)),
  'exempt.granted': (office, page) => showList(office, 'GRANTED', pageOf(page)),
  'exempt.open': reopen,
  'exempt.yes': async (office, id) => {
    const exemption = await caseOrShow(office, id, 'OPEN')
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
    const exemption = await caseOrShow(office, id, 'OPEN')
    if (!exemption) return
    office.ctx.say(office.ctx.text('exemption-ask-note'))
    const { version, name } = exemption
    const asked: NoteAsked = { id: exemption.id, version, name }
    await office.ctx.place.begin(exemptionNoteDialogue, asked)
  },
  'exempt.back': async (office, id) => {
    const exemption = await caseOrShow(office, id, 'GRANTED')
    if (!exemption) return
    const { version, name } = exemption
    office.ctx.say(office.ctx.text('exemption-ask-why', { name, max: maxNoteChars }))
    const asked: NoteAsked = { id: exemption.id, version, name }
    await office.ctx.place.begin(exemptionWhyDialogue, asked)
  },
  // Its dialogue is over: what was typed is gone, and the case stands as before.
  'exempt.noted': reopen,
  'exempt.whyed': reopen,
})

interface NoteAsked {
  readonly id: string
  readonly version: number
  readonly name: string
}

const exemptionNoteDialogue = sideDialogue(
  'exemption-note',
  async (dialogue, { id, version, name }: NoteAsked) => {
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
        const office = actingAs(outer, 'DISTRICT_REVIEWER')
        if (office) await decide(office, { id, version: String(version), granted: false, note })
      },
    })
  },
)

const exemptionWhyDialogue = sideDialogue(
  'exemption-why',
  async (dialogue, { id, version, name }: NoteAsked) => {
    const sure = tapData('exempt.whyed', id, version)
    await notedAndConfirmed(dialogue, {
      maxChars: maxNoteChars,
      sure,
      confirm: (outer, note) => ({
        html: outer.text('exemption-confirm-revoke', { name, note }),
        buttons: [
          [
            outer.button('exemption-button-revoke-sure', sure),
            outer.button('button-cancel', tapData('exempt.open', id)),
          ],
        ],
      }),
      done: async (outer, why) => {
        const office = actingAs(outer, 'DISTRICT_REVIEWER')
        if (office) await revoke(office, { id, version, why })
      },
    })
  },
)

async function showList({ ctx, organisation }: Office, listed: Listed, asked: number): Promise<void> {
  const { prisma } = ctx.house.database
  const [open, granted] = await Promise.all([
    exemptionsOf(prisma, organisation.id, ctx.cycle.id, 'OPEN'),
    exemptionsOf(prisma, organisation.id, ctx.cycle.id, 'GRANTED'),
  ])
  const all = listed === 'OPEN' ? open : granted
  const { shown, turning } = paged(ctx, all, asked, (to) => tapData(lists[listed], to))
  const params = { count: all.length, cycle: ctx.cycle.name[ctx.locale] }
  const head = listed === 'OPEN' ? 'exemptions' : 'exemptions-granted'
  ctx.show(ctx.text(`${head}-${all.length > 0 ? 'head' : 'none'}`, params), {
    buttons: [
      ...shown.map(({ id, name, schoolName }) => [
        ctx.button('exemptions-line', tapData('exempt.open', id), { name, school: schoolName }),
      ]),
      turning,
      listed === 'GRANTED'
        ? [backToList(ctx)]
        : granted.length > 0
          ? [ctx.button('exemptions-button-granted', tapData(lists.GRANTED), { count: granted.length })]
          : [],
    ],
  })
}

async function reopen(office: Office, id?: string): Promise<void> {
  const exemption = await caseOrShow(office, id)
  if (!exemption) return
  const { ctx } = office
  const cycle = ctx.house.cycles.get(exemption.cycleId)
  const reason = exemptionReasonsOf(cycle).find((one) => one.id === exemption.reasonId)
  const isOpen = exemption.state === 'OPEN'
  const card = ctx.text('exemption-card', {
    name: exemption.name,
    school: exemption.schoolName,
    cycle: cycle.name[ctx.locale],
    reason: reason?.label[ctx.locale] ?? exemption.reasonId,
    note: exemption.note ?? ctx.label('item-nothing'),
    at: formatInstant(exemption.requestedAt, ctx.locale),
  })
  const granted = ctx.text('exemption-card-granted', {
    at: exemption.decidedAt ? formatInstant(exemption.decidedAt, ctx.locale) : '',
  })
  ctx.show(isOpen ? card : `${card}\n${granted}`, {
    buttons: [
      isOpen
        ? [
            ctx.button('exemption-button-grant', tapData('exempt.yes', exemption.id)),
            ctx.button('exemption-button-refuse', tapData('exempt.no', exemption.id)),
          ]
        : ctx.now < freezesAt(cycle)
          ? [ctx.button('exemption-button-revoke', tapData('exempt.back', exemption.id))]
          : [],
      [isOpen ? backToList(ctx) : ctx.button('exemptions-button-granted-back', tapData(lists.GRANTED))],
    ],
  })
}

/**
 * The case if it can still be decided on: open, or granted and not yet revoked. Otherwise shows how it
 * stands.
 */
async function caseOrShow(
  { ctx, organisation, me }: Office,
  id?: string,
  wanted?: Listed,
): Promise<ExemptionCase | undefined> {
  const { prisma } = ctx.house.database
  const back = { buttons: [[backToList(ctx)]] }
  const exemption = isId(id) ? await readExemption(prisma, id) : undefined
  if (exemption?.officeId !== organisation.id) {
    ctx.sayRefusal(refuse('exemption-unknown'), back)
  } else if ([exemption.personId, exemption.requestedById].includes(me)) {
    ctx.sayRefusal(refuse('own-item'), back)
  } else if (wanted ? exemption.state !== wanted : !Object.hasOwn(lists, exemption.state)) {
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

async function revoke(
  { ctx, me }: Office,
  { id, version, why }: { id: string; version: number; why: string },
): Promise<void> {
  await ctx.turn.commit(async (tx) => {
    const outcome = await revokeExemption(
      tx,
      { exemptionId: id, version, why, actor: { personId: me } },
      { cycleOf: ctx.house.cycles.get, now: ctx.now },
    )
    const back = { buttons: [[ctx.button('exemptions-button-granted-back', tapData(lists.GRANTED))]] }
    if (isRefusal(outcome)) return ctx.show(ctx.whyNot(outcome), back)
    ctx.show(ctx.text('exemption-revoked', { name: outcome.name }), back)
  })
}

function backToList(ctx: BotContext): Button {
  return ctx.button('exemptions-button-back', tapData('exemptions'))
}
