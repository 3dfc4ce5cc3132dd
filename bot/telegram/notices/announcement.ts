import { announcementOf } from '../../../core/broadcasts/announce.ts'
import type { Notice } from '../../../core/notices/notice.ts'
import type { House } from '../../house.ts'
import { textOf } from '../dialogue/texts.ts'
import type { NoticeInWords, Recipient } from './in-words.ts'

/** What an organisation has to tell, in its own words and under its name. */
export async function announcementInWords(
  { database }: House,
  { broadcastId }: Extract<Notice, { kind: 'announcement' }>,
  { locale }: Recipient,
): Promise<NoticeInWords | undefined> {
  const announced = await announcementOf(database.prisma, broadcastId)
  return announced && { html: textOf(locale, 'notice-announcement', { ...announced }) }
}
