import type { Draft } from '../../../core/declarations/draft.ts'
import type { TeacherFile } from '../../../core/declarations/teacher-file.ts'
import type { Role } from '../../../core/terms.ts'
import type { Database } from '../../../prisma/database.ts'
import { batching } from './batch.ts'

/**
 * Who an account is and where its dialogue stands. It holds everything that most turns need, read in one
 * statement for many people.
 */
export interface Session {
  readonly accountId: number
  /** False when nobody of this account has spoken to us before. */
  readonly known: boolean
  readonly locale: 'zh' | 'en'
  /** Where a dialogue stands, as its topic keeps it. It never holds an ID number. */
  readonly focus: object | null
  readonly menu: string | null
  /** The cycle and the organisation that this person chose to work on, where there are several. */
  readonly cycleId: number | null
  readonly desk: string | null
  readonly consentVersion: number | null
  readonly lockedUntil: Date | null
  readonly unreachable: boolean
  readonly person: { readonly id: string; readonly name: string; readonly organisationId: string } | null
  readonly roles: readonly {
    readonly role: Role
    readonly organisationId: string
    readonly organisationName: string
  }[]
  /** The draft in focus with what its answers are judged against. */
  readonly draft: { readonly draft: Draft; readonly file: TeacherFile } | null
  readonly conversation: unknown
}

export function openSessions({ planned }: Database): (accountId: number) => Promise<Session> {
  return batching<number, Session>(
    async (accountIds) => {
      const { rows } = await planned.query<SessionRow>({ name: 'session', text: sql, values: [accountIds] })
      const found = new Map(rows.map((row) => [row.id, row]))
      return accountIds.map((id) => toSession(id, found.get(id)))
    },
    { most: 100 },
  )
}

const sql = `
  select account.id, account.locale, account.focus, account.menu, account.cycle_id, account.desk, account.locked_until, account.unreachable_at is not null as unreachable,
    (select max(version) from consent where consent.account_id = account.id and withdrawn_at is null) as consent_version,
    case when person.id is not null then json_build_object(
      'id', person.id, 'name', person.name, 'organisationId', person.organisation_id) end as person,
    (select json_agg(json_build_object(
        'role', held.role, 'organisationId', organisation.id, 'organisationName', organisation.name) order by held.granted_at)
      from "grant" held join organisation on organisation.id = held.organisation_id
      where held.person_id = person.id and held.withdrawn_at is null) as roles,
    case when draft.id is not null then json_build_object(
      'id', draft.id, 'personId', draft.person_id, 'cycleId', draft.cycle_id, 'correcting', draft.declaration_id,
      'answers', draft.answers, 'asking', draft.asking, 'version', draft.version, 'updatedAt', draft.updated_at,
      'evidence', (select coalesce(json_agg(json_build_object('id', id, 'kind', kind, 'displaySha256', display_sha256,
          'sha256', sha256) order by added_at), '[]') from evidence where evidence.draft_id = draft.id)) end as draft,
    case when draft.id is not null then json_build_object(
      'hourRecords', (select coalesce(json_agg(json_build_object('id', id, 'category', category, 'courseName', course_name,
          'from', "from", 'to', "to", 'hours', hours, 'source', source) order by "from"), '[]')
        from hour_record record where record.person_id = draft.person_id and record.cycle_id = draft.cycle_id),
      'declarations', (select coalesce(json_agg(json_build_object('id', id, 'category', category, 'activityType', activity_type,
          'courseName', course_name, 'from', "from", 'to', "to", 'hours', hours, 'state', state) order by serial), '[]')
        from declaration own where own.person_id = draft.person_id and own.cycle_id = draft.cycle_id)) end as file,
    conversation.value as conversation
  from account
  left join person on person.id = account.person_id
  left join draft on account.focus->>'at' = 'draft' and draft.id = (account.focus->>'draftId')::uuid
    and draft.person_id = person.id
  left join conversation on conversation.key = account.id::text
  where account.id = any($1::bigint[])`

interface SessionRow {
  id: number
  locale: string
  focus: object | null
  menu: string | null
  cycle_id: number | null
  desk: string | null
  locked_until: Date | null
  unreachable: boolean
  consent_version: number | null
  person: Session['person']
  roles: Session['roles'] | null
  draft:
    | (Omit<Draft, 'updatedAt' | 'correcting' | 'asking'> & {
        updatedAt: string
        correcting: string | null
        asking: string | null
      })
    | null
  file: TeacherFile | null
  conversation: unknown
}

function toSession(accountId: number, row: SessionRow | undefined): Session {
  if (!row) {
    return {
      accountId,
      known: false,
      locale: 'zh',
      focus: null,
      menu: null,
      cycleId: null,
      desk: null,
      consentVersion: null,
      lockedUntil: null,
      unreachable: false,
      person: null,
      roles: [],
      draft: null,
      conversation: undefined,
    }
  }
  return {
    accountId,
    known: true,
    locale: row.locale === 'en' ? 'en' : 'zh',
    focus: row.focus,
    menu: row.menu,
    cycleId: row.cycle_id,
    desk: row.desk,
    consentVersion: row.consent_version,
    lockedUntil: row.locked_until,
    unreachable: row.unreachable,
    person: row.person,
    roles: row.roles ?? [],
    draft:
      row.draft && row.file
        ? {
            draft: {
              ...row.draft,
              correcting: row.draft.correcting ?? undefined,
              asking: (row.draft.asking ?? undefined) as Draft['asking'],
              updatedAt: new Date(row.draft.updatedAt),
            },
            file: row.file,
          }
        : null,
    conversation: row.conversation ?? undefined,
  }
}
