import type { Database, Transaction } from '../../prisma/database.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { enterWindow } from '../cycle/windows.ts'
import type { FileStore } from '../evidence/files.ts'
import type { PreparedPicture } from '../evidence/prepare-picture.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { allowed } from '../review/actions.ts'
import type { EvidenceKind } from '../terms.ts'
import type { Answers, Evidence, QuestionId } from './form.ts'
import { questionOf } from './form.ts'
import { contextOf, readForAction } from './item.ts'
import { evidenceNeeded } from './questions.ts'

/**
 * A declaration being filled in, new or the correction of a returned one. It is a row that asks its own next
 * question (form.ts), so that a crash, a deploy or a second device loses nothing.
 */
export interface Draft {
  readonly id: string
  readonly personId: string
  readonly cycleId: number
  readonly correcting?: string
  readonly answers: Answers
  /** The question asked again from the summary, if one is. */
  readonly asking?: QuestionId
  readonly version: number
  readonly updatedAt: Date
  readonly evidence: readonly (Evidence & { readonly displaySha256: string; readonly sha256: string })[]
}

export const draftRefusals = [
  'profile-not-confirmed',
  'registration-needed',
  'draft-gone',
  'draft-changed',
  'too-many-photos',
  'same-photo-twice',
  'photo-not-asked-for',
] as const

/** As many pages as a reviewer can be expected to look at on one card; an album holds ten. */
export const maxPhotosPerKind = 10

/**
 * Opens a new draft. Declaring needs a profile confirmed for the cycle (S019–S020) and is refused after 12-31
 * (S030).
 *
 * @returns the draft; 'registration-needed' {missing: 'school' | 'number'} before school and teacher have
 *   their numbers (ruling 15), 'profile-not-confirmed', 'window-not-open' or 'window-closed' {window,
 *   deadline}
 */
export async function startDraft(
  tx: Transaction,
  { personId, cycle, now }: { personId: string; cycle: Cycle; now: Date },
): Promise<Draft | Refusal> {
  const entered = enterWindow(cycle, 'declaration', now)
  if (isRefusal(entered)) return entered
  const unregistered = await refuseUnregistered(tx, personId)
  if (unregistered) return unregistered
  const profile = await tx.profileConfirmation.findUnique({
    where: { personId_cycleId: { personId, cycleId: cycle.id } },
  })
  if (!profile) return refuse('profile-not-confirmed')
  const row = await tx.draft.create({
    data: { personId, cycleId: cycle.id, createdAt: now, updatedAt: now },
    include: withEvidence,
  })
  return toDraft(row)
}

/**
 * Opens the correction of a returned declaration, or the one that is already open. It begins with everything
 * as it was submitted, photos included.
 *
 * @returns the draft, or what the table of actions refuses for `correct`
 */
export async function startCorrection(
  tx: Transaction,
  {
    personId,
    declarationId,
    cycleOf,
    now,
  }: {
    personId: string
    declarationId: string
    cycleOf: (cycleId: number) => Cycle
    now: Date
  },
): Promise<Draft | Refusal> {
  // Two who open it at once find the same draft.
  await tx.$queryRaw`select 1 from declaration where id = ${declarationId}::uuid for no key update`
  const item = await readForAction(tx, declarationId)
  if (!item) return refuse('item-gone')
  const permitted = allowed('correct', await contextOf(tx, item, personId, cycleOf(item.cycleId), now))
  if (isRefusal(permitted)) return permitted
  const open = await tx.draft.findUnique({ where: { declarationId }, include: withEvidence })
  if (open) return toDraft(open)
  const evidence = await tx.evidence.findMany({
    where: { declarationId, supersededAt: null },
    orderBy: { addedAt: 'asc' },
  })
  const row = await tx.draft.create({
    data: {
      personId,
      cycleId: item.cycleId,
      declarationId,
      answers: item.claim as object,
      createdAt: now,
      updatedAt: now,
      evidence: {
        create: evidence.map(({ id: _, draftId: _draft, declarationId: _declaration, ...copied }) => ({
          ...copied,
          hints: copied.hints as object,
        })),
      },
    },
    include: withEvidence,
  })
  return toDraft(row)
}

/** Ruling 15: nothing is declared before the school has its 继续教育代码 and the teacher a 继续教育证号. */
async function refuseUnregistered(
  tx: Transaction,
  personId: string,
): Promise<Refusal<'registration-needed'> | undefined> {
  const { certificateNumber, organisation } = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { certificateNumber: true, organisation: { select: { code: true, kind: true } } },
  })
  if (organisation.kind === 'SCHOOL' && !organisation.code)
    return refuse('registration-needed', { missing: 'school' })
  return certificateNumber ? undefined : refuse('registration-needed', { missing: 'number' })
}

export async function readDraft(
  db: Database['prisma'] | Transaction,
  draftId: string,
  personId: string,
): Promise<Draft | undefined> {
  const row = await db.draft.findFirst({ where: { id: draftId, personId }, include: withEvidence })
  return row ? toDraft(row) : undefined
}

export async function openDrafts(
  db: Database['prisma'] | Transaction,
  personId: string,
  cycleId: number,
): Promise<Draft[]> {
  const rows = await db.draft.findMany({
    where: { personId, cycleId },
    include: withEvidence,
    orderBy: { createdAt: 'asc' },
  })
  return rows.map(toDraft)
}

