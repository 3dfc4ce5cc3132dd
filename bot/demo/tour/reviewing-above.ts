import type { TourStep } from '../../sandbox/sandbox.ts'
import { administrator, jingyi, zhouMin } from './declaring.ts'
import { principal } from './publishing.ts'
import { correctsProvider, districtApproves, nextItem, schoolApproves, schoolReviews } from './reviews.ts'
import { begins, look, talk, tap, type } from './talk.ts'

/** 区级复审、二轮、冻结与市级: from the school's submission to the export, and the next year. */

const reviewer = 2071
const operator = 2081
const supervisor = 2082
const xiaolin = 2006
const xiuying = 2005

export const reviewingSteps: readonly TourStep[] = [
  {
    title: { zh: '区级复审', en: 'District review' },
    says: {
      zh: '1月20日，区里的复审员逐项复审：通过的即为认定；有问题的退回，进入二轮，教师、管理员和校长同时收到。局属学校则由市教师培训中心复审。',
      en: '20 January. The district reviews item by item. What it returns enters the second round; bureau schools are reviewed by the training centre.',
    },
    phones: [reviewer, zhouMin, jingyi],
    at: new Date('2015-01-20T09:30:00+08:00'),
    async play(stage) {
      await begins(stage, reviewer, type('/review'))
      await talk(stage, reviewer, [
        ['待复审申报', tap(/^开始复审/)],
        ...districtApproves('李文博', nextItem),
        ['周敏', tap('退回')],
        ['请选择退回原因', tap('未按要求申报')],
        ['退回原因', tap('写说明')],
        ['请输入给教师的说明', type('请把举办单位写成证书上的全称')],
        ['确认退回', tap('确认退回')],
        ['已退回', nextItem],
        ...districtApproves('吴秀英', nextItem),
        ...districtApproves('陈静怡'),
      ])
      await talk(stage, zhouMin, [['您的申报被复审退回', look]])
      await talk(stage, jingyi, [['复审通过', look]])
    },
  },
  {
    title: { zh: '二轮：教师修改', en: 'Second round: the teacher' },
    says: {
      zh: '2月3日，离截止（2月4日17:00前）还有一天，周老师修改后重新提交，管理员当天审验。',
      en: '3 February. A day before the end (4 February 17:00) Ms Zhou corrects and resubmits; the school reviews the same day.',
    },
    phones: [zhouMin, administrator],
    at: new Date('2015-02-03T15:00:00+08:00'),
    async play(stage) {
      await correctsProvider(stage, zhouMin, {
        told: '您的申报被复审退回',
        provider: '境外教师研修学院教育中心（示例）',
      })
      await schoolReviews(stage, administrator, schoolApproves('周敏'))
    },
  },
  {
    title: { zh: '二轮：校长与区里', en: 'Second round: principal and district' },
    says: {
      zh: '2月6日17:00前校长再次确认，区里复审。二轮再退回就是最终结果，计为无效。',
      en: 'By 6 February 17:00 the principal confirms again and the district reviews. In this round a return is final.',
    },
    phones: [principal, reviewer, zhouMin],
    at: new Date('2015-02-06T11:00:00+08:00'),
    async play(stage) {
      await begins(stage, principal, type('/school'))
      await talk(stage, principal, [
        ['第二轮', tap(/^第二轮申报/)],
        ['等待您确认', tap(/^确认并上报/)],
        ['请核对后确认', tap('确认无误，上报')],
        ['确认上报', look],
      ])
      await begins(stage, reviewer, type('/review'))
      await talk(stage, reviewer, [['待复审申报', tap(/^开始复审/)], ...districtApproves('周敏')])
      await talk(stage, zhouMin, [['复审通过', look]])
    },
  },
  {
    title: { zh: '冻结', en: 'The freeze' },
    says: {
      zh: '3月6日17:00，数据冻结，任何途径都不能再改。一直没有修改的退案、退回项成为无效，每位教师收到最终结论和原因。',
      en: '6 March, 17:00. Everything freezes, whatever way is tried. What stayed returned is invalid; every teacher gets the final verdict with its reasons.',
    },
    phones: [xiaolin, zhouMin, xiuying],
    at: new Date('2015-03-06T17:00:01+08:00'),
    async play(stage) {
      await talk(stage, xiaolin, [['无效', look]])
      await talk(stage, zhouMin, [['最终', look]])
      await talk(stage, xiuying, [['最终', look]])
    },
  },
  {
    title: { zh: '统计上报', en: 'Statistics' },
    says: {
      zh: '3月9日，各区和市里按冻结数据填报统计表；与校长确认时相比的变化一并列出。',
      en: '9 March. Districts and the city hand in statistics of the frozen data, with the difference to what the principals confirmed.',
    },
    phones: [reviewer, operator],
    at: new Date('2015-03-09T09:30:00+08:00'),
    async play(stage) {
      await begins(stage, reviewer, type('/statistics'))
      await talk(stage, reviewer, [
        ['冻结数据', tap('上报统计表')],
        ['已登记：区级统计表上报', look],
      ])
      await begins(stage, operator, type('/statistics'))
      await talk(stage, operator, [
        ['冻结数据', tap('上报全市统计表')],
        ['已登记：全市统计表上报', look],
      ])
    },
  },
  {
    title: { zh: '市级确认', en: 'City confirmation' },
    says: {
      zh: '3月12日，指导中心完成投诉督查，确认全市数据。',
      en: '12 March. The guidance centre has supervised the complaints and confirms the whole city.',
    },
    phones: [supervisor, operator],
    at: new Date('2015-03-12T10:00:00+08:00'),
    async play(stage) {
      await begins(stage, supervisor, type('/confirm'))
      await talk(stage, supervisor, [
        ['数据已于', tap('完成投诉督查')],
        ['确定已完成', tap('确定，督查已完成')],
        ['投诉督查完成', tap('确认全市数据')],
        ['确认后即可导出', tap('确定，确认全市数据')],
        ['已确认全市数据', look],
      ])
    },
  },
  {
    title: { zh: '导出到人社局', en: 'Export' },
    says: {
      zh: '3月20日，远程培训中心先检查、再生成导出文件（公需课程名称与学时、专业学时、选修学时），导入后标记。文件里没有身份证号。',
      en: '20 March. The remote training centre checks, makes the file (names of public courses with hours, professional and elective hours) and marks it as imported.',
    },
    phones: [operator],
    at: new Date('2015-03-20T10:00:00+08:00'),
    async play(stage) {
      await begins(stage, operator, type('/export'))
      await talk(stage, operator, [
        ['导入市人社局系统', tap('生成导出文件')],
        [/已生成第 \d+ 号导出/, tap('标记已导入')],
        ['还有导入失败', tap('确定，已导入')],
        ['已标记', look],
      ])
    },
  },
  {
    title: { zh: '新的一年', en: 'The next year' },
    says: {
      zh: '4月1日，2015年度开始申报。早申报，年底不扎堆。',
      en: '1 April. Declaring for 2015 begins. Whoever starts early avoids the rush.',
    },
    phones: [jingyi],
    at: new Date('2015-04-01T08:30:00+08:00'),
    async play(stage) {
      await begins(stage, jingyi, type('/start'))
      await talk(stage, jingyi, [['2015年度', look]])
    },
  },
]
