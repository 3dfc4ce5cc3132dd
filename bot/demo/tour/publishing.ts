import type { TourStep } from '../../sandbox/sandbox.ts'
import { people } from '../city/city.ts'
import { certificateNumberOf } from '../city/people.ts'
import { administrator } from './declaring.ts'
import { type Act, begins, look, talk, tap, type } from './talk.ts'

/** 机构登记、公示、投诉与校长确认: what the school and its principal do until 18 January. */

export const principal = 2014
const provider = 2091
const wenbo = 2003
const witness = 2005

const songJia = people.find(({ name }) => name === '宋佳')!

/** As a provider's office keeps it: one row that is right, one with a number that nobody has. */
const sheet = [
  '继续教育证号,姓名,科目,课程名称,开始日期,结束日期,学时',
  `${certificateNumberOf(songJia)},宋佳,专业科目,小学语文阅读教学研修,2014/8/4,2014/8/8,24`,
  '00000000,某老师,专业科目,小学语文阅读教学研修,2014/8/4,2014/8/8,24',
].join('\r\n')

const sendSheet: Act = (phone) =>
  phone.sendDocument(Buffer.from(`\ufeff${sheet}\r\n`), {
    fileName: '阅读教学研修学时.csv',
    mimeType: 'text/csv',
  })

export const publishingSteps: readonly TourStep[] = [
  {
    title: { zh: '培训机构登记学时', en: 'A provider registers hours' },
    says: {
      zh: '12月29日，培训机构发来一张表：可登记的登记入账，有误的逐行写明原因，发回更正。登记过的课程，教师不用也不能再申报。',
      en: '29 December. A training provider sends a table: good rows go on record, the others come back with row, column and reason.',
    },
    phones: [provider],
    at: new Date('2014-12-29T10:00:00+08:00'),
    async play(stage) {
      await begins(stage, provider, type('/records'))
      await talk(stage, provider, [
        ['登记培训学时', sendSheet],
        ['可登记 1，重复 0，有误 1', tap('登记 1 行')],
        ['登记 1 行', look],
      ])
    },
  },
  {
    title: { zh: '向校领导报告，开始公示', en: 'Report to the leaders; publicity begins' },
    says: {
      zh: '1月8日，没有待审的申报了：何老师把全校学时报告给校长，再开始公示，满七整天。教师各自收到自己的公示内容和投诉方式。',
      en: '8 January. Nothing waits any more: the hours are reported to the principal and the list becomes public for seven full days.',
    },
    phones: [administrator, principal, witness],
    at: new Date('2015-01-08T09:00:00+08:00'),
    async play(stage) {
      await begins(stage, administrator, type('/report'))
      await talk(stage, administrator, [
        ['教师学时完成情况', tap('报告给校长')],
        ['已由何丽萍于', type('/publicity')],
        ['学时公示', tap('开始公示')],
        ['确定开始公示吗', tap('确认开始公示')],
        ['公示已开始', tap('下载 PDF')],
      ])
      await talk(stage, principal, [['何丽萍向您报告', look]])
      await talk(stage, witness, [['学时公示已开始', look]])
    },
  },
  {
    title: { zh: '公示期内的投诉', en: 'A complaint' },
    says: {
      zh: '1月9日，有人匿名提出异议。投诉有编号，先登记、再核查、后办结；投诉人不会让被投诉人知道。没有查完之前，校长不能确认这一项。',
      en: '9 January. Somebody objects, anonymously. The ticket is numbered, looked into and settled; who complained is never shown to whom it concerns.',
    },
    phones: [witness, administrator],
    at: new Date('2015-01-09T10:00:00+08:00'),
    async play(stage) {
      await begins(stage, witness, type('/complain'))
      await talk(stage, witness, [
        ['办结后在这里告诉您结果', tap('提出投诉')],
        ['投诉哪所学校', tap('天河区明德小学（示例）')],
        ['投诉谁', type('李文博')],
        ['请把情况写在一条消息里', type('七月的信息技术培训，他好像没有全程参加。')],
        ['是否留下您的姓名和电话', tap('匿名')],
        ['请选择由谁受理', tap('天河区明德小学（示例）')],
        ['请核对后提交', tap('提交')],
        ['投诉已登记', look],
      ])
      await talk(stage, administrator, [
        ['收到一件投诉', tap('查看')],
        ['投诉 TS2014', tap('开始核查')],
        ['核查中', tap('不属实')],
        ['为什么不属实', type('已向举办单位核实，签到表显示全程参加。')],
        ['确认办结投诉', tap('确认办结')],
        ['已办结', look],
      ])
      await talk(stage, witness, [['您的投诉', look]])
    },
  },
  {
    title: { zh: '公示结束，校长确认上报', en: 'The principal confirms' },
    says: {
      zh: '1月15日公示期满，名单撤下。邓校长在一张卡片上看到全校情况，确认后整批上报，统计表当场生成，盖章纸质表送达后打勾。',
      en: '15 January. The seven days are over. The principal sees the school at a glance, confirms and submits; the statistics form is made of that moment.',
    },
    phones: [principal, administrator, wenbo],
    at: new Date('2015-01-15T10:00:00+08:00'),
    async play(stage) {
      await begins(stage, administrator, type('/publicity'))
      await talk(stage, administrator, [
        ['公示已于', tap('已撤下名单')],
        ['登记撤下', look],
      ])
      await begins(stage, principal, type('/school'))
      await talk(stage, principal, [
        ['可以确认了', tap(/^确认并上报/)],
        ['请核对后确认', tap('确认无误，上报')],
        ['确认上报', type('/school')],
        ['校长确认上报', tap('纸质盖章表已送达')],
        ['学校纸质盖章统计表送出', look],
      ])
    },
  },
]
