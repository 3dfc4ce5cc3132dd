import type { TourStep } from '../../sandbox/sandbox.ts'
import { people } from '../city/city.ts'
import { certificateNumberOf, idNumberOf } from '../city/people.ts'
import { correctsProvider, nextItem, schoolApproves, schoolReviews } from './reviews.ts'
import { begins, look, photo, talk, tap, type } from './talk.ts'

/** 教师申报与校级审验: the part of the year that ends on 9 January. */

export const jingyi = 2001
export const zhouMin = 2004
export const administrator = 2011

const herself = people.find(({ userId }) => userId === jingyi)!

export const declaringSteps: readonly TourStep[] = [
  {
    title: { zh: '核对身份与个人信息', en: 'Identity and profile' },
    says: {
      zh: '12月20日，陈老师第一次打开：先同意，再用证号、姓名、身份证号核对身份（身份证号读后即删），确认个人信息后收到待签名的信息表。',
      en: '20 December. Ms Chen consents, proves who she is (the message with the ID number is deleted at once), confirms her profile and gets the sheet to sign.',
    },
    phones: [jingyi],
    async play(stage) {
      await begins(stage, jingyi, type('/start'))
      await talk(stage, jingyi, [
        ['个人信息处理告知书', tap('同意')],
        ['核对身份（1/3）', type(certificateNumberOf(herself))],
        ['核对身份（2/3）', type(herself.name)],
        ['核对身份（3/3）', type(idNumberOf(herself).number)],
        ['陈静怡您好', tap('核对个人信息')],
        ['个人信息核对', tap('确认无误')],
        ['信息表', look],
      ])
    },
  },
  {
    title: { zh: '申报学时', en: 'Declaring hours' },
    says: {
      zh: '一问一答，拍照上传证书原件，随时可以放下再接着填。提交后立刻得到回执号。',
      en: 'One question at a time, with a photo of the original certificate; it can be left and resumed at any point. A receipt number comes at once.',
    },
    phones: [jingyi],
    async play(stage) {
      await begins(stage, jingyi, type('/declare'))
      await talk(stage, jingyi, [
        ['哪一个科目', tap('公需科目')],
        ['是哪一类学习', tap(/面授|公需/)],
        ['叫什么名称', type('专业技术人员创新能力建设')],
        ['在哪个基地学习', tap('继续教育基地一')],
        ['从哪一天开始', type('2014-5-12')],
        ['到哪一天结束', type('5月14日')],
        ['一共', type('18学时')],
        ['外文的', tap('否')],
        ['写明培训时间了吗', tap('有')],
        ['请发送证书', photo('8-public-course.jpg')],
        ['已收到', tap('完成，下一步')],
        ['都是证书原件', tap('是原件，我确认')],
        ['请核对这份申报', tap('提交')],
        ['已提交', look],
      ])
    },
  },
  {
    title: { zh: '学校审验：通过与退案', en: 'School review: approve and return' },
    says: {
      zh: '12月22日，何老师按先后逐项审验：看照片和提示，核对原件后打勾才能通过；不合要求的选一个原因退案，教师马上收到。',
      en: '22 December. The school administrator goes through the queue: the tick “original seen” comes before approval; a return carries a reason and reaches the teacher at once.',
    },
    phones: [administrator, zhouMin, jingyi],
    at: new Date('2014-12-22T09:30:00+08:00'),
    async play(stage) {
      await schoolReviews(stage, administrator, [
        ...schoolApproves('李文博', nextItem),
        ['周敏', tap('退案')],
        ['请选择退案原因', tap('未按要求申报')],
        ['退案原因', tap('不写说明，直接退案')],
        ['已退案', nextItem],
        ...schoolApproves('吴秀英', nextItem),
        ...schoolApproves('陈静怡'),
      ])
      await talk(stage, zhouMin, [['您的申报被学校退案', look]])
      await talk(stage, jingyi, [['学校审验通过', look]])
    },
  },
  {
    title: { zh: '退案后补正', en: 'Correcting what was returned' },
    says: {
      zh: '公示开始前，被退案的申报可以修改后再次提交；每次修改前后的差别都留给管理员看。',
      en: 'Until publicity starts a returned declaration can be corrected; the administrator sees what changed.',
    },
    phones: [zhouMin, administrator],
    at: new Date('2014-12-24T19:20:00+08:00'),
    async play(stage) {
      await correctsProvider(stage, zhouMin, {
        told: '您的申报被学校退案',
        provider: '境外教师研修学院（示例）',
      })
      await schoolReviews(stage, administrator, schoolApproves('周敏'))
    },
  },
]
