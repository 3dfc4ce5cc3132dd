import { plainTextOf, textOf } from '../telegram/dialogue/texts.ts'
import { course, lines, named, number, office, type Samples, school, words } from './sample.ts'

/** Reminders, announcements, complaints and disputes. */
export const messageSamples: Samples = {
  'notice-reminder/left': (locale) => plainTextOf(locale, 'reminder-left-days', { days: 7 }),
  'digest-teachers/groups': (locale) => plainTextOf(locale, 'digest-teachers-returned', { count: 1 }),
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
  consequence: (locale) => plainTextOf(locale, 'complaint-returns-item-SCHOOL_ADMIN', { item: number }),
  source: named('source-PROVIDER'),
}
