import { findOrganisations } from '../../../core/organisations/find-organisations.ts'
import { normaliseCertificateNumber } from '../../../core/people/identity.ts'
import { readField } from '../../../core/people/profile-fields.ts'
import { requestTransfer, transferAtOnce } from '../../../core/people/transfer.ts'
import { holdsIdNumber } from '../../../core/privacy/id-number.ts'
import { isRefusal, refuse } from '../../../core/refusal.ts'
import { civilDateOf } from '../../../core/time/shanghai.ts'
import { readTap, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { leave, type SideDialogue, sideDialogue, typedLine } from '../dialogue/side-dialogue.ts'

/** A teacher named by 继续教育证号 and name, for a school that asks or for the office that moves them at once. */

interface Asking {
  readonly role: 'SCHOOL_ADMIN' | 'DISTRICT_REVIEWER'
  readonly organisation: { readonly id: string; readonly name: string }
}

const mostSchools = 8

export async function askForTransfer(ctx: BotContext, asking: Asking): Promise<void> {
  ctx.say(ctx.text('transfer-ask-number'))
  await ctx.place.begin(askTransferDialogue, asking)
}

const askTransferDialogue = sideDialogue('ask-transfer', async (dialogue, { role, organisation }: Asking) => {
  const today = civilDateOf(new Date(await dialogue.external((outer) => outer.now.getTime())))
  const number = await typedLine(dialogue, 30, readNumber)
  await dialogue.external((outer) => outer.say(outer.text('transfer-ask-name')))
  const name = await typedLine(dialogue, 30, (text) => readField('name', text, today))
  const to = role === 'SCHOOL_ADMIN' ? organisation : await chosenSchool(dialogue, organisation.id)
  const kind = role === 'SCHOOL_ADMIN' ? 'request' : 'at-once'
  const sure = tapData('move.go', to.id)
  await dialogue.external((outer) =>
    outer.say(outer.text(`transfer-confirm-${kind}`, { name, number, to: to.name }), {
      buttons: [
        [outer.button(`transfer-button-${kind}-sure`, sure)],
        [outer.button('button-cancel', tapData('transfers'))],
      ],
    }),
  )
  const next = await dialogue.wait()
  if (next.callbackQuery?.data !== sure) await leave(dialogue)
  await dialogue.external(async (outer) => {
    outer.place.leave()
    await go(outer, role, { certificateNumber: number, name, toId: to.id })
  })
})

async function chosenSchool(dialogue: SideDialogue, officeId: string) {
  await dialogue.external((outer) => outer.say(outer.text('transfer-ask-to')))
  let offered: { id: string; name: string }[] = []
  for (;;) {
    const next = await dialogue.wait()
    const tap = readTap(next.callbackQuery?.data ?? '')
    const tapped = tap.action === 'move.to' && offered.find(({ id }) => id === tap.args[0])
    if (tapped) return tapped
    const text = next.message?.text
    if (!text || text.startsWith('/')) return leave(dialogue)
    offered = await dialogue.external((outer) => offerSchools(outer, officeId, text))
    const [only, another] = offered
    if (only && !another) return only
  }
}

async function offerSchools(ctx: BotContext, officeId: string, text: string) {
  const { found: schools } = await findOrganisations(ctx.house.database.prisma, {
    typed: text,
    among: { schoolsOf: [officeId] },
    most: mostSchools,
  })
  if (schools.length === 0) ctx.say(ctx.text('roles-find-none', { name: [...text].slice(0, 30).join('') }))
  if (schools.length > 1) {
    ctx.say(ctx.text('roles-find-found'), {
      buttons: schools.map(({ id, name: label }) => [{ label, data: tapData('move.to', id) }]),
    })
  }
  return [...schools]
}

async function go(
  ctx: BotContext,
  role: Asking['role'],
  asked: { certificateNumber: string; name: string; toId: string },
): Promise<void> {
  const me = ctx.session.person?.id
  if (!me) return
  const back = { buttons: [[ctx.button('transfers-button-back', tapData('transfers'))]] }
  await ctx.turn.commit(async (tx) => {
    const given = { ...asked, actor: { personId: me } }
    if (role === 'SCHOOL_ADMIN') {
      const outcome = await requestTransfer(tx, given, ctx.now)
      return ctx.show(
        isRefusal(outcome)
          ? ctx.whyNot(outcome)
          : ctx.text('transfer-requested', { name: asked.name, from: outcome.fromName }),
        back,
      )
    }
    const outcome = await transferAtOnce(tx, given, { cycles: ctx.house.cycles.all(), now: ctx.now })
    ctx.show(
      isRefusal(outcome)
        ? ctx.whyNot(outcome)
        : ctx.text('transfer-agreed', { name: outcome.name, from: outcome.fromName, to: outcome.toName }),
      back,
    )
  })
}

/** An ID number has no place here: it is refused, and the next answer takes its place. */
function readNumber(text: string) {
  const number = normaliseCertificateNumber(text)
  const isNumber = /\d/.test(number) && number.length <= 30 && !holdsIdNumber(text)
  return isNumber ? number : refuse('certificate-unreadable')
}