/**
 * Throws a draft away. Its pictures then belong to nobody and are purged; the declaration of a correction
 * stays returned.
 */
export async function discardDraft(
  tx: Transaction,
  { draftId, personId, version }: { draftId: string; personId: string; version: number },
): Promise<true | Refusal> {
  const { count } = await tx.draft.deleteMany({ where: { id: draftId, personId, version } })
  return count === 1 ? true : refuseDraft(tx, draftId, personId)
}

/** Keeps the copies of a picture as files. It happens before the transaction that adds it to a draft. */
export async function keepPicture(files: FileStore, picture: PreparedPicture): Promise<KeptPicture> {
  const [displaySha256, thumbnailSha256] = await Promise.all([
    files.put(picture.display),
    files.put(picture.thumbnail),
  ])
  const { sha256, perceptualHash, hints } = picture
  return { sha256, displaySha256, thumbnailSha256, perceptualHash, hints: { ...hints } }
}

export interface KeptPicture {
  readonly sha256: string
  readonly displaySha256: string
  readonly thumbnailSha256: string
  readonly perceptualHash: string
  readonly hints: Record<string, unknown>
}

/**
 * Adds a picture to a draft. Each picture is one write of its own, so the photos of an album may arrive in
 * any order.
 *
 * @returns the draft as it stands now; 'draft-gone', 'photo-not-asked-for' {evidence}, 'too-many-photos'
 *   {most}, 'same-photo-twice'
 */
export async function addPhoto(
  tx: Transaction,
  {
    draftId,
    personId,
    kind,
    picture,
    messengerUnique,
    asking,
    cycle,
    now,
  }: {
    draftId: string
    personId: string
    kind: EvidenceKind
    picture: KeptPicture
    messengerUnique?: string
    /** The question that stays open for more pages. */
    asking?: QuestionId
    cycle: Cycle
    now: Date
  },
): Promise<Draft | Refusal> {
  await tx.$queryRaw`select 1 from draft where id = ${draftId}::uuid for update`
  const draft = await readDraft(tx, draftId, personId)
  if (!draft) return refuse('draft-gone')
  if (!evidenceNeeded(draft.answers, cycle).includes(kind))
    return refuse('photo-not-asked-for', { evidence: kind })
  if (draft.evidence.some(({ sha256 }) => sha256 === picture.sha256)) return refuse('same-photo-twice')
  if (draft.evidence.filter((one) => one.kind === kind).length >= maxPhotosPerKind) {
    return refuse('too-many-photos', { most: maxPhotosPerKind })
  }
  await tx.evidence.create({
    data: {
      personId,
      draftId,
      kind,
      ...picture,
      hints: picture.hints as object,
      messengerUnique,
      addedAt: now,
    },
  })
  return touch(tx, draft, now, asking)
}

/** Takes a picture out of a draft again. */
export async function removePhoto(
  tx: Transaction,
  {
    draftId,
    personId,
    evidenceId,
    now,
  }: { draftId: string; personId: string; evidenceId: string; now: Date },
): Promise<Draft | Refusal> {
  await tx.$queryRaw`select 1 from draft where id = ${draftId}::uuid for update`
  const draft = await readDraft(tx, draftId, personId)
  if (!draft) return refuse('draft-gone')
  await tx.evidence.deleteMany({ where: { id: evidenceId, draftId } })
  return touch(tx, draft, now)
}

/**
 * The version moves with every change, so that an old card is recognised. The tick that the photos show
 * originals is asked again, because it was given for other photos.
 */
async function touch(tx: Transaction, draft: Draft, now: Date, asking?: QuestionId): Promise<Draft> {
  const { originalsConfirmed: _, ...answers } = draft.answers
  const row = await tx.draft.update({
    where: { id: draft.id },
    data: {
      version: { increment: 1 },
      answers: answers as object,
      updatedAt: now,
      ...(asking && { asking }),
    },
    include: withEvidence,
  })
  return toDraft(row)
}

export async function refuseDraft(tx: Transaction, draftId: string, personId: string): Promise<Refusal> {
  const still = await tx.draft.count({ where: { id: draftId, personId } })
  return refuse(still ? 'draft-changed' : 'draft-gone')
}

const withEvidence = { evidence: { orderBy: { addedAt: 'asc' } } } as const

interface DraftRow {
  id: string
  personId: string
  cycleId: number
  declarationId: string | null
  answers: unknown
  asking: string | null
  version: number
  updatedAt: Date
  evidence: { id: string; kind: EvidenceKind; displaySha256: string; sha256: string }[]
}

function toDraft(row: DraftRow): Draft {
  return {
    id: row.id,
    personId: row.personId,
    cycleId: row.cycleId,
    correcting: row.declarationId ?? undefined,
    answers: row.answers as Answers,
    asking: isQuestion(row.asking) ? row.asking : undefined,
    version: row.version,
    updatedAt: row.updatedAt,
    evidence: row.evidence.map(({ id, kind, displaySha256, sha256 }) => ({
      id,
      kind,
      displaySha256,
      sha256,
    })),
  }
}

/** A deploy may have taken the question away that a draft was asking. */
function isQuestion(id: string | null): id is QuestionId {
  return id !== null && questionOf(id as QuestionId) !== undefined
}
