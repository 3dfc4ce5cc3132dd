import type { OrganisationKind } from '../people/appointments.ts'

const offices = ['CITY', 'DISTRICT', 'TRAINING_CENTRE'] as const

/** What another system may fetch, and for connections of which kinds of organisation. */
export const downloadTable = {
  publicity: { kinds: [...offices, 'SCHOOL'], summary: 'The public lists that hang on the wall now.' },
  statistics: {
    kinds: [...offices, 'SCHOOL'],
    summary: 'The statistics form: from frozen data once there are.',
  },
  export: { kinds: ['CITY'], summary: 'An export for the human resources bureau, without ID numbers.' },
} as const satisfies Readonly<
  Record<string, { readonly kinds: readonly OrganisationKind[]; readonly summary: string }>
>
export type DownloadKind = keyof typeof downloadTable
export const downloadKinds = Object.keys(downloadTable) as DownloadKind[]

/** A download as a type that a connection is allowed, beside those of the events. */
export type DownloadType = `download.${DownloadKind}`

export const downloadType = (what: DownloadKind): DownloadType => `download.${what}`
export const downloadTypeNames = downloadKinds.map(downloadType)

export function isDownload(what: string): what is DownloadKind {
  return Object.hasOwn(downloadTable, what)
}

export function isDownloadType(name: string): name is DownloadType {
  return downloadTypeNames.some((type) => type === name)
}

/** The downloads that a connection of such an organisation may be allowed. */
export function downloadTypesFor(kind: OrganisationKind): DownloadType[] {
  return downloadKinds
    .filter((what) => (downloadTable[what].kinds as readonly OrganisationKind[]).includes(kind))
    .map(downloadType)
}
