import type { Locale } from '../terms.ts'
import { civilDateOf, formatDate, formatDeadline, formatUntil } from '../time/shanghai.ts'
import { type SchoolStripFacts, type SchoolStripGroup, schoolStrips } from './school-strip-facts.ts'

/** What the picture of a school says; the text beside it repeats it. */

export interface SchoolStripWords {
  readonly title: string
  readonly madeAt: string
  readonly headline: string
  readonly note: string
  readonly groups: readonly { readonly group: SchoolStripGroup; readonly words: string }[]
  readonly deadline: string
}

export function schoolStripInWords(facts: SchoolStripFacts): SchoolStripWords {
  const { schoolName, cycleName, counts, stage, deadline, madeAt, locale } = facts
  const say = voices[locale]
  const all = schoolStrips.reduce((sum, group) => sum + counts[group], 0)
  const judged = all - counts.exempt
  return {
    title: say.title(cycleName),
    madeAt: say.madeAt(formatDate(civilDateOf(madeAt), locale)),
    headline: say.headline(counts.passed, judged),
    note: say.note(schoolName, all),
    groups: schoolStrips
      .filter((group) => counts[group] > 0 || group !== 'exempt')
      .map((group) => ({
        group,
        words: say.group(
          group === 'passed' && stage === 'frozen' ? say.passedFinally : say.groups[group],
          counts[group],
        ),
      })),
    deadline:
      madeAt < deadline
        ? say.declareBy(formatDeadline(deadline, locale))
        : say.closed(formatUntil(deadline, locale)),
  }
}

/** The words as lines, for whoever cannot see the picture. */
export function schoolStripAsText(facts: SchoolStripFacts): string {
  const { title, madeAt, headline, note, groups, deadline } = schoolStripInWords(facts)
  const say = voices[facts.locale]
  return [
    say.titleWithDay(title, madeAt),
    note,
    headline,
    '',
    ...groups.map(({ words }) => `· ${words}`),
    ...(facts.unconfirmed > 0 ? [say.unconfirmed(facts.unconfirmed)] : []),
    '',
    deadline,
  ].join('\n')
}

const zh = {
  title: (cycle: string) => `${cycle}全校进度`,
  madeAt: (day: string) => `截至${day}`,
  titleWithDay: (title: string, madeAt: string) => `${title}（${madeAt}）`,
  headline: (passed: number, judged: number) => `已达标 ${passed} / ${judged} 人`,
  note: (school: string, all: number) => `${school}，教师共 ${all} 人，一格一人。`,
  group: (label: string, count: number) => `${label}${label.endsWith('）') ? '' : ' '}${count} 人`,
  groups: {
    'not-started': '未开始',
    'not-sent': '未提交',
    returned: '被退案或退回',
    short: '已认定但不足',
    'under-review': '审核中',
    passed: '已达标（暂定）',
    exempt: '免验',
  } satisfies Record<SchoolStripGroup, string>,
  passedFinally: '已达标',
  unconfirmed: (count: number) => `学时已达标的人中，还有 ${count} 人未确认个人信息。`,
  declareBy: (deadline: string) => `教师须在${deadline}申报。`,
  closed: (until: string) => `申报已于${until}截止。`,
}

const en: typeof zh = {
  title: (cycle) => `${cycle}: the whole school`,
  madeAt: (day) => `as of ${day}`,
  titleWithDay: (title, madeAt) => `${title} (${madeAt})`,
  headline: (passed, judged) => `${passed} of ${judged} passed`,
  note: (school, all) => `${school}: ${all} teachers, a cell each.`,
  group: (label, count) => `${label}: ${count}`,
  groups: {
    'not-started': 'not started',
    'not-sent': 'not sent',
    returned: 'returned or sent back',
    short: 'reviewed, but short',
    'under-review': 'under review',
    passed: 'passed (provisional)',
    exempt: 'exempt',
  },
  passedFinally: 'passed',
  unconfirmed: (count) => `Of those who passed, ${count} have not confirmed their profile.`,
  declareBy: (deadline) => `Teachers declare ${deadline}.`,
  closed: (until) => `Declaring closed ${until}.`,
}

const voices: Readonly<Record<Locale, typeof zh>> = { zh, en }
