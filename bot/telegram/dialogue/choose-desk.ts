import { Composer } from 'grammy'
import { chooseDesk as keepDesk } from '../../../core/people/account.ts'
import { type Button, tapData } from './buttons.ts'
import type { BotContext } from './context.ts'
import { boundPerson } from './guards.ts'
import { asideTaps, bound } from './taps.ts'

/** /desk: for which organisation somebody acts who holds roles in several. */
export const chooseDesk = new Composer<BotContext>()

const first = 'auto'

chooseDesk.command('desk', (ctx) => {
  if (boundPerson(ctx)) showDesks(ctx, ctx.session.desk)
})

asideTaps(bound, {
  async 'desk.choose'({ ctx }, chosen) {
    const desk = chosen === first ? null : desksOf(ctx).find(({ id }) => id === chosen)
    // The role may have gone since, or the button was forged.
    if (desk === undefined) {
      ctx.answerTap(ctx.label('card-old'))
      return showDesks(ctx, ctx.session.desk)
    }
    await keepDesk(ctx.house.database, ctx.session.accountId, desk?.id ?? null)
    if (desk) ctx.answerTap(ctx.label('desk-set', { organisation: desk.name }))
    showDesks(ctx, desk?.id ?? null)
  },
})

/** Where there is nothing to choose, the menu does not offer it. */
export function hasDesksToChoose(ctx: BotContext): boolean {
  return desksOf(ctx).length > 1
}

interface DeskChoice {
  readonly id: string
  readonly name: string
  readonly roles: string
}

/** The organisations in which this person holds a role other than that of a teacher, who acts for nobody. */
function desksOf({ session, label }: BotContext): DeskChoice[] {
  const held = session.roles.filter(({ role }) => role !== 'TEACHER')
  const names = new Map(
    held.map(({ organisationId, organisationName }) => [organisationId, organisationName]),
  )
  return [...names].map(([id, name]) => ({
    id,
    name,
    roles: held
      .filter(({ organisationId }) => organisationId === id)
      .map(({ role }) => label(`role-${role}`))
      .join(label('desk-separator')),
  }))
}

function showDesks(ctx: BotContext, deskId: string | null): void {
  const desks = desksOf(ctx)
  const [only, another] = desks
  if (!only || !another) {
    ctx.show(
      only
        ? ctx.text('desk-only-one', { organisation: only.name, roles: only.roles })
        : ctx.text('desk-none'),
    )
    return
  }
  const used = desks.find(({ id }) => id === deskId)
  const lines = desks.map(({ name, roles }) => ctx.text('desk-line', { organisation: name, roles }))
  const choice = (label: string, value: string, isChosen: boolean): Button[] => [
    { label: isChosen ? `✓ ${label}` : label, data: tapData('desk.choose', value) },
  ]
  const head = used ? ctx.text('desk-used', { organisation: used.name }) : ctx.text('desk-used-first')
  ctx.show([head, lines.join('\n'), ctx.text('desk-ask')].join('\n\n'), {
    buttons: [
      ...desks.map(({ id, name }) => choice(name, id, id === used?.id)),
      choice(ctx.label('desk-button-first'), first, !used),
    ],
  })
}
