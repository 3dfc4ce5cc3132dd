import { as, type Office } from '../dialogue/desk.ts'

/** Who works on complaints: a school, the office above it; and 指导中心, which looks on. */
export type ComplaintOffice = Office<(typeof rolesInOrder)[number]>

const rolesInOrder = ['SCHOOL_ADMIN', 'DISTRICT_REVIEWER', 'CITY_SUPERVISOR'] as const

export const complaintOfficeOf = as(...rolesInOrder)
/** Whoever investigates and settles. */
export const handlingOfficeOf = as('SCHOOL_ADMIN', 'DISTRICT_REVIEWER')
