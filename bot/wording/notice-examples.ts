import type { Notice } from '../../core/notices/notice.ts'
import { accountExamples } from './account-examples.ts'
import { complaintExamples } from './complaint-examples.ts'
import { confirmationExamples } from './confirmation-examples.ts'
import { declarationExamples } from './declaration-examples.ts'
import type { NoticeExample } from './notice-example.ts'
import { nudgeExamples } from './nudge-examples.ts'
import { peopleExamples } from './people-examples.ts'
import { publicityExamples } from './publicity-examples.ts'
import { reminderExamples } from './reminder-examples.ts'

/** Every kind that the core may tell, each at least once: a new kind does not compile without. */
export const noticeExamples: Readonly<Record<Notice['kind'], readonly NoticeExample[]>> = {
  ...declarationExamples,
  ...accountExamples,
  ...complaintExamples,
  ...publicityExamples,
  ...confirmationExamples,
  ...nudgeExamples,
  ...peopleExamples,
  ...reminderExamples,
}
