import { describe, expect, test } from 'vitest'
import { say, tap } from '../../support/story.ts'
import { figuresOf } from './oracle.ts'
import {
  approve,
  correct,
  courses,
  decideAll,
  giveBack,
  isRefused,
  resubmit,
  tickOriginal,
} from './second-round.ts'
import type { Story } from './story.ts'

const tooLate = /现已截止，不能再办理/

/**
 * From the district's review to the freeze.
 *
 * @returns the figures of 明德小学 that the principal confirmed last, for whoever looks for the difference
 */
export function theReviewsUntilTheFreeze(story: Story): { confirmed: Record<string, number> } {
  const { town, prisma, play, phones, xiaolin, administrator, principal, reviewer, moveTo } = story
  const known = { confirmed: {} }

  describe('the reviews until the freeze', () => {
    test('S040, S047: the district approves three and returns five, which opens their second round', async () => {
      await play('区级复审')
      await decideAll(reviewer, { queue: '/review', count: 4, each: () => giveBack(reviewer) })
      const items = await prisma.declaration.findMany({ where: { round: 2 } })
      expect(items.map(({ state }) => state)).toEqual(Array(5).fill('RETURNED_BY_DISTRICT'))
      expect(await prisma.declaration.count({ where: { state: 'APPROVED_BY_DISTRICT', round: 1 } })).toBe(3)
    })

    test('S049: the teacher corrects until 4 February 17:00, and not afterwards', async () => {
      await play('二轮：教师修改')
      await correct(xiaolin, courses.districtIsLate)
      await resubmit(xiaolin)
      await decideAll(administrator, { queue: '/queue', count: 1, each: () => approve(administrator) })
      await moveTo('2015-02-04T16:00')
      for (const courseName of [courses.principalIsLate, courses.schoolIsLate]) {
        await correct(xiaolin, courseName)
        await resubmit(xiaolin)
      }
      const { teacherIsLate: courseName } = courses
      await correct(xiaolin, courseName)
      await moveTo('2015-02-04T17:05')
      await isRefused(town.database, xiaolin, { button: '重新提交', courseName, sentence: tooLate })
    })

    test('S050–S051: school and principal decide until 6 February 17:00, and not afterwards', async () => {
      await play('二轮：校长与区里')
      known.confirmed = figuresOf(await story.teachersOfMingde('review'))
      expect(
        await prisma.snapshot.count({ where: { organisationId: 'mingde', basis: 'CONFIRMATION' } }),
      ).toBe(2)
      await moveTo('2015-02-06T16:00')
      await decideAll(administrator, { queue: '/queue', count: 1, each: () => approve(administrator) })
      await tap(administrator, '下一项', courses.schoolIsLate)
      await tickOriginal(administrator)
      await say(principal, '/school', '等待您确认')
      await tap(principal, /^确认并上报/, '请核对后确认')
      await moveTo('2015-02-06T17:05')
      const ofSchool = { button: '通过', courseName: courses.schoolIsLate }
      await isRefused(town.database, administrator, { ...ofSchool, sentence: tooLate })
      const ofPrincipal = { button: '确认无误，上报', courseName: courses.principalIsLate }
      await isRefused(town.database, principal, { ...ofPrincipal, sentence: tooLate })
    })

    test('S053–S055: at 6 March 17:00 it is the district’s turn no longer; what stayed returned is invalid', async () => {
      await decideAll(reviewer, { queue: '/review', count: 1, each: async () => undefined })
      await phones.look()
      await play('冻结')
      const ofDistrict = { button: '复审通过', courseName: courses.districtIsLate }
      await isRefused(town.database, reviewer, { ...ofDistrict, sentence: /数据已冻结，不能再更改/ })
      const items = await prisma.declaration.findMany({ include: { person: true } })
      expect(items.map(({ person, courseName, state }) => [person.name, courseName, state]).sort()).toEqual(
        [
          ['李文博', '中小学教师信息技术应用能力提升', 'APPROVED_BY_DISTRICT'],
          ['周敏', '儿童英语绘本教学工作坊', 'APPROVED_BY_DISTRICT'],
          ['吴秀英', '小学班主任工作研修', 'APPROVED_BY_DISTRICT'],
          ['陈静怡', '专业技术人员创新能力建设', 'APPROVED_BY_DISTRICT'],
          ['郑小琳', '专业技术人员创新能力建设', 'INVALID'],
          ['郑小琳', courses.teacherIsLate, 'INVALID'],
          // Nobody decided on these in time: silence is no approval.
          ['郑小琳', courses.schoolIsLate, 'SUBMITTED'],
          ['郑小琳', courses.principalIsLate, 'APPROVED_BY_SCHOOL'],
          ['郑小琳', courses.districtIsLate, 'CONFIRMED_BY_PRINCIPAL'],
        ].sort(),
      )
    })

    test('S006–S007, S062: every teacher is told the final verdict, with the sums that the rows give', async () => {
      const teachers = await story.teachersOfMingde('frozen')
      for (const name of ['陈静怡', '李文博', '周敏', '吴秀英', '郑小琳', '何丽萍', '梁伟']) {
        const { hours, short } = teachers.find((one) => one.name === name)!
        const told = await town.phoneOf(name).waitFor('年度验证最终结果')
        expect([name, told.text]).toEqual([
          name,
          expect.stringContaining(short.length === 0 ? `达标，共 ${hours.total} 学时` : '最终结果：未达标'),
        ])
        for (const { have, need } of short) expect(told.text).toContain(String(need - have))
      }
    })

    test('S055: whatever old card anybody taps after the freeze, no row of the year changes', async () => {
      const frozen = await story.rowsOf2014()
      const taps = await phones.tapEverything()
      expect(taps.length).toBeGreaterThan(250)
      const deciding =
        'd.submit item.approve item.undo publicity.start publicity.withdraw cmp.sure principal.do review.approve'
      expect(taps).toEqual(expect.arrayContaining(deciding.split(' ')))
      expect(await story.rowsOf2014()).toEqual(frozen)
    })
  })
  return known
}
