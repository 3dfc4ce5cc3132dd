import type { Say } from '../pictures/say.ts'
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

/** @param say finds the texts `picture-school-…` */
export function schoolStripInWords(facts: SchoolStripFacts, say: Say): SchoolStripWords {
  const { schoolName, cycleName, counts, stage, deadline, madeAt, locale } = facts
  const all = schoolStrips.reduce((sum, group) => sum + counts[group], 0)
  const key = (group: SchoolStripGroup) =>
    `picture-school-${group}${group === 'passed' && stage === 'frozen' ? '-finally' : ''}`
  return {
    title: say('picture-school-title', { cycle: cycleName }),
    madeAt: say('picture-as-of', { day: formatDate(civilDateOf(madeAt), locale) }),
    headline: say('picture-school-headline', { passed: counts.passed, judged: all - counts.exempt }),
    note: say('picture-school-note', { school: schoolName, all }),
    groups: schoolStrips
      .filter((group) => counts[group] > 0 || group !== 'exempt')
      .map((group) => ({ group, words: say(key(group), { count: counts[group] }) })),
    deadline:
      madeAt < deadline
        ? say('picture-school-declare-by', { deadline: formatDeadline(deadline, locale) })
        : say('picture-school-closed', { until: formatUntil(deadline, locale) }),
  }
}

/** The words as lines, for whoever cannot see the picture. */
export function schoolStripAsText(facts: SchoolStripFacts, say: Say): string {
  const { title, madeAt, headline, note, groups, deadline } = schoolStripInWords(facts, say)
  return [
    say('picture-title-with-day', { title, day: madeAt }),
    note,
    headline,
    '',
    ...groups.map(({ words }) => `· ${words}`),
    ...(facts.unconfirmed > 0 ? [say('picture-school-unconfirmed', { count: facts.unconfirmed })] : []),
    '',
    deadline,
  ].join('\n')
}
