import { formatDeadline, formatInstant } from '../../core/cycle/shanghai.ts'
import { cycle2014 } from '../../core/cycle/shipped-cycles.ts'
import { closingOf } from '../../core/cycle/windows.ts'
import { categoryLabels, type Label, type Locale, sampleNote } from '../../core/cycle/words.ts'
import { type Markup, plainTextOf, textOf } from '../telegram/dialogue/texts.ts'
import { sampleNumbers } from './sample-numbers.ts'
import { earlier, sampleTimes } from './sample-times.ts'

/**
 * What stands for a parameter where a text is only looked at: one table by the parameter's name, in the form in which the
 * dialogues hand it over. Where one name means different things, the beginning of the key decides: `transfer/from`.
 */
export type Sample = string | number | Markup

type Making = Sample | ((locale: Locale) => Sample)

const words =
  (zh: string, en = zh) =>
  (locale: Locale) =>
    ({ zh, en })[locale]
const label = (one: Label) => words(one.zh, one.en)
const named = (key: string) => (locale: Locale) => plainTextOf(locale, key)
const lines =
  (...made: ((locale: Locale) => string)[]) =>
  (locale: Locale): Markup => ({ html: made.map((make) => make(locale)).join('\n') })

const school = '天河区明德小学（示例）'
const office = '天河区教育局'
const course = '小学班主任工作研修'
const number = '2014-000123'

const connectionName = words('区人事系统', 'District staff system')

