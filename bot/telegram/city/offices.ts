import type { Role } from '../../../core/terms.ts'

export const cityRoles = ['CITY_OPERATOR', 'CITY_SUPERVISOR'] as const satisfies readonly Role[]
