import type { Dispute } from '../../../core/records/disputes.ts'
import { answerOf } from '../../../core/records/settle-dispute.ts'
import { categoryLabels, type Locale } from '../../../core/terms.ts'
import { formatDate, formatInstant } from '../../../core/time/shanghai.ts'
import { plainTextOf, textOf } from '../dialogue/texts.ts'

/** What is disputed: the record as it stood, or where one is missing. */
export function disputedInWords({ about }: Pick<Dispute, 'about'>, locale: Locale): string {
  const source = plainTextOf(locale, `source-${about.source}`)
  if (about.missing) return textOf(locale, 'dispute-about-missing', { source })
  return textOf(locale, 'dispute-about-record', {
    source,
    category: categoryLabels[about.category][locale],
    course: about.courseName,
    from: formatDate(about.from, locale),
    to: formatDate(about.to, locale),
    hours: about.hours,
  })
}

/** The card for whoever answers. */
export function disputeCard(dispute: Dispute, locale: Locale): string {
  return [
    textOf(locale, 'dispute-card', {
      teacher: dispute.personName,
      school: dispute.schoolName,
      at: formatInstant(dispute.openedAt, locale),
    }),
    disputedInWords(dispute, locale),
    textOf(locale, 'dispute-text', { text: dispute.text }),
    ...(dispute.state === 'OPEN' ? [] : [answerInWords(dispute, locale)]),
  ].join('\n')
}

/** What became of a dispute; '' while it is open. */
export function answerInWords(dispute: Pick<Dispute, 'state' | 'answer' | 'about'>, locale: Locale): string {
  const answer = answerOf(dispute)
  switch (answer?.kind) {
    case undefined:
      return ''
    case 'correct':
      return textOf(locale, 'dispute-answer-correct', {
        before: dispute.about.missing ? 0 : dispute.about.hours,
        after: answer.hours,
      })
    case 'withdraw':
      return textOf(locale, 'dispute-answer-withdraw')
    case 'add': {
      const { category, courseName, from, to, hours } = answer.course
      return textOf(locale, 'dispute-answer-add', {
        category: categoryLabels[category][locale],
        course: courseName,
        from: formatDate(from, locale),
        to: formatDate(to, locale),
        hours,
      })
    }
    case 'refuse':
      return textOf(locale, 'dispute-answer-refuse', { why: answer.why })
  }
}