const table: Readonly<Record<string, Making>> = {
  ...sampleNumbers,
  ...sampleTimes,

  // People and places
  name: '陈静怡',
  'status-sum/name': label(categoryLabels.PROFESSIONAL),
  'item-sum/name': label(categoryLabels.PROFESSIONAL),
  'teacher-sum/name': label(categoryLabels.PROFESSIONAL),
  'notice-sum/name': label(categoryLabels.PROFESSIONAL),
  'profile-line/name': words('手机号', 'Mobile phone'),
  'progress-schools/total': 6,
  'progress-teachers/total': 120,
  'refusal-id-number-length/length': 17,
  'cycle-sample/note': label(sampleNote),
  teacher: '吴秀英',
  who: '陈静怡',
  by: '何丽萍',
  admins: '何丽萍、梁伟',
  holders: '何丽萍、梁伟',
  school,
  organisation: school,
  office,
  handler: school,
  unit: office,
  names: words('天河区教育局、越秀区教育局', '天河区教育局, 越秀区教育局'),
  provider: '岭南教师发展中心（示例）',
  'complaint/handler': office,
  role: named('role-SCHOOL_ADMIN'),
  roles: named('role-SCHOOL_ADMIN'),
  ownership: named('registration-ownership-PRIVATE'),
  'transfer/from': '天河区明德小学（示例）',
  'transfer/to': '天河区清禾中学（示例）',
  'transfers/from': '天河区明德小学（示例）',
  'transfers/to': '天河区清禾中学（示例）',
  'notice-transfer/from': '天河区明德小学（示例）',
  'notice-transfer/to': '天河区清禾中学（示例）',
  'notice-nudge/from': school,
  'refusal-load/from': '天河区明德小学（示例）',
  'refusal-load/to': '天河区清禾中学（示例）',
  'complaint-from/who': words('匿名', 'anonymous'),
  'complain-summary/who': words('匿名', 'anonymous'),

  // Hours
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

  // Declarations
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
  words: words('按规定，继续教育学时未达标的，当年年度考核不得评为优秀等次。'),

  // Reminders and announcements
  'notice-reminder/left': (locale) => plainTextOf(locale, 'reminder-left-days', { days: 7 }),
  'digest/left': (locale) => plainTextOf(locale, 'digest-left', { days: 7 }),
  'digest/waited': (locale) => plainTextOf(locale, 'digest-waited', { days: 4 }),
  'reminders-ladder-line/dates': words('12月17日、12月24日', '17 Dec, 24 Dec'),
  'reminders/time': (locale) => plainTextOf(locale, 'reminders-time-own', { hour: 9 }),
  'reminders-time-usual/time': '9:00',
  'mydata-reminders/time': (locale) => plainTextOf(locale, 'reminders-time-own', { hour: 9 }),
  'reminders-ladder-line/window': named('window-declaration'),
  'reminders-quiet/hours': 6,
  'reminder-left/hours': 6,
  'announce/whom': words('本校教师', 'Teachers of this school'),
  'announce-button-running/title': words('群发通知：请尽快核对', 'Announcement: please check'),
  'notice-announcement/text': words('请在本周五下班前核对个人信息。', 'Please check your profile by Friday.'),
  'notice-announcement/from': office,
  'broadcast-title/text': words('请在本周五下班前核对', 'Please check your profile'),

  // Other systems
  'conn-entry/name': connectionName,
  'conn-card/name': connectionName,
  'conn-check/name': connectionName,
  'conn-ask/name': connectionName,
  'conn-made/name': connectionName,
  'refusal-connection/name': connectionName,
  'refusal-connection/type': 'export.result',
  'refusal-connection/max': 6000,
  'refusal-event/type': 'export.result',
  'refusal-event/given': 'weather.changed',
  'refusal-event/problem': 'Invalid input: expected number, received string',
  'refusal-event/cycle': '2031',
  'refusal-message/most': 1000,
  'conn-ask/keys': 2,
  'conn-card/keys': words('2014年12月20日 09:00', '20 Dec 2014, 09:00'),
  'conn-card/made': words('2014年12月20日 09:00', '20 Dec 2014, 09:00'),
  'conn-card/last': words('2014年12月21日 10:00', '21 Dec 2014, 10:00'),
  'conn-card/id': '018f2c1e-5d3a-7c44-9b1e-0a2b3c4d5e6f',
  'conn-key/id': '018f2c1e-5d3a-7c44-9b1e-0a2b3c4d5e6f',
  'conn-key/key': 'whsec_…',
  'conn-card/types': named('conn-type-record-registered'),
  'conn-check/types': named('conn-type-record-registered'),
  'conn-card/pace': 60,
  'conn-ask/pace': 60,
  'conn-button-pace-of/pace': 300,
  'subscriptions/connection': words('市级管理平台', 'City platform'),
  'notice-subscription/connection': words('市级管理平台', 'City platform'),
  'subscriptions/number': 1,
  'subscriptions/types': named('subscriptions-group-declarations'),
  'subscriptions/open': 2,
  'subscriptions/delivered': 128,
  'subscriptions/givenUp': 1,
  'subscriptions/events': 3,
  'refusal-download/max': 50_000,
  fault: '503',
  host: 'platform.example.cn',

  // Complaints and disputes
  channel: named('complaint-channel-PHONE'),
  about: '吴秀英',
  'dispute/about': course,
  'disputes/about': course,
  'own-dispute/about': course,
  text: words('2014年10月的培训，本人没有参加。', 'They did not attend the training of October 2014.'),
  'dispute/text': words(
    '应为 18 学时，证书已交学校。',
    'It should be 18 hours; the certificate is with the school.',
  ),
  'own-dispute/text': words(
    '应为 18 学时，证书已交学校。',
    'It should be 18 hours; the certificate is with the school.',
  ),
  referral: words(
    '涉及学校管理员，学校不便核查。',
    'It is about our administrator, so the school cannot investigate it.',
  ),
  contacts: lines(words('· 校长办公室，电话 020-12345678', '· 校长办公室, phone 020-12345678')),
  tickets: lines((locale) =>
    textOf(locale, 'complain-ticket-settled', {
      number: 'TS2014-000012',
      school,
      state: plainTextOf(locale, 'complaint-state-SETTLED'),
      handler: school,
    }),
  ),
  'complaints/number': 'TS2014-000012',
  'complain/number': 'TS2014-000012',
  'complaint/number': 'TS2014-000012',
  'complaint-item/number': number,
  'complaint-button-open-item/number': number,
  'notice-complaint/number': 'TS2014-000012',
  consequence: (locale) => plainTextOf(locale, 'complaint-returns-item', { item: number }),
  source: named('source-PROVIDER'),

  // Accounts, codes, offices
  topic: words('继续教育年度验证', 'annual verification'),
  certificateNumber: '4401000012345',
  'transfer/number': '4401000012345',
  'teacher-move/number': '4401000012345',
  'notice-request/number': '4401000012345',
  'refusal-number/number': '4401000012345',
  'our-fault/number': '7000123',
  'declare-button/number': '1',
  idMasked: '440106********0014',
  idNumber: '440106********0014',
  phone: '020-12345678',
  'mydata/phone': '13900000000',
  address: words('天河区示例路1号'),
  website: 'www.example.edu.cn/ts',
  contact: '张老师 020-12345678',
  licence: '教民144010670000018号',
  code: '90603',
  link: 'https://t.me/xueshi_sandbox_bot?start=AbCdEf123456',
  version: 1,
  group: named('staff-group-not-sent'),
  stage: named('schools-stage-reported'),
  standing: named('school-standing-confirmed'),
  step: named('step-statistics'),
  'declare-progress/step': 3,
  window: named('window-school-review'),
  held: lines((locale) =>
    textOf(locale, 'roles-held', { organisation: school, role: plainTextOf(locale, 'role-SCHOOL_ADMIN') }),
  ),
  figure: named('figure-passed'),
  problem: named('export-problem-certificate-number-missing'),
  rate: '85.7%',
  share: 92,
  median: 6,
  format: 'PDF',
  sha256: '9f2c61d0a4b87e35',
  file: '学时登记表.xlsx',
  column: '学时',
  heading: '学时',
  given: '公办学校',
  options: words('公办、民办', '公办, 民办'),
  'refusal-load-row-repeated/first': 3,
  first: 3,
  line: 3,
  row: 4,
  'refusal-amount-wrong-unit/unit': named('unit-items'),
  'refusal-role/name': '陈静怡',
  'school-not-found/name': '明得',
  'complain-school-unknown/name': '明得',
  'roles-find-none/name': '明得',
  'schools/name': school,
  'progress/name': office,
  'notpassed-office/name': school,
  'late/name': school,
  'patterns/name': school,
  'stat/name': office,
  'city/name': office,
  'supervision/name': office,
  'progress-school/name': school,
}

/**
 * The sample for a parameter of a text. A name that the table does not know stays as it is in the pattern, and a
 * test asks for its sample.
 * @param key of the text; the longest beginning that the table knows wins over the plain name
 */
export function sampleOf(key: string, name: string, locale: Locale): Sample {
  const beginnings = key.split('-')
  for (let taken = beginnings.length; taken > 0; taken--) {
    const making = table[`${beginnings.slice(0, taken).join('-')}/${name}`]
    if (making !== undefined) return made(making, locale)
  }
  const making = table[name]
  if (making !== undefined) return made(making, locale)
  return `{ $${name} }`
}

function made(making: Making, locale: Locale): Sample {
  return typeof making === 'function' ? making(locale) : making
}
