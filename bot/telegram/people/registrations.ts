import { Composer } from 'grammy'
import {
  issueCode,
  openRegistrations,
  type Registration,
  readRegistration,
  readSchoolCode,
  refuseRegistration,
} from '../../../core/organisations/registration.ts'
import { isRefusal, refuse } from '../../../core/refusal.ts'
import { formatInstant } from '../../../core/time/shanghai.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { actingAs, as, isId, type Office, onCommand, pageOf } from '../dialogue/desk.ts'
import { paged } from '../dialogue/paged.ts'
import { notedAndConfirmed, sideDialogue } from '../dialogue/side-dialogue.ts'
import { taps } from '../dialogue/taps.ts'

/** /registrations: the office issues 继续教育代码 to the schools that applied (ruling 15). */
export const registrations = new Composer<BotContext>()

const maxNoteChars = 200

onCommand(registrations, as('DISTRICT_REVIEWER'), 'registrations', (office) => showList(office, 0))

taps(as('DISTRICT_REVIEWER'), {
  registrations: (office, page) => showList(office, pageOf(page)),
  'reg.open': async (office, id) => {
    const registration = await openOrShow(office, id)
    if (registration) showCard(office.ctx, registration)
  },
  'reg.issue': async (office, id) => {
    const registration = await openOrShow(office, id)
    if (!registration) return
    const { ctx } = office
    ctx.say(ctx.text('registration-ask-code', { school: registration.schoolName }), {
      replyHint: ctx.label('registration-code-hint'),
    })
    await ctx.place.begin(schoolCodeDialogue, asked(registration))
  },
  'reg.refuse': async (office, id) => {
    const registration = await openOrShow(office, id)
    if (!registration) return
    office.ctx.say(office.ctx.text('registration-ask-note'))
    await office.ctx.place.begin(registrationNoteDialogue, asked(registration))
  },
  // Their dialogues are over: what was typed is gone, and the application stands as before.
  'reg.issued': reopen,
  'reg.refused': reopen,
})

interface Asked {
  readonly id: string
  readonly version: number
  readonly school: string
}

const schoolCodeDialogue = sideDialogue('school-code', async (dialogue, { id, version, school }: Asked) => {
  const sure = tapData('reg.issued', id, version)
  await notedAndConfirmed(dialogue, {
    maxChars: 20,
    read: readSchoolCode,
    sure,
    confirm: (outer, code) => ({
      html: outer.text('registration-confirm-code', { code, school }),
      buttons: [
        [
          outer.button('registration-button-issue-sure', sure),
          outer.button('button-cancel', tapData('reg.open', id)),
        ],
      ],
    }),
    done: (outer, code) =>
      settle(outer, async (tx, me) => {
        const deciding = { registrationId: id, version, actor: { personId: me } }
        const outcome = await issueCode(tx, { ...deciding, code }, outer.now)
        return isRefusal(outcome)
          ? outcome
          : outer.text('registration-issued', { code: outcome.code, school })
      }),
  })
})

const registrationNoteDialogue = sideDialogue(
  'registration-note',
  async (dialogue, { id, version, school }: Asked) => {
    const sure = tapData('reg.refused', id, version)
    await notedAndConfirmed(dialogue, {
      maxChars: maxNoteChars,
      sure,
      confirm: (outer, note) => ({
        html: outer.text('registration-confirm-refuse', { note, school }),
        buttons: [
          [
            outer.button('registration-button-refuse-sure', sure),
            outer.button('button-cancel', tapData('reg.open', id)),
          ],
        ],
      }),
      done: (outer, note) =>
        settle(outer, async (tx, me) => {
          const deciding = { registrationId: id, version, actor: { personId: me } }
          const outcome = await refuseRegistration(tx, { ...deciding, note }, outer.now)
          return isRefusal(outcome) ? outcome : outer.text('registration-refused', { school })
        }),
    })
  },
)

async function settle(
  ctx: BotContext,
  act: (
    tx: Parameters<Parameters<BotContext['turn']['commit']>[0]>[0],
    me: string,
  ) => Promise<string | ReturnType<typeof refuse>>,
): Promise<void> {
  const office = actingAs(ctx, 'DISTRICT_REVIEWER')
  if (!office) return
  await ctx.turn.commit(async (tx) => {
    const outcome = await act(tx, office.me)
    ctx.show(typeof outcome === 'string' ? outcome : ctx.whyNot(outcome), {
      buttons: [[backToList(ctx)]],
    })
  })
}

async function showList({ ctx, organisation }: Office, askedPage: number): Promise<void> {
  const all = await openRegistrations(ctx.house.database.prisma, organisation.id)
  const { shown, turning } = paged(ctx, all, askedPage, (to) => tapData('registrations', to))
  const params = { count: all.length, office: organisation.name }
  ctx.show(ctx.text(all.length > 0 ? 'registrations-head' : 'registrations-none', params), {
    buttons: [
      ...shown.map(({ id, schoolName, appliedAt }) => [
        ctx.button('registrations-line', tapData('reg.open', id), {
          school: schoolName,
          at: formatInstant(appliedAt, ctx.locale),
        }),
      ]),
      turning,
    ],
  })
}

async function reopen(office: Office, id?: string): Promise<void> {
  const registration = await openOrShow(office, id)
  if (registration) showCard(office.ctx, registration)
}

/** The application if it still waits; otherwise says what became of it. */
async function openOrShow({ ctx, organisation }: Office, id?: string): Promise<Registration | undefined> {
  const back = { buttons: [[backToList(ctx)]] }
  const registration = isId(id) ? await readRegistration(ctx.house.database.prisma, id) : undefined
  if (registration?.officeId !== organisation.id) {
    ctx.sayRefusal(refuse('registration-unknown'), back)
    return undefined
  }
  if (registration.state === 'OPEN') return registration
  const { schoolName: school, code, note } = registration
  ctx.answerTap(ctx.label('card-old'))
  ctx.show(
    ctx.text(`registration-is-${registration.state}`, { school, code: code ?? '', note: note ?? '' }),
    back,
  )
  return undefined
}

function showCard(ctx: BotContext, registration: Registration): void {
  const { id, schoolName: school, ownership, details, appliedAt } = registration
  const at = formatInstant(appliedAt, ctx.locale)
  ctx.show(
    ctx.text('registration-card', {
      school,
      ownership: ctx.label(`registration-ownership-${ownership ?? 'none'}`),
      ...details,
      at,
    }),
    {
      buttons: [
        [
          ctx.button('registration-button-issue', tapData('reg.issue', id)),
          ctx.button('registration-button-refuse', tapData('reg.refuse', id)),
        ],
        [backToList(ctx)],
      ],
    },
  )
}

function asked({ id, version, schoolName }: Registration): Asked {
  return { id, version, school: schoolName }
}

function backToList(ctx: BotContext): Button {
  return ctx.button('registrations-button-back', tapData('registrations'))
}
