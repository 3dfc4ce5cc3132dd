import { Composer } from 'grammy'
import { readOrganisation } from '../../../core/organisations/organisation.ts'
import { appointmentsIn, countPlaces, placesWithoutHead } from '../../../core/people/appointments.ts'
import { requestsForOffice } from '../../../core/people/requests.ts'
import { holdersIn, openRoleInvites, type RoleHolder } from '../../../core/people/roles.ts'
import { refuse } from '../../../core/refusal.ts'
import { roles as allRoles, type Role } from '../../../core/terms.ts'
import { formatDeadline } from '../../../core/time/shanghai.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { inRows, onCommand, pageOf } from '../dialogue/desk.ts'
import './appoint.ts'
import { linesPerPage, pageOfMany } from '../dialogue/paged.ts'
import { type Bound, bound, taps } from '../dialogue/taps.ts'
import { askForOrganisation } from './find-organisation.ts'

/**
 * /roles: who holds which role in which organisation, for everybody who may give a role or has one to hand
 * over.
 */
export const roles = new Composer<BotContext>()

const maxPairedChars = 10

taps(bound, {
  roles: showRoles,
  'roles.find': ({ ctx }) => askForOrganisation(ctx),
  'roles.none': ({ ctx }, page) => showWithoutHead(ctx, pageOf(page)),
  // Its dialogue is over: the name that was typed is gone.
  'roles.new': ({ ctx, me }, organisationId) => {
    ctx.answerTap(ctx.label('card-old'))
    return showPlace(ctx, me, organisationId)
  },
  'roles.at': ({ ctx, me }, organisationId) => showPlace(ctx, me, organisationId),
})

onCommand(roles, bound, 'roles', showRoles)

async function showRoles({ ctx }: Bound): Promise<void> {
  const held = ctx.session.roles.filter(({ role }) => role !== 'TEACHER')
  if (held.length === 0) return ctx.show(ctx.text('roles-only-teacher'))
  const { prisma } = ctx.house.database
  const offices = held.filter(({ role }) => role === 'DISTRICT_REVIEWER')
  const [appointable, lacking, requests] = await Promise.all([
    countPlaces(prisma, held),
    countPlaces(prisma, held, { lacking: true }),
    Promise.all(offices.map(({ organisationId }) => requestsForOffice(prisma, organisationId))),
  ])
  const own = new Map(held.map(({ organisationId, organisationName }) => [organisationId, organisationName]))
  const reachesFurther = held.some(({ role }) => role === 'CITY_OPERATOR' || role === 'DISTRICT_REVIEWER')
  ctx.show(
    [
      ctx.text('roles-head', {
        held: {
          html: held
            .map(({ role, organisationName }) =>
              ctx.text('roles-held', { organisation: organisationName, role: ctx.label(`role-${role}`) }),
            )
            .join('\n'),
        },
      }),
      ctx.text(appointable > 0 ? 'roles-what-to-do' : 'roles-nothing-to-appoint'),
    ].join('\n'),
    {
      buttons: [
        ...[...own].map(([id, label]) => [{ label, data: tapData('roles.at', id) }]),
        reachesFurther ? [ctx.button('roles-button-find', tapData('roles.find'))] : [],
        lacking > 0 ? [ctx.button('roles-button-without', tapData('roles.none', 0), { count: lacking })] : [],
        offices.length > 0
          ? [ctx.button('roles-button-admin-requests', tapData('oreq'), { count: requests.flat().length })]
          : [],
      ],
    },
  )
}

async function showWithoutHead(ctx: BotContext, asked: number): Promise<void> {
  const { prisma } = ctx.house.database
  const count = await countPlaces(prisma, ctx.session.roles, { lacking: true })
  const { at, pages, skip, turning } = pageOfMany(ctx, count, asked, (to) => tapData('roles.none', to))
  const places = await placesWithoutHead(prisma, ctx.session.roles, {
    skip,
    take: linesPerPage,
  })
  ctx.show(ctx.text('roles-without-head', { count, page: at + 1, pages }), {
    buttons: [
      ...places.map(({ id, name }) => [{ label: name, data: tapData('roles.at', id) }]),
      turning,
      [backToRoles(ctx)],
    ],
  })
}

/** An organisation with everybody who holds a role there, and what whoever looks may do about it. */
export async function showPlace(ctx: BotContext, me: string, organisationId?: string): Promise<void> {
  const { prisma } = ctx.house.database
  const place = await readOrganisation(prisma, organisationId ?? '')
  const rows = place ? appointmentsIn(place, ctx.session.roles) : []
  const isMine = ctx.session.roles.some(
    (held) => held.organisationId === place?.id && held.role !== 'TEACHER',
  )
  if (!place || (rows.length === 0 && !isMine)) {
    return ctx.sayRefusal(refuse('organisation-unknown'), { buttons: [[backToRoles(ctx)]] })
  }
  const [holders, invites] = await Promise.all([
    holdersIn(prisma, place.id),
    openRoleInvites(prisma, place.id, ctx.now),
  ])
  const giveable = new Set(rows.map(({ role }) => role))
  const shown = allRoles.filter((role) => giveable.has(role) || holders.some((one) => one.role === role))
  const lines = [
    ctx.text('roles-at-head', { organisation: place.name }),
    ...shown.map((role) =>
      ctx.text('roles-at-line', {
        role: ctx.label(`role-${role}`),
        holders: namesOf(ctx, holders, role) || ctx.label('roles-at-nobody'),
      }),
    ),
    ...invites.map(({ role, name, expiresAt }) =>
      ctx.text('roles-at-invited', {
        role: ctx.label(`role-${role}`),
        name,
        until: formatDeadline(expiresAt, ctx.locale),
      }),
    ),
  ]
  const params = (role: Role, name = '') => ({ role: ctx.label(`role-${role}`), name })
  ctx.show(lines.join('\n'), {
    buttons: [
      ...inRows(
        [...giveable].map((role) =>
          ctx.button(
            'roles-button-add',
            tapData('roles.add', place.id, allRoles.indexOf(role)),
            params(role),
          ),
        ),
        maxPairedChars,
      ),
      ...holders
        .filter(({ role, personId }) => giveable.has(role) && personId !== me)
        .map(({ grantId, role, name }) => [
          ctx.button('roles-button-withdraw', tapData('roles.out', grantId), params(role, name)),
        ]),
      ...holders
        .filter(({ personId }) => personId === me)
        .map(({ grantId, role }) => [
          ctx.button('roles-button-hand-over', tapData('roles.over', grantId), params(role)),
        ]),
      [backToRoles(ctx)],
    ],
  })
}

export function backToRoles(ctx: BotContext): Button {
  return ctx.button('roles-button-back', tapData('roles'))
}

function namesOf(ctx: BotContext, holders: readonly RoleHolder[], role: Role): string {
  return holders
    .filter((one) => one.role === role)
    .map(({ name, bound }) => name + (bound ? '' : ctx.label('roles-at-unbound')))
    .join(ctx.label('list-comma'))
}
