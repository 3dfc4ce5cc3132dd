import { cycle2014 } from '../../core/cycle/shipped-cycles.ts'
import { closingOf, freezesAt, windowOf } from '../../core/cycle/windows.ts'
import type { Locale } from '../../core/terms.ts'
import {
  civilDateOf,
  formatDate,
  formatDeadline,
  formatInstant,
  formatUntil,
} from '../../core/time/shanghai.ts'

const now = new Date('2014-12-20T09:00:00+08:00')
/** When something was done that is shown as past. */
export const earlier = new Date('2014-12-18T15:20:00+08:00')
const publicFrom = new Date('2015-01-08T09:00:00+08:00')
const publicUntil = new Date('2015-01-16T00:00:00+08:00')
const linkUntil = new Date('2014-12-27T09:00:00+08:00')
const latest = windowOf(cycle2014, 'publicity').latestAt ?? closingOf(cycle2014, 'publicity')

const instant = (at: Date) => (locale: Locale) => formatInstant(at, locale)
const day = (date: string) => (locale: Locale) => formatDate(date, locale)
const until = (at: Date) => (locale: Locale) => formatUntil(at, locale)
const deadline = (window: Parameters<typeof closingOf>[1]) => (locale: Locale) =>
  formatDeadline(closingOf(cycle2014, window), locale)

/**
 * Days, deadlines and periods of 2014 as the dialogues put them: a deadline with its hour and 「前」, an instant
 * without.
 */
export const sampleTimes: Readonly<Record<string, string | number | ((locale: Locale) => string)>> = {
  cycle: (locale) => cycle2014.name[locale],
  year: '2014',
  deadline: deadline('declaration'),
  'complain/deadline': deadline('complaints'),
  'notice-complaint/deadline': deadline('complaints'),
  'supervision/deadline': deadline('city-confirmation'),
  'publicity/deadline': deadline('principal-confirmation'),
  'notice-publicity/deadline': deadline('principal-confirmation'),
  'principal/deadline': deadline('principal-confirmation'),
  'principal-second/deadline': deadline('second-round-school'),
  'principal-next-second/deadline': deadline('second-round-school'),
  'notice-second/deadline': deadline('second-round-school'),
  'queue/deadline': deadline('school-review'),
  'queue-closed/deadline': deadline('second-round-school'),
  'review/deadline': deadline('district-review'),
  'review-deadline-second/deadline': deadline('second-round-district'),
  'review-return/deadline': deadline('second-round-teacher'),
  'notice-correct-second/deadline': deadline('second-round-teacher'),
  'notice-correct-by/deadline': deadline('resubmission'),
  'home-correct-by/deadline': deadline('resubmission'),
  'home-correct-second/deadline': deadline('second-round-teacher'),
  'stat/deadline': deadline('statistics'),
  'city/deadline': deadline('city-confirmation'),
  'export/deadline': deadline('export'),
  'records-late/deadline': deadline('registration'),
  'notice-city/deadline': deadline('export'),
  'notice-principal/deadline': deadline('principal-confirmation'),
  'notice-late/deadline': deadline('school-review'),
  'late/deadline': deadline('school-review'),
  'declare-receipt/deadline': deadline('school-review'),
  'status-holder-school/deadline': deadline('school-review'),
  'status-holder-principal/deadline': deadline('principal-confirmation'),
  'status-holder-district/deadline': deadline('district-review'),
  'status-holder-teacher/deadline': deadline('second-round-teacher'),
  'notice-second-round/teacher': deadline('second-round-teacher'),
  'notice-second-round-approved/teacher': '吴秀英',
  'notice-second-round/school': deadline('second-round-school'),
  'review-second-round/teacher': deadline('second-round-teacher'),
  'review-second-round/school': deadline('second-round-school'),
  due: deadline('school-review'),
  certificate: deadline('provider-certificate'),
  closed: (locale) => formatUntil(closingOf(cycle2014, 'second-round-teacher'), locale),
  'notice-exemption-revoked-late/closed': (locale) =>
    formatUntil(closingOf(cycle2014, 'declaration'), locale),
  at: instant(earlier),
  madeAt: instant(earlier),
  updated: instant(earlier),
  since: instant(earlier),
  'teacher-more-on-leave/since': day('2014-11-30'),
  started: instant(publicFrom),
  opens: instant(windowOf(cycle2014, 'district-review').opensAt ?? now),
  freezes: instant(freezesAt(cycle2014)),
  frozen: instant(freezesAt(cycle2014)),
  date: day(civilDateOf(earlier)),
  until: until(publicUntil),
  'invite/until': instant(linkUntil),
  'role-invite/until': (locale) => formatDeadline(linkUntil, locale),
  'roles-at/until': (locale) => formatDeadline(linkUntil, locale),
  'refusal/until': until(publicUntil),
  latest: until(latest),
  from: day('2014-10-20'),
  to: day('2014-10-24'),
  'publicity/from': instant(publicFrom),
  'principal/from': instant(publicFrom),
  'schools-card/from': instant(publicFrom),
  'years/from': '2011',
  'years/to': '2015',
  'item-difference/from': '30',
  'item-difference/to': '24',
  'refusal-identity/until': until(new Date('2014-12-20T10:00:00+08:00')),
  days: 5,
  years: 5,
  'complaints/deadline': deadline('complaints'),
  'cycle-reviewing/deadline': deadline('second-round-district'),
  registered: deadline('provider-certificate'),
  'announce-preview-what-next/from': '22',
  'announce-preview-what-next/until': '7',
  'reminders-quiet/from': '22',
  'reminders-quiet/until': '7',
  hour: 9,
  'refusal-reminder-hour/from': 7,
  'refusal-reminder-hour/until': 21,
  'notice-publicity-complain/deadline': (locale) => formatDeadline(publicUntil, locale),
  'publicity-ready/days': 7,
  'publicity-sure/days': 7,
  'publicity-withdraw/days': 7,
  'flow/declaration': until(closingOf(cycle2014, 'declaration')),
  'flow/publicity': until(closingOf(cycle2014, 'publicity')),
  'flow/confirmation': until(closingOf(cycle2014, 'principal-confirmation')),
  'flow/complaints': until(closingOf(cycle2014, 'complaints')),
  'flow/district': until(closingOf(cycle2014, 'second-round-district')),
  'flow/statistics': until(closingOf(cycle2014, 'statistics')),
  'flow/export': until(closingOf(cycle2014, 'export')),
  'flow/teacher': until(closingOf(cycle2014, 'second-round-teacher')),
  'flow/school': until(closingOf(cycle2014, 'second-round-school')),
  'flow-school/review': until(closingOf(cycle2014, 'school-review')),
  'flow-district/review': until(closingOf(cycle2014, 'district-review')),
  'flow-city/confirmation': until(closingOf(cycle2014, 'city-confirmation')),
  'flow/from': day('2015-01-08'),
  day: day('2014-12-20'),
  'flow/freeze': instant(freezesAt(cycle2014)),
}
