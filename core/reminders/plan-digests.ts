import type { Database } from '../../prisma/database.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { hasBegun, isFinished } from '../cycle/cycle-book.ts'
import { isQuiet } from '../cycle/quiet.ts'
import { closingOf, freezesAt, windowOf } from '../cycle/windows.ts'
import { principalsItemsSql } from '../declarations/queue.ts'
import type { DigestRole } from '../notices/notice.ts'
import { priority } from '../notices/notice.ts'
import { civilDateOf, startOfDay } from '../time/shanghai.ts'
import { isLadderDay } from './digest.ts'
import { casesToDo } from './open-cases.ts'

/**
 * Puts the digest of the day into the outbox of everybody who reviews and has something to do, at the hour
 * they chose (DOMAIN §7). What came in after that hour is for the next day. One statement for each role; the
 * key limits everybody to one a day for each office.
 *
 * @returns how many were planned now
 */
export async function planDigests(
  { prisma }: Pick<Database, 'prisma'>,
  { cycles, now }: { cycles: readonly Cycle[]; now: Date },
): Promise<number> {
  const [leading] = cycles.filter((cycle) => hasBegun(cycle, now) && !isFinished(cycle, now))
  if (!leading || isQuiet(leading, now)) return 0
  const today = civilDateOf(now)
  let planned = 0
  for (const [role, somethingToDo] of Object.entries(byRole) as [DigestRole, ToDo][]) {
    const conditions = [
      ...cycles
        .filter((cycle) => hasBegun(cycle, now) && !isFinished(cycle, now))
        .flatMap((cycle) => somethingToDo(cycle, now)),
      ...casesToDo(role),
    ]
    if (conditions.length === 0) continue
    planned += await prisma.$executeRawUnsafe(
      planSql(conditions),
      role,
      today,
      startOfDay(today).toISOString(),
      leading.reminders.digestAt,
      now.toISOString(),
      priority.reminder,
    )
  }
  return planned
}

/**
 * When there is something to do, as conditions on `held` (who and where) and `moment` (their hour). Any one
 * of them is enough.
 */
type ToDo = (cycle: Cycle, now: Date) => string[]

const hasTeachers = (organisationId: string) => `exists (select 1 from "grant" teacher
  where teacher.organisation_id = ${organisationId} and teacher.role = 'TEACHER' and teacher.withdrawn_at is null)`

const complaintOpen = ({
  id,
}: Cycle) => `exists (select 1 from complaint where complaint.handler_id = held.organisation_id
  and complaint.cycle_id = ${id} and complaint.state <> 'SETTLED' and complaint.registered_at < moment.at)`

const stepMissing = ({ id }: Cycle, step: string, organisationId = 'held.organisation_id') => `not exists (
  select 1 from step where step.cycle_id = ${id} and step.organisation_id = ${organisationId} and step.step = '${step}')`

/** A step of the whole city, whichever of its offices acts. */
const cityStepMissing = ({ id }: Cycle, step: string) =>
  `not exists (select 1 from step where step.cycle_id = ${id} and step.step = '${step}')`

const isFrozen = ({ id }: Cycle) =>
  `exists (select 1 from cycle where cycle.id = ${id} and cycle.frozen_at is not null)`

