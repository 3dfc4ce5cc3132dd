import type { Cycle } from '../../../core/cycle/cycle.ts'
import { readConfirmation, readProfile } from '../../../core/people/profile.ts'
import { type Profile, profileField, profileFields } from '../../../core/people/profile-fields.ts'
import { renderInfoSheet } from '../../../core/reports/info-sheet.ts'
import type { House } from '../../house.ts'
import { valueInWords } from '../teacher/profile/card.ts'
import type { Document } from './document.ts'

/**
 * The info sheet of a profile (S019–S021). Its reader is a Chinese office, so it is in Chinese whatever
 * language its owner uses. Throws when there is no such person or cycle.
 */
export async function infoSheet(
  house: House,
  { personId, cycleId }: { personId: string; cycleId: number },
): Promise<Document> {
  const { prisma } = house.database
  const cycle = house.cycles.get(cycleId)
  const { profile: now } = await readProfile(prisma, personId, house.sealer)
  const confirmation = await readConfirmation(prisma, { personId, cycleId }, house.sealer)
  // A confirmation can be lost between tapping and sending. Then the sheet shows what stands now, with the
  // date of now.
  const profile = confirmation?.profile ?? now
  const printedAt = house.clock.now()
  const bytes = await renderInfoSheet({
    sheetNumber: `${cycleId}-${profile.certificateNumber ?? personId.slice(-12)}`,
    cycleName: cycle.name.zh,
    schoolName: profile.school ?? '',
    confirmedAt: confirmation?.confirmedAt ?? printedAt,
    printedAt,
    fields: fieldsOf(profile, cycle),
  })
  return { bytes, fileName: `${cycle.name.zh}教师个人基础信息表-${profile.name ?? ''}.pdf` }
}

function fieldsOf(profile: Profile, cycle: Cycle) {
  return profileFields
    .filter(({ applies }) => applies?.(profile) ?? true)
    .map(({ id }) => ({
      label: profileField(id).label.zh,
      value: valueInWords(profile, id, 'zh'),
      required: cycle.requiredFields.includes(id),
    }))
}
