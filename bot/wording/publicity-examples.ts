import type { Notice } from '../../core/notices/notice.ts'
import {
  admin,
  afterPublicity,
  cycleId,
  declaring,
  example,
  inPublicity,
  type NoticeExample,
  principal,
  reviewer,
  teacher,
} from './notice-example.ts'

/** What is told while a school reports and its list is public. */
export const publicityExamples = {
  'publicity-started': [
    example('学校开始公示', 'publicity has started', teacher, inPublicity, async (city) => ({
      kind: 'publicity-started',
      publicityId: await city.publicity(inPublicity),
    })),
  ],
  'publicity-withdrawn': [
    example('学校撤回公示', 'publicity was called off', '郑小琳', inPublicity, async (city) => ({
      kind: 'publicity-withdrawn',
      publicityId: await city.publicity(inPublicity, { withdrawnWhy: '一位教师的学时有误' }),
    })),
  ],
  'publicity-ended': [admin, principal].map((to) =>
    example('公示期满', 'publicity is over', to, afterPublicity, async (city) => ({
      kind: 'publicity-ended',
      publicityId: await city.publicity('2015-01-08T09:00:00+08:00'),
    })),
  ),
  'publicity-late': [
    example('公示开始得太晚', 'publicity started late', reviewer, afterPublicity, async (city) => ({
      kind: 'publicity-late',
      publicityId: await city.publicity('2015-01-16T09:00:00+08:00', { late: true }),
    })),
  ],
  'leaders-report': [
    example('管理员向校长报告', 'the administrator reports', principal, declaring, () => ({
      kind: 'leaders-report',
      organisationId: 'mingde',
      cycleId,
      by: admin,
    })),
  ],
} satisfies Partial<Record<Notice['kind'], readonly NoticeExample[]>>
