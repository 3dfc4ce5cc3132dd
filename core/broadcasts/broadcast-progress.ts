import type { Database, Transaction } from '../../prisma/database.ts'
import { type BroadcastCard, type BroadcastKind, holdOrRelease } from './broadcast.ts'

/** How far a broadcast is, from the messages themselves. */
export interface BroadcastProgress {
  readonly id: string
  readonly organisationId: string
  readonly kind: BroadcastKind
  readonly text: string | null
  readonly state: 'running' | 'paused' | 'stopped' | 'finished'
  readonly total: number
  /** Reached their chat, or there was nothing left to say to them. */
  readonly sent: number
  /** Could not be delivered. */
  readonly failed: number
  /** Still to be sent. */
  readonly left: number
  readonly startedAt: Date
  readonly version: number
  readonly card: BroadcastCard | null
  /** What its card said last; see `updateCard`. */
  readonly shown: string | null
}

type Reader = Database['prisma'] | Transaction

export async function readBroadcast(db: Reader, id: string): Promise<BroadcastProgress | undefined> {
  return (await read(db, 'broadcast.id = $1::uuid', id))[0]
}

/** Everything that is not finished, whoever started it. */
export function runningBroadcasts(db: Reader): Promise<BroadcastProgress[]> {
  return read(db, 'broadcast.finished_at is null')
}

/** What an organisation has under way, newest first. */
export function runningBroadcastsOf(db: Reader, organisationId: string): Promise<BroadcastProgress[]> {
  return read(db, 'broadcast.finished_at is null and broadcast.organisation_id = $1', organisationId)
}

/**
 * Notes what its card says from now on and, when nothing is left to be sent, that it is finished.
 *
 * @returns false when the card says so already, or the broadcast was changed meanwhile
 */
async function markShown(
  tx: Transaction,
  { id, version, left }: BroadcastProgress,
  shown: string,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.broadcast.updateMany({
    where: { id, version, finishedAt: null, OR: [{ shown: null }, { shown: { not: shown } }] },
    data: { shown },
  })
  if (left === 0) {
    await tx.broadcast.updateMany({ where: { id, version, finishedAt: null }, data: { finishedAt: now } })
  }
  return count > 0
}

/**
 * Brings the card of a broadcast up to date in one transaction: of several processes one does.
 *
 * @param write puts out what the card says now; called when it says something new
 */
export async function updateCard(
  { prisma }: Pick<Database, 'prisma'>,
  broadcast: BroadcastProgress,
  shown: string,
  { now, write }: { now: Date; write: (tx: Transaction, card: BroadcastCard) => Promise<void> },
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    // What a sender had its hand on when it was paused or stopped follows here.
    if (broadcast.state === 'paused' || broadcast.state === 'stopped') await holdOrRelease(tx, broadcast.id)
    if ((await markShown(tx, broadcast, shown, now)) && broadcast.card) await write(tx, broadcast.card)
  })
}

/** The card is another message now. */
export async function moveCard(
  tx: Transaction,
  { id, shown }: { id: string; shown: string },
  card: BroadcastCard,
): Promise<void> {
  await tx.broadcast.update({
    where: { id },
    data: { cardChatId: card.chatId, cardMessageId: card.messageId, shown },
  })
}

async function read(db: Reader, which: string, ...values: string[]): Promise<BroadcastProgress[]> {
  const rows = await db.$queryRawUnsafe<Row[]>(
    `select broadcast.id, organisation_id as "organisationId", kind, text, total, started_at as "startedAt", version, shown,
       case when stopped_at is not null then 'stopped' when counted.left = 0 then 'finished'
         when paused_at is not null then 'paused' else 'running' end as state,
       counted.sent, counted.failed, counted.left, card_chat_id as "chatId", card_message_id as "messageId"
     from broadcast cross join lateral (
       select count(*) filter (where state = 'SENT')::int as sent,
         count(*) filter (where state in ('FAILED', 'UNREACHABLE'))::int as failed,
         count(*) filter (where state = 'NEW')::int as "left"
       from outbox_message where broadcast_id = broadcast.id) as counted
     where ${which} order by started_at desc, broadcast.id desc`,
    ...values,
  )
  return rows.map(({ chatId, messageId, ...row }) => ({
    ...row,
    card: chatId === null || messageId === null ? null : { chatId: Number(chatId), messageId },
  }))
}

type Row = Omit<BroadcastProgress, 'card'> & { chatId: bigint | null; messageId: number | null }
