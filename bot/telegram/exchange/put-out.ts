import { priority } from '../../../core/notices/notice.ts'
import type { Database, Transaction } from '../../../prisma/database.ts'
import type { Outgoing } from './outgoing.ts'

/** What goes out beside a turn: nobody's update asked for it. */

/** One call for a chat, behind the answers that wait there. */
export async function putOut(tx: Transaction, chatId: number, body: Outgoing): Promise<void> {
  await tx.outboxMessage.create({
    data: { chatId: BigInt(chatId), priority: priority.decision, body: body as object },
  })
}

/**
 * Puts out another command menu for a chat, once: the account keeps which menu it was given. It goes among
 * the reminders.
 */
export async function putOutMenu(
  { pool }: Database,
  chatId: number,
  { menu, body }: { menu: string; body: Outgoing },
): Promise<void> {
  await pool.query(
    `with changed as (update account set menu = $2 where id = $1 and menu is distinct from $2 returning id)
     insert into outbox_message (chat_id, priority, body) select id, ${priority.reminder}, $3::jsonb from changed`,
    [chatId, menu, JSON.stringify(body)],
  )
}
