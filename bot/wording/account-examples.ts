import type { Notice } from '../../core/notices/notice.ts'
import { requestKinds } from '../../core/people/requests.ts'
import { admin, declaring, example, type NoticeExample, teacher } from './notice-example.ts'

/** What is told of accounts and of what the school is asked for. */
export const accountExamples = {
  'request-filed': [
    example('教师申请更换账号', 'a teacher asks for another account', admin, declaring, async (city) => ({
      kind: 'request-filed',
      requestId: await city.request('REBIND', 'OPEN'),
    })),
  ],
  'request-granted': requestKinds.map((kind) =>
    example('学校同意申请', 'the school granted it', '陈静怡', declaring, async (city) => ({
      kind: 'request-granted',
      requestId: await city.request(kind, 'GRANTED'),
    })),
  ),
  'request-refused': [
    example('学校没有同意，没写说明', 'refused without a note', '陈静怡', declaring, async (city) => ({
      kind: 'request-refused',
      requestId: await city.request('REBIND', 'REFUSED'),
    })),
    example('学校没有同意，写了说明', 'refused with a note', '陈静怡', declaring, async (city) => ({
      kind: 'request-refused',
      requestId: await city.request('CORRECT_NAME', 'REFUSED', '请带身份证到学校办公室核对。'),
    })),
  ],
  'account-unbound': [
    example('账号被解除绑定', 'the account was unbound', teacher, declaring, () => ({
      kind: 'account-unbound',
    })),
  ],
  'identity-locked': [
    example('有人连续核对身份失败', 'somebody failed to identify', admin, declaring, () => ({
      kind: 'identity-locked',
      organisationId: 'mingde',
    })),
  ],
} satisfies Partial<Record<Notice['kind'], readonly NoticeExample[]>>
