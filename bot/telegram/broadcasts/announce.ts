import { Composer } from 'grammy'
import {
  type Audience,
  announce,
  audiences,
  audiencesOf,
  mostAnnouncementChars,
  reachOf,
  readAnnouncement,
} from '../../../core/broadcasts/announce.ts'
import { runningBroadcastsOf } from '../../../core/broadcasts/broadcast-progress.ts'
import { isRefusal } from '../../../core/refusal.ts'
import type { Role } from '../../../core/terms.ts'
import { tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { actingAs, as, type Office, onCommand } from '../dialogue/desk.ts'
import { notedAndConfirmed, type SideDialogue, sideDialogue } from '../dialogue/side-dialogue.ts'
import { taps } from '../dialogue/taps.ts'
import { showCard, titleOf } from './card.ts'

/**
 * /announce: sends one's own text to one's teachers or schools. It is shown with whom it reaches before it is
 * sent.
 */
export const announcing = new Composer<BotContext>()

export const announcers = [
  'CITY_OPERATOR',
  'DISTRICT_REVIEWER',
  'SCHOOL_ADMIN',
] as const satisfies readonly Role[]

const mostRunningShown = 5

onCommand(announcing, as(...announcers), 'announce', showAnnouncing)

taps(as(...announcers), {
  announce: showAnnouncing,
  'announce.to': askForText,
  // Confirming belongs to the dialogue; a tap that comes here is late.
  'announce.send': (office) => {
    office.ctx.answerTap(office.ctx.label('card-old'))
    return showAnnouncing(office)
  },
})

/** Whom one may speak to, and what is under way. */
export async function showAnnouncing({ ctx, role, organisation }: Office): Promise<void> {
  const running = await runningBroadcastsOf(ctx.house.database.prisma, organisation.id)
  const html = [
    ctx.text('announce-head', { organisation: organisation.name }),
    ...(running.length > 0 ? [ctx.text('announce-running', { count: running.length })] : []),
  ].join('\n\n')
  ctx.show(html, {
    buttons: [
      ...(audiencesOf[role] ?? []).map((audience) => [
        ctx.button(`announce-button-to-${audience}-${placeOf(role)}`, tapData('announce.to', audience)),
      ]),
      ...running.slice(0, mostRunningShown).map((broadcast) => [
        {
          label: ctx.label('announce-button-running', {
            title: titleOf(broadcast, ctx.locale).slice(0, 20),
            done: broadcast.sent + broadcast.failed,
            total: broadcast.total,
          }),
          data: tapData('bc.open', broadcast.id),
        },
      ]),
    ],
  })
}

async function askForText(office: Office, audience: string | undefined): Promise<void> {
  const { ctx, role } = office
  if (!isAudience(audience) || !audiencesOf[role]?.includes(audience)) return showAnnouncing(office)
  ctx.say(
    ctx.text('announce-ask', {
      whom: ctx.label(`announce-button-to-${audience}-${placeOf(role)}`),
      max: mostAnnouncementChars,
    }),
    { replyHint: ctx.label('announce-hint') },
  )
  await ctx.place.begin(announcementDialogue, { role, audience })
}

const announcementDialogue = sideDialogue('announcement', writeAnnouncement)

async function writeAnnouncement(
  dialogue: SideDialogue,
  { role, audience }: { role: Role; audience: Audience },
): Promise<void> {
  await notedAndConfirmed(dialogue, {
    maxChars: mostAnnouncementChars,
    read: readAnnouncement,
    sure: tapData('announce.send', audience),
    confirm: (ctx, text) => preview(ctx, text, { role, audience }),
    done: (ctx, text) => send(ctx, text, { role, audience }),
  })
}

async function preview(
  ctx: BotContext,
  text: string,
  { role, audience }: { role: Role; audience: Audience },
) {
  const speaking = speakingOf(ctx, role, audience)
  if (!speaking) return { html: ctx.text('card-old'), buttons: [] }
  const { quiet } = ctx.cycle.reminders
  const reach = await reachOf(ctx.house.database.prisma, speaking)
  const { reachable, unreachable, notBound } = reach
  return {
    html: [
      ctx.text('announce-preview', {
        whom: ctx.label(`announce-button-to-${audience}-${placeOf(role)}`),
        count: reachable,
      }),
      `<blockquote>${ctx.text('notice-announcement', { from: speaking.organisationName, text })}</blockquote>`,
      ...(notBound > 0 ? [ctx.text('announce-not-bound', { count: notBound })] : []),
      ...(unreachable > 0 ? [ctx.text('announce-unreachable', { count: unreachable })] : []),
      ctx.text('announce-preview-what-next', { from: quiet.fromHour, until: quiet.untilHour }),
    ].join('\n\n'),
    buttons: [
      [ctx.button('announce-button-send', tapData('announce.send', audience), { count: reachable })],
      [ctx.button('button-cancel', tapData('announce'))],
    ],
  }
}

async function send(ctx: BotContext, text: string, { role, audience }: { role: Role; audience: Audience }) {
  const speaking = speakingOf(ctx, role, audience)
  if (!speaking) return
  await ctx.turn.commit(
    async (tx) => {
      const outcome = await announce(tx, { ...speaking, text }, ctx.now)
      if (isRefusal(outcome)) ctx.sayRefusal(outcome)
      else await showCard(ctx, tx, outcome.id)
    },
    { timeoutSeconds: 30 },
  )
}

function speakingOf(ctx: BotContext, role: Role, audience: Audience) {
  const office = actingAs(ctx, role)
  return (
    office && {
      actor: { personId: office.me },
      role,
      organisationId: office.organisation.id,
      organisationName: office.organisation.name,
      audience,
    }
  )
}

/** 本校、所属学校、全市: the same people are called differently from there. */
function placeOf(role: Role): string {
  if (role === 'SCHOOL_ADMIN') return 'school'
  return role === 'DISTRICT_REVIEWER' ? 'district' : 'city'
}

function isAudience(audience: string | undefined): audience is Audience {
  return audiences.some((one) => one === audience)
}
