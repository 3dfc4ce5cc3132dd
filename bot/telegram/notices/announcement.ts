import type { Notice } from '../../../core/notices/notice.ts'
import type { House } from '../../house.ts'
import { textOf } from '../dialogue/texts.ts'
import type { Hearer, NoticeInWords } from './in-words.ts'

/** What an organisation has to tell, in its own words and under its name. */
export async function announcementInWords(
  { database }: House,
  { broadcastId }: Extract<Notice, { kind: 'announcement' }>,
  { locale }: Hearer,
): Promise<NoticeInWords | undefined> {
  const broadcast = await database.prisma.broadcast.findUnique({
    where: { id: broadcastId },
    select: { text: true, organisation: { select: { name: true } } },
  })
  if (!broadcast?.text) return undefined
  return {
    html: textOf(locale, 'notice-announcement', {
      from: broadcast.organisation.name,
      text: broadcast.text,
    }),
  }
}
