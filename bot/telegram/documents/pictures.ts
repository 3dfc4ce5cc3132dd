import { type ProgressFacts, readProgressFacts } from '../../../core/reports/progress-facts.ts'
import { progressPicture } from '../../../core/reports/progress-picture.ts'
import { schoolStrip } from '../../../core/reports/school-strip.ts'
import { readSchoolStrip } from '../../../core/reports/school-strip-facts.ts'
import type { Locale } from '../../../core/terms.ts'
import type { House } from '../../house.ts'
import { sayIn } from '../dialogue/texts.ts'
import type { Document } from './document.ts'

/**
 * The pictures of how far somebody has come, in the language of whoever looks. The caller checks who may have
 * one.
 */

/** The year's picture of one teacher, of the state in which it is sent. */
export async function progressPictureDocument(
  { database, cycles, clock }: House,
  { personId, cycleId }: { personId: string; cycleId: number },
  locale: Locale,
): Promise<Document> {
  const [cycle, now] = [cycles.get(cycleId), clock.now()]
  const facts = await readProgressFacts(database.prisma, personId, { cycle, now, locale })
  return pictureOf(facts, cycleId)
}

/** The picture of facts that were read already. */
export async function pictureOf(facts: ProgressFacts, cycleId: number): Promise<Document> {
  return { bytes: await progressPicture(facts, sayIn(facts.locale)), fileName: `xueshi-${cycleId}.png` }
}

/** The whole school without a name. Throws when there is no such school. */
export async function schoolStripDocument(
  { database, cycles, clock }: House,
  { schoolId, cycleId }: { schoolId: string; cycleId: number },
  locale: Locale,
): Promise<Document> {
  const [cycle, now] = [cycles.get(cycleId), clock.now()]
  const facts = await readSchoolStrip(database.prisma, schoolId, { cycle, now, locale })
  if (!facts) throw new Error(`There is no school ${schoolId}.`)
  return { bytes: await schoolStrip(facts, sayIn(locale)), fileName: `xueshi-${cycleId}-school.png` }
}