const byRole: Readonly<Record<DigestRole, ToDo>> = {
  SCHOOL_ADMIN: (cycle, now) => [
    complaintOpen(cycle),
    ...(now < freezesAt(cycle)
      ? [
          `exists (select 1 from declaration item where item.organisation_id = held.organisation_id and item.cycle_id = ${cycle.id}
            and item.state = 'SUBMITTED' and item.person_id <> held.person_id and item.waiting_since < moment.at)`,
        ]
      : []),
    ...(isPublicityOpen(cycle, now)
      ? [
          `(${hasTeachers('held.organisation_id')} and not exists (select 1 from publicity
            where publicity.organisation_id = held.organisation_id and publicity.cycle_id = ${cycle.id} and publicity.withdrawn_at is null))`,
        ]
      : []),
    ...(isLadderDay(cycle, now) ? [hasTeachers('held.organisation_id')] : []),
  ],
  PRINCIPAL: (cycle, now) =>
    isPublicityOpen(cycle, now)
      ? [
          `(${hasTeachers('held.organisation_id')} and ${stepMissing(cycle, 'confirmation')})`,
          `exists (select 1 from declaration item where item.organisation_id = held.organisation_id and item.cycle_id = ${cycle.id}
            and item.state = 'APPROVED_BY_SCHOOL' and item.person_id <> held.person_id and item.decided_at < moment.at)`,
        ]
      : [],
  DISTRICT_REVIEWER: (cycle, now) => [
    complaintOpen(cycle),
    ...(now < freezesAt(cycle)
      ? [
          `exists (select 1 from declaration item where item.office_id = held.organisation_id and item.cycle_id = ${cycle.id}
            and item.state = 'CONFIRMED_BY_PRINCIPAL' and item.person_id <> held.person_id and item.waiting_since < moment.at)`,
          // A principal's own items, which the office confirms (ruling 11).
          `exists (select 1 from (${principalsItemsSql('held.organisation_id', String(cycle.id), 'held.person_id')}) as item
            where item.waiting_since < moment.at)`,
        ]
      : [`(${isFrozen(cycle)} and ${stepMissing(cycle, 'statistics')})`]),
    ...(now >= closingOf(cycle, 'principal-confirmation') && now < freezesAt(cycle)
      ? [
          `exists (select 1 from organisation school where school.parent_id = held.organisation_id
            and ${hasTeachers('school.id')} and ${stepMissing(cycle, 'confirmation', 'school.id')})`,
        ]
      : []),
  ],
  CITY_SUPERVISOR: (cycle, now) => [
    ...(now >= closingOf(cycle, 'complaints')
      ? [
          `exists (select 1 from complaint where complaint.cycle_id = ${cycle.id} and complaint.state <> 'SETTLED')`,
        ]
      : []),
    ...(now >= freezesAt(cycle)
      ? [`(${isFrozen(cycle)} and ${cityStepMissing(cycle, 'city-confirmation')})`]
      : []),
  ],
  CITY_OPERATOR: (cycle, now) =>
    now >= freezesAt(cycle)
      ? [
          `(${isFrozen(cycle)} and ${cityStepMissing(cycle, 'city-statistics')})`,
          `(not ${cityStepMissing(cycle, 'city-confirmation')} and ${cityStepMissing(cycle, 'export')})`,
        ]
      : [],
}

function isPublicityOpen(cycle: Cycle, now: Date): boolean {
  const { opensAt } = windowOf(cycle, 'publicity')
  return opensAt !== undefined && now >= opensAt && now < freezesAt(cycle)
}

/**
 * $1 role, $2 date, $3 its first instant, $4 the hour of whoever chose none, $5 now, $6 priority. The door
 * lets one process in at a time, because two that write the same keys in different orders would wait for each
 * other.
 */
function planSql(conditions: readonly string[]): string {
  return `
    with door as materialized (select pg_try_advisory_xact_lock(hashtextextended('digests:' || $1, 0)) as open)
    insert into outbox_message (chat_id, priority, body, key)
    select account.id, $6::int, jsonb_build_object('notice', jsonb_build_object('kind', 'digest', 'role', held.role,
        'organisationId', held.organisation_id, 'date', $2::text)),
      told.key
    from "grant" held
      join account on account.person_id = held.person_id
      cross join lateral (select $3::timestamptz + coalesce(make_interval(hours => account.reminder_hour), $4::interval) as at) as moment
      cross join lateral (select 'digest:' || held.role || ':' || held.organisation_id || ':' || held.person_id || ':' || $2 as key) as told
    where (select open from door) and held.role = $1::"Role" and held.withdrawn_at is null
      and account.unreachable_at is null and account.muted_at is null and moment.at <= $5::timestamptz
      and not exists (select 1 from outbox_message said where said.key = told.key)
      and (${conditions.join('\n        or ')})
    on conflict do nothing`
}
