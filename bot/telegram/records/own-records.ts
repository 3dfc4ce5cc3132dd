import { normaliseCertificateNumber } from '../../../core/people/identity.ts'
import {
  correctRecord,
  type KnownRecord,
  readRecord,
  recordsOfSource,
  withdrawRecord,
} from '../../../core/records/change-record.ts'
import { readHours } from '../../../core/records/record-row.ts'
import { type Refusal, refuse } from '../../../core/refusal.ts'
import { categoryLabels } from '../../../core/terms.ts'
import { formatDate } from '../../../core/time/shanghai.ts'
import type { Transaction } from '../../../prisma/database.ts'
import { tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { isId } from '../dialogue/desk.ts'
import { type SideDialogue, sideDialogue, typedLine } from '../dialogue/side-dialogue.ts'
import { taps } from '../dialogue/taps.ts'
import { type Registrar, registrarIn, registrarOf } from './registrar.ts'

/**
 * An office corrects by itself what it registered wrongly, while the registration window is open. The records
 * are found by 继续教育证号.
 */

const maxNumberChars = 40
const mostShown = 20

const findRecordsDialogue = sideDialogue('find-records', findRecords)
const rightHoursDialogue = sideDialogue('right-hours', typeRightHours)

taps(registrarOf, {
  'rec.find': async ({ ctx }) => {
    ctx.say(ctx.text('record-find-ask'))
    await ctx.place.begin(findRecordsDialogue, {})
  },
  'rec.open': (registrar, id) => withRecord(registrar, id, (record) => showRecord(registrar, record)),
  'rec.hours': (registrar, id) =>
    withRecord(registrar, id, async (record) => {
      registrar.ctx.say(registrar.ctx.text('dispute-ask-hours'))
      await registrar.ctx.place.begin(rightHoursDialogue, { id: record.id })
    }),
  'rec.correct': (registrar, id, before, after) =>
    withRecord(registrar, id, (record) =>
      change(registrar, record, (tx, setting) =>
        correctRecord(
          tx,
          { ...setting, seen: { ...record, hours: Number(before) }, changes: { hours: Number(after) } },
          registrar.ctx,
        ),
      ),
    ),
  'rec.off': (registrar, id) =>
    withRecord(registrar, id, async (record) => {
      const { ctx } = registrar
      ctx.show(`${recordInWords(ctx, record)}\n\n${ctx.text('dispute-sure-withdraw')}`, {
        buttons: [
          [ctx.button('dispute-button-sure', tapData('rec.withdraw', record.id, record.hours))],
          [ctx.button('button-back', tapData('rec.open', record.id))],
        ],
      })
    }),
  'rec.withdraw': (registrar, id, before) =>
    withRecord(registrar, id, (record) =>
      change(registrar, record, (tx, setting) =>
        withdrawRecord(tx, { ...setting, seen: { ...record, hours: Number(before) } }, registrar.ctx),
      ),
    ),
})

async function findRecords(dialogue: SideDialogue): Promise<void> {
  for (;;) {
    const number = await typedLine(dialogue, maxNumberChars, (text) => {
      const plain = normaliseCertificateNumber(text)
      return plain && plain.length <= maxNumberChars ? plain : refuse('record-person-unknown')
    })
    if (await dialogue.external((outer) => sayFound(outer, number))) return
  }
}

async function sayFound(ctx: BotContext, number: string): Promise<boolean> {
  // The role may have gone since the question; nothing is told then.
  const registrar = registrarIn(ctx)
  const found = registrar
    ? await recordsOfSource(ctx.house.database.prisma, {
        source: registrar.source,
        organisationId: registrar.organisation.id,
        certificateNumber: number,
        cycleId: ctx.cycle.id,
      })
    : []
  if (found.length === 0) {
    ctx.say(ctx.text('record-find-none'))
    return false
  }
  ctx.say(ctx.text('record-find-found', { count: found.length }), {
    buttons: found.slice(0, mostShown).map(({ id, courseName, hours }) => [
      {
        label: ctx.label('own-dispute-entry', { course: [...courseName].slice(0, 20).join(''), hours }),
        data: tapData('rec.open', id),
      },
    ]),
  })
  ctx.place.leave()
  return true
}

async function typeRightHours(dialogue: SideDialogue, { id }: { id: string }): Promise<void> {
  const hours = await typedLine(dialogue, 10, (text) => {
    const read = readHours(text)
    return read === undefined ? refuse('record-hours-unreadable') : String(read)
  })
  await dialogue.external(async (outer) => {
    outer.place.leave()
    const registrar = registrarIn(outer)
    if (!registrar) return
    await withRecord(registrar, id, async (record) => {
      const sure = tapData('rec.correct', id, record.hours, hours)
      outer.say(
        [
          recordInWords(outer, record),
          outer.text('record-sure-correct', { before: record.hours, after: Number(hours) }),
        ].join('\n\n'),
        {
          buttons: [
            [
              outer.button('dispute-button-sure', sure),
              outer.button('button-cancel', tapData('rec.open', id)),
            ],
          ],
        },
      )
    })
  })
}

function showRecord({ ctx }: Registrar, record: KnownRecord): Promise<void> {
  ctx.show(recordInWords(ctx, record), {
    buttons: [
      [
        ctx.button('dispute-button-correct', tapData('rec.hours', record.id)),
        ctx.button('dispute-button-withdraw', tapData('rec.off', record.id)),
      ],
    ],
  })
  return Promise.resolve()
}

async function change(
  { ctx, me }: Registrar,
  record: KnownRecord,
  act: (
    tx: Transaction,
    setting: { recordId: string; actor: { personId: string } },
  ) => Promise<Refusal | undefined>,
): Promise<void> {
  await ctx.turn.commit(async (tx) => {
    const refused = await act(tx, { recordId: record.id, actor: { personId: me } })
    const html = refused ? ctx.whyNot(refused) : ctx.text('record-change-done')
    ctx.show(html, { buttons: [[ctx.button('record-button-find', tapData('rec.find'))]] })
  })
}

/** A record of this source and organisation; of any other it says that there is none. */
async function withRecord(
  { ctx, source, organisation }: Registrar,
  id: string | undefined,
  then: (record: KnownRecord) => Promise<unknown>,
): Promise<void> {
  const record = isId(id) ? await readRecord(ctx.house.database.prisma, id) : undefined
  if (record && record.source === source && record.answererId === organisation.id) await then(record)
  else ctx.sayRefusal(refuse('record-gone'))
}

function recordInWords(ctx: BotContext, record: KnownRecord): string {
  return ctx.text('record-card', {
    teacher: record.personName,
    category: categoryLabels[record.category][ctx.locale],
    course: record.courseName,
    from: formatDate(record.from, ctx.locale),
    to: formatDate(record.to, ctx.locale),
    hours: record.hours,
  })
}
