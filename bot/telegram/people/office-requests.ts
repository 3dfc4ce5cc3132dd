import { type OpenRequest, readRequest, requestsForOffice } from '../../../core/people/requests.ts'
import { grantRequest, refuseRequest } from '../../../core/people/settle-request.ts'
import { isRefusal, refuse } from '../../../core/refusal.ts'
import { formatInstant } from '../../../core/time/shanghai.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { as, isId, type Office } from '../dialogue/desk.ts'
import { taps } from '../dialogue/taps.ts'
import { aboutOf, asksFor, whoAsks } from '../school/request-card.ts'

/**
 * What a school's only administrator asks for themselves. The office above settles it, because nobody settles
 * their own request.
 */

const mostShown = 10

taps(as('DISTRICT_REVIEWER'), {
  oreq: showList,
  'oreq.open': async (office, id) => {
    const request = await openOrSay(office, id)
    if (request) await showCard(office.ctx, request)
  },
  'oreq.yes': (office, id, version) => settle(office, id, version, true),
  'oreq.no': (office, id, version) => settle(office, id, version, false),
})

async function showList({ ctx, organisation }: Office): Promise<void> {
  const all = await requestsForOffice(ctx.house.database.prisma, organisation.id)
  ctx.show(
    ctx.text(all.length > 0 ? 'office-requests-head' : 'office-requests-none', { count: all.length }),
    {
      buttons: [
        ...all.slice(0, mostShown).map((request) => [
          ctx.button('school-button-request', tapData('oreq.open', request.id), {
            kind: ctx.label(`request-kind-${request.kind}`),
            who: whoAsks(ctx, request),
          }),
        ]),
        [ctx.button('roles-button-back', tapData('roles'))],
      ],
    },
  )
}

async function openOrSay({ ctx, organisation }: Office, id?: string): Promise<OpenRequest | undefined> {
  const all = await requestsForOffice(ctx.house.database.prisma, organisation.id)
  const request = all.find((one) => one.id === id)
  if (!request) ctx.sayRefusal(refuse('request-unknown'), { buttons: [[backToList(ctx)]] })
  return request
}

async function showCard(ctx: BotContext, request: OpenRequest): Promise<void> {
  const { id, version, kind, createdAt } = request
  const lines = [
    ctx.text('request-head', { ...aboutOf(ctx, request), at: formatInstant(createdAt, ctx.locale) }),
    await asksFor(ctx, request),
    ctx.text(`request-check-${kind}`),
  ]
  ctx.show(lines.join('\n'), {
    buttons: [
      [
        // Whoever is on no roster is looked for by an administrator of the school, once there is one.
        ...(kind === 'NOT_ON_ROSTER'
          ? []
          : [ctx.button('school-button-grant', tapData('oreq.yes', id, version))]),
        ctx.button('school-button-refuse', tapData('oreq.no', id, version)),
      ],
      [backToList(ctx)],
    ],
  })
}

async function settle(
  { ctx, me }: Office,
  id: string | undefined,
  version: string | undefined,
  granted: boolean,
): Promise<void> {
  if (!isId(id)) return ctx.answerTap(ctx.label('card-old'))
  const settling = { requestId: id, version: Number(version), actor: { personId: me } }
  await ctx.turn.commit(async (tx) => {
    const outcome = granted
      ? await grantRequest(tx, settling, { sealer: ctx.house.sealer, cycle: ctx.cycle, now: ctx.now })
      : await refuseRequest(tx, settling, ctx.now)
    const back = { buttons: [[backToList(ctx)]] }
    if (isRefusal(outcome)) return ctx.show(ctx.whyNot(outcome), back)
    const request = await readRequest(tx, id)
    ctx.show(ctx.text(granted ? 'request-granted' : 'request-refused', aboutOf(ctx, request!)), back)
  })
}

function backToList(ctx: BotContext): Button {
  return ctx.button('school-button-requests', tapData('oreq'))
}
