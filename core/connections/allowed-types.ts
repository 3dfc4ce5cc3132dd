import type { OrganisationKind } from '../people/appointments.ts'
import type { Role } from '../terms.ts'
import { type DownloadType, downloadTypeNames, downloadTypesFor } from './download-types.ts'
import { type EventTypeName, eventTypeNames, eventTypesFor, isEventType, roleFor } from './event-types.ts'

/**
 * What a connection may be allowed: the events it sends and the documents it downloads, from the two tables
 * of them.
 */

export type AllowedType = EventTypeName | DownloadType
export const allowedTypeNames: readonly AllowedType[] = [...eventTypeNames, ...downloadTypeNames]

/** What a connection of such an organisation may be allowed, events first. */
export function allowedTypesFor(kind: OrganisationKind): AllowedType[] {
  return [...eventTypesFor(kind), ...downloadTypesFor(kind)]
}

/** The roles that a connection's person needs in its organisation for these types. A download needs none. */
export function rolesOf(types: readonly string[], kind: OrganisationKind): Role[] {
  const roles = types.filter(isEventType).map((type) => roleFor(type, kind))
  return [...new Set(roles.filter((role) => role !== undefined))]
}
