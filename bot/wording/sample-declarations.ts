import { cycle2014 } from '../../core/cycle/shipped-cycles.ts'
import { closingOf } from '../../core/cycle/windows.ts'
import { categoryLabels, type Locale } from '../../core/terms.ts'
import { formatDeadline, formatInstant } from '../../core/time/shanghai.ts'
import { plainTextOf, textOf } from '../telegram/dialogue/texts.ts'
import { course, label, lines, named, number, type Samples, words } from './sample.ts'
import { earlier } from './sample-times.ts'

/** One of each level, as the dialogues join them. */
const cameBack = (locale: Locale) =>
  ['returned-by-school', 'returned-by-district']
    .map((key) => plainTextOf(locale, key, { count: 1 }))
    .join(plainTextOf(locale, 'returned-and'))

/** Hours and declarations. */
export const declarationSamples: Samples = {
  hours: 30,
  counted: 42,
  underReview: 30,
  missing: 12,
  'refusal-table/missing': words('科目、学时', '科目, 学时'),
  need: 72,
  total: 74,
  PUBLIC: 18,
  PROFESSIONAL: 44,
  ELECTIVE: 12,
  public: 18,
  professional: 44,
  elective: 12,
  before: 18,
  after: 12,
  'request/before': '13800000000',
  'request/after': '13900000000',
  hoursPerDay: 6,
  hoursPerItem: 6,
  used: 24,
  limit: 40,
  left: 16,
  each: 6,
  'item-amount/value': 5,
  'item-computed/value': 5,
  'declare-amount/value': 5,
  'item-computed/each': 6,

  number,
  item: number,
  items: 12,
  'notice-items-frozen-invalid/items': lines((locale) =>
    textOf(locale, 'notice-frozen-item', { number, course, hours: 30 }),
  ),
  'principal-block/items': number,
  'progress-items/items': words(
    '等待学校审验 12 · 复审已通过 30',
    'waiting for the school’s review 12 · approved by the district 30',
  ),
  'item-did/item': number,
  'item-approved/item': (locale) => ({
    html: textOf(locale, 'item-line', { number, teacher: '吴秀英', course, hours: 30 }),
  }),
  'item-returned/item': (locale) => ({
    html: textOf(locale, 'item-line', { number, teacher: '吴秀英', course, hours: 30 }),
  }),
  'review-approved/item': (locale) => ({
    html: textOf(locale, 'item-line', { number, teacher: '吴秀英', course, hours: 30 }),
  }),
  'review-returned/item': (locale) => ({
    html: textOf(locale, 'item-line', { number, teacher: '吴秀英', course, hours: 30 }),
  }),
  course,
  courseName: course,
  category: label(categoryLabels.PROFESSIONAL),
  activity: words('其他培训', 'Other training'),
  activities: words('国家级培训、其他培训', 'national training, other training'),
  type: words('专题讲座', 'Lecture'),
  state: named('state-SUBMITTED'),
  'complain/state': named('complaint-state-INVESTIGATING'),
  'complain-ticket-settled/state': named('complaint-state-SETTLED'),
  'complaint/state': named('complaint-state-INVESTIGATING'),
  'complaints/state': named('complaint-state-INVESTIGATING'),
  'complaint-item/state': named('state-RETURNED_BY_SCHOOL'),
  'cycle-line/state': (locale) =>
    plainTextOf(locale, 'cycle-declaring', {
      deadline: formatDeadline(closingOf(cycle2014, 'declaration'), locale),
    }),
  'teacher-more-exemption/state': named('exemption-state-OPEN'),
  'principal-state-count/state': named('principal-in-SUBMITTED'),
  reason: words('证书为复印件', 'The certificate is a photocopy'),
  'leave/reason': named('leave-reason-retired'),
  'notice-teacher-left/reason': named('leave-reason-retired'),
  'teacher-more-on-leave/reason': named('leave-reason-retired'),
  'exempt/reason': words('长期病假（示例）', 'long sick leave (sample)'),
  'exemption/reason': words('长期病假（示例）', 'long sick leave (sample)'),
  'notice-exemption/reason': words('长期病假（示例）', 'long sick leave (sample)'),
  'teacher-more-exemption/reason': words('长期病假（示例）', 'long sick leave (sample)'),
  'records-fault/reason': named('refusal-record-hours-unreadable'),
  note: words('请拍证书原件', 'Please photograph the original'),
  'notice-nudge/returned': cameBack,
  'notice-reminder/returned': cameBack,
  'home-returned/returned': cameBack,
  duties: words('校级审验 2 · 校长确认上报 1', 'School review 2 · Principal 1'),
  told: named('late-told-parent'),
  declare: (locale) => formatDeadline(closingOf(cycle2014, 'declaration'), locale),
  finding: words(
    '经与举办单位核实，证书编号不存在。',
    'The organiser says that there is no such certificate.',
  ),
  computed: (locale) => plainTextOf(locale, 'item-computed-days', { value: 5, each: 6 }),
  did: named('item-did-submit'),
  draft: (locale) =>
    plainTextOf(locale, 'declare-draft-title', { category: categoryLabels.PROFESSIONAL[locale], course }),
  question: named('question-courseName'),
  questions: named('question-courseName'),
  answer: course,
  evidence: named('evidence-CERTIFICATE'),
  'refusal/evidence': named('evidence-HOURS_PROOF'),
  kind: named('request-kind-REBIND'),
  'item-photo/kind': named('evidence-CERTIFICATE'),
  photo: 1,
  subject: words('语文', 'Chinese'),
  field: words('手机号', 'Mobile phone'),
  fields: words('手机号、取得职称时间', 'Mobile phone, Date of title'),
  'item-difference/field': named('item-field-hours'),
  value: '13900000000',
  'export-refused-row/value': words('已导', '已导'),
  'contacts-set/value': '020-12345678',
  'contacts-set/field': named('contacts-button-phone'),
  bar: '▓▓▓▓▓▓▒▒▒░',
  sums: lines(
    words('· 公需科目：已认定 18，审核中 0', '· Public: 18 counted, 0 under review'),
    words('· 专业科目：已认定 24，审核中 30', '· Professional: 24 counted, 30 under review'),
  ),
  entries: lines((locale) =>
    textOf(locale, 'item-entry', {
      at: formatInstant(earlier, locale),
      by: '吴秀英',
      did: plainTextOf(locale, 'item-did-submit'),
    }),
  ),
  counts: (locale) =>
    plainTextOf(locale, 'principal-state-count', {
      state: plainTextOf(locale, 'principal-in-SUBMITTED'),
      count: 3,
    }),
  gaps: (locale) => textOf(locale, 'home-gap', { of: categoryLabels.PROFESSIONAL[locale], hours: 12 }),
  of: label(categoryLabels.PROFESSIONAL),
  verdict: named('years-passed'),
  why: (locale) => plainTextOf(locale, 'shortfall-professional-short', { missing: 12 }),
  'publicity/why': words('一位教师的学时有误', 'the hours of a teacher were wrong'),
  'notice-publicity/why': words('一位教师的学时有误', 'the hours of a teacher were wrong'),
  'dispute/why': words('签到表上只有两天', 'the list of attendance has two days only'),
  'complaint-item-kept/why': named('refusal-item-changed'),
  'export-refused-row/why': named('export-fault-result-unknown'),
  outcome: named('publicity-outcome-passed'),
  'complaint/outcome': named('complaint-outcome-UPHELD'),
  mark: named('report-provisional'),
  'picture-title-with-day/title': (locale) =>
    plainTextOf(locale, 'picture-progress-title', { cycle: cycle2014.name[locale] }),
  'picture-progress/label': label(categoryLabels.PROFESSIONAL),
  'picture-progress/list': (locale) => `${categoryLabels.PROFESSIONAL[locale]} 12`,
  'picture-progress/values': (locale) => `${plainTextOf(locale, 'picture-progress-counted')} 30`,
  'picture-progress/minimum': (locale) => `${plainTextOf(locale, 'picture-progress-minimum')} 42`,
  words: words('按规定，继续教育学时未达标的，当年年度考核不得评为优秀等次。'),
}
