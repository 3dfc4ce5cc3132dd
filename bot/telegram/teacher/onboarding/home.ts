import { closingOf, enterWindow } from '../../../../core/cycle/windows.ts'
import { readStatus, type StatusItem } from '../../../../core/declarations/status.ts'
import { leftToDo } from '../../../../core/duties/left-to-do.ts'
import { organisationOf } from '../../../../core/organisations/organisation.ts'
import { isProfileConfirmed } from '../../../../core/people/profile.ts'
import { isRefusal } from '../../../../core/refusal.ts'
import { categories, categoryLabels, type Role } from '../../../../core/terms.ts'
import { formatDeadline } from '../../../../core/time/shanghai.ts'
import type { Database, Transaction } from '../../../../prisma/database.ts'
import { type Button, tapData } from '../../dialogue/buttons.ts'
import { rolesOf } from '../../dialogue/command-menu.ts'
import type { BotContext } from '../../dialogue/context.ts'
import { inRows } from '../../dialogue/desk.ts'
import { correctionText, returnedText } from '../../dialogue/returned.ts'
import type { TapName } from '../../dialogue/tap-names.ts'

const maxPairedChars = 9

/** What comes next for a teacher. */
type NextStep = 'returned' | 'profile' | 'draft' | 'missing' | 'reached' | 'closed'

/** Who somebody is here, and what comes next for them. */
export async function showHome(ctx: BotContext): Promise<void> {
  const person = ctx.session.person!
  const organisation = await organisationOf(ctx.house.database.prisma, person.organisationId)
  const params = { name: person.name, organisation: organisation.name, cycle: ctx.cycle.name[ctx.locale] }
  const next = await whatNext(ctx, person.id)
  ctx.show([ctx.text('home', params), ...next.lines].join('\n\n'), { buttons: next.buttons })
}

/**
 * What somebody can do now: a teacher's next step in words, and a button for what each of their roles does
 * most.
 */
export async function whatNext(
  ctx: BotContext,
  personId: string,
  db: Database['prisma'] | Transaction = ctx.house.database.prisma,
): Promise<{ lines: string[]; buttons: Button[][] }> {
  const held = rolesOf(ctx)
  if (held.length === 0) return { lines: [ctx.text('home-no-role')], buttons: [] }
  const commands = [...new Set(held.flatMap((role) => commandsAtHome[role] ?? []))]
  const ofOffices = inRows(
    commands.map((command) => ctx.button(`command-${command}`, tapOf(command))),
    maxPairedChars,
  )
  const forOffices = commands.length > 0 ? [ctx.text('home-office')] : []
  if (!held.includes('TEACHER')) return { lines: forOffices, buttons: ofOffices }
  const { step, html } = await nextStepOf(ctx, personId, db)
  return { lines: [html, ...forOffices], buttons: [...teacherButtons(ctx, step), ...ofOffices] }
}

/** The commands that each role needs most; all others stand in /help. */
const commandsAtHome: Readonly<Partial<Record<Role, readonly HomeCommand[]>>> = {
  SCHOOL_ADMIN: ['queue', 'staff', 'requests', 'publicity'],
  HR_OFFICER: ['sheets', 'notpassed'],
  PRINCIPAL: ['school', 'notpassed'],
  DISTRICT_REVIEWER: ['review', 'schools', 'late', 'complaints'],
  PROVIDER: ['records', 'disputes'],
  CITY_OPERATOR: ['progress', 'statistics', 'records', 'export'],
  CITY_SUPERVISOR: ['progress', 'statistics', 'complaints', 'confirm'],
}

/** Commands whose button has another name. */
const otherTaps = { school: 'principal', confirm: 'city.confirm' } as const satisfies Record<string, TapName>
type HomeCommand = TapName | keyof typeof otherTaps

function tapOf(command: HomeCommand): string {
  return tapData(command === 'school' || command === 'confirm' ? otherTaps[command] : command)
}

/** The first one is the next step. */
function teacherButtons(ctx: BotContext, step: NextStep): Button[][] {
  const button = (key: string, action: TapName) => ctx.button(key, tapData(action))
  const declare = button(step === 'draft' ? 'home-button-continue-draft' : 'home-button-declare', 'declare')
  const status = button('home-button-status', 'status')
  const profile = button(step === 'profile' ? 'home-button-check-profile' : 'home-button-profile', 'profile')
  if (step === 'profile') return [[profile], [status]]
  return step === 'returned' ? [[status], [declare, profile]] : [[declare, status], [profile]]
}

async function nextStepOf(
  ctx: BotContext,
  personId: string,
  db: Database['prisma'] | Transaction,
): Promise<{ step: NextStep; html: string }> {
  const { cycle, now, locale } = ctx
  const status = await readStatus(db, personId, cycle, now)
  const confirmed = await isProfileConfirmed(db, personId, cycle.id)
  const deadline = formatDeadline(closingOf(cycle, 'declaration'), locale)
  const { toCorrect, drafts } = leftToDo(status, confirmed)
  if (toCorrect.length > 0) {
    const html = ctx.text('home-returned', { returned: returnedText(locale, toCorrect) })
    return { step: 'returned', html: [html, ...untilWhen(ctx, toCorrect)].join('\n') }
  }
  const { missing } = status.ledger
  const gaps = categories
    .filter((category) => missing[category] > 0)
    .map((category) =>
      ctx.text('home-gap', { of: categoryLabels[category][locale], hours: missing[category] }),
    )
  if (missing.total > 0) gaps.push(ctx.text('home-gap-total', { hours: missing.total }))
  const still = { gaps: { html: gaps.join(ctx.label('list-comma')) }, deadline }
  if (isRefusal(enterWindow(cycle, 'declaration', now))) {
    return { step: 'closed', html: ctx.text(gaps.length > 0 ? 'home-closed-missing' : 'home-closed', still) }
  }
  if (!confirmed) return { step: 'profile', html: ctx.text('home-profile', { deadline }) }
  if (drafts > 0) return { step: 'draft', html: ctx.text('home-draft', { count: drafts, deadline }) }
  if (gaps.length > 0) return { step: 'missing', html: ctx.text('home-missing', still) }
  return { step: 'reached', html: ctx.text('home-reached') }
}

/** Until when what came back can be corrected, the nearest end first; each said once. */
function untilWhen(ctx: BotContext, toCorrect: readonly StatusItem[]): string[] {
  const lines = toCorrect.map(({ correction }) => correctionText(ctx.locale, 'home-correct', correction!))
  return [...new Set(lines)]
}
