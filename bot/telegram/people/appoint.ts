import { readOrganisation } from '../../../core/organisations/organisation.ts'
import { appointmentsIn } from '../../../core/people/appointments.ts'
import { handOverRole } from '../../../core/people/bind.ts'
import { readNamesakes, readPerson } from '../../../core/people/colleagues.ts'
import { makeRoleInvite } from '../../../core/people/role-invite.ts'
import { giveRole, readGrant, withdrawRole } from '../../../core/people/roles.ts'
import { isRefusal, type Refusal, refuse } from '../../../core/refusal.ts'
import { roles as allRoles, type Role } from '../../../core/terms.ts'
import { formatDeadline } from '../../../core/time/shanghai.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { isId } from '../dialogue/desk.ts'
import { notedAndConfirmed, sideDialogue } from '../dialogue/side-dialogue.ts'
import { bound, taps } from '../dialogue/taps.ts'
import { askForPerson } from '../school/find-person.ts'

/** Roles given, taken and handed over; whoever has no account gets a link to forward. */

const maxNameChars = 30
const mostNamesakes = 6

interface RoleThere {
  readonly organisationId: string
  readonly organisation: string
  readonly role: Role
}

taps(bound, {
  'roles.add': async ({ ctx }, organisationId, role) => {
    const there = await roleThere(ctx, organisationId, role)
    if (!there) return
    ctx.say(ctx.text('role-invite-ask-name', wordsOf(ctx, there)), {
      replyHint: ctx.label('role-invite-name-hint'),
    })
    await ctx.place.begin(roleNameDialogue, there)
  },
  'roles.link': async ({ ctx, me }, personId, role) => {
    const person = await personWithPlace(ctx, personId)
    const there = person && (await roleThere(ctx, person.organisationId, role))
    if (person && there) await makeLink(ctx, me, there, { name: person.name, personId: person.id })
  },
  'roles.give': async ({ ctx }, personId, role) => {
    const person = await personWithPlace(ctx, personId)
    const there = person && (await roleThere(ctx, person.organisationId, role))
    if (!person || !there) return
    ctx.show(ctx.text('role-give-sure', { ...wordsOf(ctx, there), name: person.name }), {
      buttons: [
        [ctx.button('role-button-give-sure', tapData('roles.give-sure', person.id, role!))],
        [backToPlace(ctx, there.organisationId)],
      ],
    })
  },
  'roles.give-sure': async ({ ctx, me }, personId, role) => {
    const person = await personWithPlace(ctx, personId)
    const there = person && (await roleThere(ctx, person.organisationId, role))
    if (!person || !there) return
    await ctx.turn.commit(async (tx) => {
      const given = { personId: person.id, role: there.role, organisationId: there.organisationId }
      const outcome = await giveRole(tx, { ...given, actor: { personId: me } }, ctx.now)
      showOutcome(ctx, there, outcome, 'role-give-done')
    })
  },
  'roles.out': async ({ ctx }, grantId) => {
    const held = await heldOrSay(ctx, grantId)
    if (!held) return
    ctx.show(ctx.text('role-withdraw-sure', { ...wordsOf(ctx, held), name: held.name }), {
      buttons: [
        [ctx.button('role-button-withdraw-sure', tapData('roles.out-sure', held.grantId))],
        [backToPlace(ctx, held.organisationId)],
      ],
    })
  },
  'roles.out-sure': async ({ ctx, me }, grantId) => {
    const held = await heldOrSay(ctx, grantId)
    if (!held) return
    await ctx.turn.commit(async (tx) => {
      const outcome = await withdrawRole(tx, { ...held, actor: { personId: me } }, ctx.now)
      showOutcome(ctx, held, outcome, 'role-withdraw-done')
    })
  },
  'roles.over': async ({ ctx, me }, grantId) => {
    const held = await heldOrSay(ctx, grantId, me)
    if (!held) return
    await askForPerson(
      ctx,
      'role-hand-over-ask',
      {
        schoolId: held.organisationId,
        role: held.role,
        action: 'roles.over-to',
        args: [held.grantId],
      },
      wordsOf(ctx, held),
    )
  },
  'roles.over-to': async ({ ctx, me }, grantId, personId) => {
    const held = await heldOrSay(ctx, grantId, me)
    const to = held && (await personWithPlace(ctx, personId))
    if (!held || !to) return
    ctx.show(ctx.text('role-hand-over-sure', { ...wordsOf(ctx, held), name: to.name }), {
      buttons: [
        [
          ctx.button('role-button-hand-over-sure', tapData('roles.over-sure', held.grantId, to.id), {
            name: to.name,
          }),
        ],
        [backToPlace(ctx, held.organisationId)],
      ],
    })
  },
  'roles.over-sure': async ({ ctx, me }, grantId, personId) => {
    const held = await heldOrSay(ctx, grantId, me)
    if (!held) return
    if (!isId(personId)) return ctx.sayRefusal(refuse('person-unknown'))
    await ctx.turn.commit(async (tx) => {
      const { role, organisationId } = held
      const handed = { role, organisationId, fromActor: { personId: me }, toPersonId: personId }
      const outcome = await handOverRole(tx, handed, ctx.now)
      if (isRefusal(outcome)) return showOutcome(ctx, held, outcome, 'role-hand-over-done')
      // Whoever has handed over may have nothing left to go back to.
      ctx.show(ctx.text('role-hand-over-done', { ...wordsOf(ctx, held), name: outcome.toName }))
    })
  },
})

