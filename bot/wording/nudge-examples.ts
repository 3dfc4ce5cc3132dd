import type { Notice } from '../../core/notices/notice.ts'
import { cycleId, declaring, example, mingde, type NoticeExample, teacher } from './notice-example.ts'

/** What is told by the school's tap, and once a week. */
export const nudgeExamples = {
  nudge: [
    example('学校提醒未开始的教师', 'reminds who has not started', '谢雨桐', declaring, () => ({
      kind: 'nudge',
      group: 'not-started',
      cycleId,
      fromOrganisation: mingde,
    })),
    example('学校提醒未提交的教师', 'reminds who has not submitted', '谢雨桐', declaring, async (city) => {
      await city.draft('谢雨桐')
      return { kind: 'nudge', group: 'not-sent', cycleId, fromOrganisation: mingde }
    }),
    example('学校提醒被退案的教师', 'reminds whose item was returned', teacher, declaring, async (city) => {
      await city.item(teacher, { state: 'RETURNED_BY_SCHOOL', reasonId: 'photocopy' })
      return { kind: 'nudge', group: 'returned', cycleId, fromOrganisation: mingde }
    }),
  ],
  'weekly-progress': [
    example('每周进度图的文字说明', 'words beside the picture of the week', '郑小琳', declaring, () => ({
      kind: 'weekly-progress',
      cycleId,
    })),
  ],
} satisfies Partial<Record<Notice['kind'], readonly NoticeExample[]>>
