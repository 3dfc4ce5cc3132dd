import { Composer } from 'grammy'
import { digestRoles } from '../../../core/notices/notice.ts'
import { isRefusal } from '../../../core/refusal.ts'
import {
  choosableHours,
  chooseReminderHour,
  muteReminders,
  type ReminderPreferences,
  readPreferences,
} from '../../../core/reminders/preferences.ts'
import { ladderEndsAt, laddersOf, rungsOf } from '../../../core/reminders/rungs.ts'
import { civilDateOf, formatDay, formatDeadline, hourOf } from '../../../core/time/shanghai.ts'
import type { Transaction } from '../../../prisma/database.ts'
import { tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { boundPerson } from '../dialogue/guards.ts'
import { asideTaps, bound } from '../dialogue/taps.ts'

/** /reminders: what comes when, the hour of the day, and silence for everything that is no decision. */
export const reminders = new Composer<BotContext>()

reminders.command('reminders', (ctx) => showSettings(ctx, 'say'))

asideTaps(bound, {
  reminders: ({ ctx }) => showSettings(ctx, 'say'),
  'reminders.hour': ({ ctx }, hour) =>
    ctx.turn.commit(async (tx) => {
      const outcome = await chooseReminderHour(
        tx,
        ctx.session.accountId,
        hour === usual ? null : Number(hour),
      )
      if (isRefusal(outcome)) return ctx.sayRefusal(outcome)
      ctx.answerTap(ctx.label('reminders-hour-set'))
      await showSettings(ctx, 'show', tx)
    }),
  'reminders.mute': ({ ctx }) => setMuted(ctx, true),
  'reminders.unmute': ({ ctx }) => setMuted(ctx, false),
})

const usual = 'usual'

function setMuted(ctx: BotContext, muted: boolean): Promise<void> {
  return ctx.turn.commit(async (tx) => {
    await muteReminders(tx, ctx.session.accountId, muted, ctx.now)
    ctx.answerTap(ctx.label(muted ? 'reminders-muted-now' : 'reminders-unmuted-now'))
    await showSettings(ctx, 'show', tx)
  })
}

async function showSettings(
  ctx: BotContext,
  voice: 'say' | 'show',
  db: Transaction = ctx.house.database.prisma as Transaction,
): Promise<void> {
  if (!boundPerson(ctx)) return
  const chosen = await readPreferences(db, ctx.session.accountId)
  const roles = new Set(ctx.session.roles.map(({ role }) => role))
  const { fromHour, untilHour, exceptLastHours } = ctx.cycle.reminders.quiet
  const parts = [
    [
      ctx.text('reminders-title'),
      chosen.muted ? ctx.text('reminders-muted') : ctx.text('reminders-on', { time: timeOf(ctx, chosen) }),
      ctx.text('reminders-decisions'),
    ].join('\n'),
    ...(chosen.muted
      ? []
      : [
          ...(roles.has('TEACHER') ? [ladderText(ctx, chosen)] : []),
          ...(digestRoles.some((role) => roles.has(role))
            ? [ctx.text('reminders-digest', { time: timeOf(ctx, chosen, 'digest') })]
            : []),
          ctx.text('reminders-quiet', { from: fromHour, until: untilHour, hours: exceptLastHours }),
          ctx.text('reminders-ask'),
        ]),
  ]
  ctx[voice](parts.join('\n\n'), { buttons: buttonsOf(ctx, chosen) })
}

/** When this person's reminders come, in words; of digests where they have a time of their own. */
export function timeOf(
  ctx: Pick<BotContext, 'label' | 'cycle'>,
  { hour }: ReminderPreferences,
  of: 'reminders' | 'digest' = 'reminders',
): string {
  if (hour !== null) return ctx.label('reminders-time-own', { hour })
  const { reminders: rules } = ctx.cycle
  const time = of === 'digest' ? rules.digestAt.replace(/^0/, '') : `${rules.hour}:00`
  return ctx.label('reminders-time-usual', { time })
}

/**
 * The days that are still to come, by the windows that a teacher can be late for. The hour is shown only
 * where it differs from the teacher's own.
 */
function ladderText(ctx: BotContext, { hour }: ReminderPreferences): string {
  const { cycle, locale, now } = ctx
  const usualHour = hour ?? cycle.reminders.hour
  const lines = laddersOf(cycle)
    .map((ladder) => ({
      ladder,
      rungs: rungsOf(cycle, ladder, hour ?? undefined).filter(({ at }) => at > now),
    }))
    .filter(({ rungs }) => rungs.length > 0)
    .sort((one, other) => +one.rungs[0]!.at - +other.rungs[0]!.at)
    .map(({ ladder, rungs }) =>
      ctx.text('reminders-ladder-line', {
        window: ctx.label(`window-${ladder.window}`),
        deadline: formatDeadline(ladderEndsAt(cycle, ladder), locale),
        dates: rungs
          .map(({ at }) => {
            const day = formatDay(civilDateOf(at), locale)
            return hourOf(at) === usualHour ? day : `${day} ${hourOf(at)}:00`
          })
          .join(ctx.label('reminders-ladder-separator')),
      }),
    )
  return [
    ctx.text('reminders-teacher'),
    ...(lines.length > 0 ? lines : [ctx.text('reminders-nothing-ahead')]),
  ].join('\n')
}

const hoursPerRow = 5

function buttonsOf(ctx: BotContext, { hour: chosen, muted }: ReminderPreferences) {
  if (muted) return [[ctx.button('reminders-button-unmute', tapData('reminders.unmute'))]]
  const marked = (label: string, isChosen: boolean) => (isChosen ? `✓ ${label}` : label)
  const hours = choosableHours.map((hour) => ({
    label: marked(ctx.label('reminders-button-hour', { hour }), hour === chosen),
    data: tapData('reminders.hour', hour),
  }))
  const rows = Array.from({ length: Math.ceil(hours.length / hoursPerRow) }, (_, row) =>
    hours.slice(row * hoursPerRow, (row + 1) * hoursPerRow),
  )
  const asUsual = {
    label: marked(ctx.label('reminders-button-usual'), chosen === null),
    data: tapData('reminders.hour', usual),
  }
  return [...rows, [asUsual], [ctx.button('reminders-button-mute', tapData('reminders.mute'))]]
}