/**
 * Asks for the typed name of whoever gets the role. Namesakes on the roster are offered, and somebody new is
 * confirmed.
 */
const roleNameDialogue = sideDialogue('role-name', async (dialogue, there: RoleThere) => {
  const sure = tapData('roles.new', there.organisationId, allRoles.indexOf(there.role))
  await notedAndConfirmed(dialogue, {
    maxChars: maxNameChars,
    sure,
    confirm: (outer, name) => confirmName(outer, there, name, sure),
    done: async (outer, name) => {
      const me = outer.session.person?.id
      if (me) await makeLink(outer, me, there, { name })
    },
  })
})

async function confirmName(ctx: BotContext, there: RoleThere, name: string, sure: string) {
  const { organisationId, role } = there
  const known = await readNamesakes(ctx.house.database.prisma, {
    name,
    organisationId,
    most: mostNamesakes,
  })
  const [only] = known
  const head = ctx.text('role-invite-sure', { ...wordsOf(ctx, there), name })
  const cancel = [ctx.button('button-cancel', tapData('roles.at', organisationId))]
  const link = ctx.button('role-button-invite-sure', sure)
  if (!only || (known.length === 1 && !only.bound)) {
    const about = ctx.text(only ? 'role-invite-sure-known' : 'role-invite-sure-new', { name })
    return { html: `${head}\n${about}\n${ctx.text('role-invite-retype')}`, buttons: [[link], cancel] }
  }
  const index = allRoles.indexOf(role)
  const buttons: Button[][] = known.map(({ id, name: label, subject, bound }) => {
    const who = { name: subject ? `${label}（${subject}）` : label }
    return bound
      ? [ctx.button('role-button-give', tapData('roles.give', id, index), who)]
      : [ctx.button('role-button-link', tapData('roles.link', id, index), who)]
  })
  return { html: `${head}\n${ctx.text('role-invite-which')}`, buttons: [...buttons, cancel] }
}

/** Two messages: what whoever appoints reads, and what they forward. */
async function makeLink(
  ctx: BotContext,
  me: string,
  there: RoleThere,
  whom: { name: string; personId?: string },
): Promise<void> {
  await ctx.turn.commit(async (tx) => {
    const { role, organisationId } = there
    const asked = { ...whom, role, organisationId, actor: { personId: me } }
    const outcome = await makeRoleInvite(tx, asked, ctx.now)
    if (isRefusal(outcome)) return showOutcome(ctx, there, outcome, 'role-invite-made')
    const words = {
      ...wordsOf(ctx, there),
      name: whom.name,
      until: formatDeadline(outcome.expiresAt, ctx.locale),
    }
    ctx.show(ctx.text('role-invite-made', words), { buttons: [[backToPlace(ctx, organisationId)]] })
    const link = `https://t.me/${ctx.house.botName}?start=invite-${outcome.word}`
    ctx.say(ctx.text('role-invite-to-forward', { ...words, link }))
  })
}

function showOutcome(
  ctx: BotContext,
  there: RoleThere,
  outcome: { name: string } | Refusal,
  doneKey: string,
): void {
  const back = { buttons: [[backToPlace(ctx, there.organisationId)]] }
  ctx.show(
    isRefusal(outcome)
      ? ctx.whyNot(outcome)
      : ctx.text(doneKey, { ...wordsOf(ctx, there), name: 'name' in outcome ? outcome.name : '' }),
    back,
  )
}

/** What a button says, if this person may still appoint there; otherwise it is said that it has changed. */
async function roleThere(
  ctx: BotContext,
  organisationId?: string,
  index?: string,
): Promise<RoleThere | undefined> {
  const role = allRoles[Number(index)]
  const place = await readOrganisation(ctx.house.database.prisma, organisationId ?? '')
  const may = place && appointmentsIn(place, ctx.session.roles).some((row) => row.role === role)
  if (place && role && may) return { organisationId: place.id, organisation: place.name, role }
  ctx.sayRefusal(refuse('organisation-unknown'), {
    buttons: [[ctx.button('roles-button-back', tapData('roles'))]],
  })
  return undefined
}

async function personWithPlace(ctx: BotContext, personId?: string) {
  const person = isId(personId) ? await readPerson(ctx.house.database.prisma, personId) : undefined
  if (!person) ctx.sayRefusal(refuse('person-unknown'))
  return person
}

interface Held extends RoleThere {
  readonly grantId: string
  readonly personId: string
  readonly name: string
}

/** @param own only a role of this person's */
async function heldOrSay(ctx: BotContext, grantId?: string, own?: string): Promise<Held | undefined> {
  const held = isId(grantId) ? await readGrant(ctx.house.database.prisma, grantId) : undefined
  const visible =
    held && (own ? held.personId === own : appointmentsIn(held.place, ctx.session.roles).length > 0)
  if (!visible) {
    ctx.sayRefusal(refuse('role-not-held'), {
      buttons: [[ctx.button('roles-button-back', tapData('roles'))]],
    })
    return undefined
  }
  const { place, ...grant } = held
  return { ...grant, organisationId: place.id, organisation: place.name }
}

function wordsOf(ctx: BotContext, { organisation, role }: RoleThere) {
  return { organisation, role: ctx.label(`role-${role}`) }
}

function backToPlace(ctx: BotContext, organisationId: string): Button {
  return ctx.button('button-back', tapData('roles.at', organisationId))
}
