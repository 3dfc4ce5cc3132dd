import { Composer } from 'grammy'
import { nameOfPerson, readColleague } from '../../../core/people/colleagues.ts'
import { type OpenRequest, openRequests, readRequest, whoSettled } from '../../../core/people/requests.ts'
import { grantRequest, refuseRequest } from '../../../core/people/settle-request.ts'
import { isRefusal, type Refusal, refuse } from '../../../core/refusal.ts'
import { formatInstant } from '../../../core/time/shanghai.ts'
import { tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { onCommand } from '../dialogue/desk.ts'
import { notedAndConfirmed, type SideDialogue, sideDialogue } from '../dialogue/side-dialogue.ts'
import { taps } from '../dialogue/taps.ts'
import { deskOf, isId, type SchoolDesk } from './desk.ts'
import { askForPerson } from './find-person.ts'
import { aboutOf, backToRequests, showRequest, whoAsks } from './request-card.ts'

/** What only the school can settle: accounts bound anew, people let in, names and numbers corrected. */
export const requests = new Composer<BotContext>()

const maxNoteChars = 100
const mostShown = 10

/** What the note of a refusal belongs to, as the administrator saw it. */
interface RefusalAsked {
  readonly id: string
  readonly version: number
}

const noteOfRefusalDialogue = sideDialogue('note-of-refusal', noteOfRefusal)

onCommand(requests, deskOf, 'requests', showRequests)

taps(deskOf, {
  requests: showRequests,
  'req.open': async (desk, id) => {
    const request = await openOrShow(desk, id)
    if (request) await showRequest(desk.ctx, request)
  },
  'req.grant': async (desk, id, version) => {
    const request = await openOrShow(desk, id, version)
    if (request) await beginGranting(desk, request)
  },
  'req.is': async (desk, id, version, personId) => {
    const request = await openOrShow(desk, id, version)
    if (request) await askWhetherThisPerson(desk, request, personId)
  },
  'req.sure': (desk, id, version, personId) => grantInPlace(desk, id, version, personId),
  'req.refuse': async (desk, id, version) => {
    const request = await openOrShow(desk, id, version)
    if (request) await askBeforeRefusing(desk, request)
  },
  'req.no': (desk, id, version) => refuseInPlace(desk, id, version),
  'req.note': async (desk, id, version) => {
    const request = await openOrShow(desk, id, version)
    if (!request) return
    desk.ctx.say(desk.ctx.text('request-ask-note', { max: maxNoteChars }), {
      replyHint: desk.ctx.label('item-note-hint'),
    })
    const asked: RefusalAsked = { id: request.id, version: request.version }
    await desk.ctx.place.begin(noteOfRefusalDialogue, asked)
  },
  // Its dialogue is over: what was typed is gone, and the request stands as before.
  'req.noted': async (desk, id) => {
    const request = await openOrShow(desk, id)
    if (request) await showRequest(desk.ctx, request)
  },
})

async function showRequests({ ctx, school, me }: SchoolDesk): Promise<void> {
  const all = await openRequests(ctx.house.database.prisma, school.id)
  const forMe = all.filter(({ personId }) => personId !== me)
  const own = all.length - forMe.length
  const lines = [
    ctx.text(forMe.length > 0 ? 'requests-head' : 'requests-none', {
      school: school.name,
      count: forMe.length,
    }),
    ...(own > 0 ? [ctx.text('requests-own', { own })] : []),
  ]
  ctx.show(lines.join('\n'), {
    buttons: [
      ...forMe.slice(0, mostShown).map((request) => [
        ctx.button('school-button-request', tapData('req.open', request.id), {
          kind: ctx.label(`request-kind-${request.kind}`),
          who: whoAsks(ctx, request),
        }),
      ]),
      [ctx.button('school-button-staff', tapData('staff'))],
    ],
  })
}

/** The request if it still waits, as it was seen; otherwise says how it stands. */
async function openOrShow(desk: SchoolDesk, id?: string, version?: string): Promise<OpenRequest | undefined> {
  const { ctx, school, me } = desk
  const back = { buttons: [[backToRequests(ctx)]] }
  const request = isId(id) ? await readRequest(ctx.house.database.prisma, id) : undefined
  if (request?.organisationId !== school.id) {
    ctx.sayRefusal(refuse('request-unknown'), back)
  } else if (request.personId === me) {
    ctx.sayRefusal(refuse('own-item'), back)
  } else if (request.state !== 'OPEN') {
    ctx.answerTap(ctx.label('card-old'))
    ctx.show(
      ctx.text(`request-is-${request.state}`, {
        ...aboutOf(ctx, request),
        ...(await settledBy(ctx, request)),
      }),
      back,
    )
  } else if (version !== undefined && version !== String(request.version)) {
    ctx.answerTap(ctx.label('card-old'))
    await showRequest(desk.ctx, request)
  } else return request
  return undefined
}

/** Whoever comes second is told who was first, and when. */
async function settledBy(ctx: BotContext, { id }: OpenRequest): Promise<{ by: string; at: string }> {
  const { by, at } = await whoSettled(ctx.house.database.prisma, id)
  return { by: by ?? ctx.label('item-by-system'), at: at ? formatInstant(at, ctx.locale) : '' }
}

/**
 * Re-binding is asked once more, because a stranger could ask for it. Letting somebody in begins with who it
 * is.
 */
async function beginGranting(desk: SchoolDesk, request: OpenRequest): Promise<void> {
  const { ctx, school } = desk
  const { id, version, kind } = request
  if (kind === 'NOT_ON_ROSTER') {
    return askForPerson(ctx, 'request-who-is-it', {
      schoolId: school.id,
      action: 'req.is',
      args: [id, version],
    })
  }
  if (kind !== 'REBIND') return grantInPlace(desk, id, String(version))
  ctx.show(ctx.text('request-sure-REBIND', aboutOf(ctx, request)), {
    buttons: [
      [ctx.button('school-button-grant-sure', tapData('req.sure', id, version))],
      [ctx.button('button-back', tapData('req.open', id))],
    ],
  })
}

async function askWhetherThisPerson({ ctx, school }: SchoolDesk, request: OpenRequest, personId?: string) {
  const { id, version } = request
  const person = isId(personId)
    ? await readColleague(ctx.house.database.prisma, personId, school.id)
    : undefined
  if (!person) return ctx.say(ctx.text('teacher-unknown'), { buttons: [[backToRequests(ctx)]] })
  ctx.show(ctx.text('request-sure-NOT_ON_ROSTER', { ...aboutOf(ctx, request), name: person.name }), {
    buttons: [
      [ctx.button('school-button-grant-sure', tapData('req.sure', id, version, person.id))],
      [ctx.button('button-back', tapData('req.open', id))],
    ],
  })
}

async function grantInPlace(
  { ctx, me }: SchoolDesk,
  id?: string,
  version?: string,
  personId?: string,
): Promise<void> {
  if (!isId(id) || (personId !== undefined && !isId(personId))) return ctx.answerTap(ctx.label('card-old'))
  await ctx.turn.commit(async (tx) => {
    const outcome = await grantRequest(
      tx,
      { requestId: id, version: Number(version), actor: { personId: me }, personId },
      { sealer: ctx.house.sealer, cycle: ctx.cycle, now: ctx.now },
    )
    if (isRefusal(outcome)) return showRefused(ctx, outcome)
    const request = await readRequest(tx, id)
    const name = await nameOfPerson(tx, outcome.personId)
    ctx.show(ctx.text('request-granted', { kind: ctx.label(`request-kind-${request!.kind}`), who: name }), {
      buttons: [[backToRequests(ctx)]],
    })
  })
}

async function askBeforeRefusing({ ctx }: SchoolDesk, request: OpenRequest): Promise<void> {
  const { id, version } = request
  ctx.show(ctx.text('request-sure-refuse', aboutOf(ctx, request)), {
    buttons: [
      [ctx.button('school-button-refuse-without-note', tapData('req.no', id, version))],
      [ctx.button('school-button-write-note', tapData('req.note', id, version))],
      [ctx.button('button-back', tapData('req.open', id))],
    ],
  })
}

async function refuseInPlace(
  { ctx, me }: SchoolDesk,
  id?: string,
  version?: string | number,
  note?: string,
): Promise<void> {
  if (!isId(id)) return ctx.answerTap(ctx.label('card-old'))
  await ctx.turn.commit(async (tx) => {
    const settling = { requestId: id, version: Number(version), actor: { personId: me } }
    const outcome = await refuseRequest(tx, { ...settling, ...(note && { note }) }, ctx.now)
    if (isRefusal(outcome)) return showRefused(ctx, outcome)
    const request = await readRequest(tx, id)
    const lines = [
      ctx.text('request-refused', aboutOf(ctx, request!)),
      ...(note ? [ctx.text('item-entry-note', { note })] : []),
    ]
    ctx.show(lines.join('\n'), { buttons: [[backToRequests(ctx)]] })
  })
}

async function noteOfRefusal(dialogue: SideDialogue, { id, version }: RefusalAsked): Promise<void> {
  const sure = tapData('req.noted', id, version)
  await notedAndConfirmed(dialogue, {
    maxChars: maxNoteChars,
    sure,
    confirm: (outer, note) => ({
      html: outer.text('request-confirm-refuse', { note }),
      buttons: [
        [
          outer.button('school-button-confirm-refuse', sure),
          outer.button('button-cancel', tapData('req.open', id)),
        ],
      ],
    }),
    done: async (outer, note) => {
      const desk = deskOf(outer)
      if (desk) await refuseInPlace(desk, id, version, note)
    },
  })
}

/** Whoever came second sees who was first instead of a card that can no longer be used. */
function showRefused(ctx: BotContext, refusal: Refusal): void {
  ctx.show(ctx.whyNot(refusal), { buttons: [[backToRequests(ctx)]] })
}
