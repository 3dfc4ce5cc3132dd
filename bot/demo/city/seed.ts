import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import file2014 from '../../../core/cycle/cycle-2014.json' with { type: 'json' }
import { cycle2014, cycle2015, cycle2015File as file2015 } from '../../../core/cycle/shipped-cycles.ts'
import { decide } from '../../../core/declarations/decide.ts'
import { addPhoto, type KeptPicture, keepPicture, startDraft } from '../../../core/declarations/draft.ts'
import type { Answers } from '../../../core/declarations/form.ts'
import { submitDraft } from '../../../core/declarations/submit.ts'
import type { FileStore } from '../../../core/evidence/files.ts'
import { preparePicture } from '../../../core/evidence/prepare-picture.ts'
import { bindAccount } from '../../../core/people/bind-account.ts'
import { giveConsent } from '../../../core/people/consent.ts'
import { confirmProfile } from '../../../core/people/profile.ts'
import { birthDateColumn, idNumberColumns } from '../../../core/privacy/keep-id-number.ts'
import type { Sealer } from '../../../core/privacy/sealing.ts'
import { isRefusal, type Refusal } from '../../../core/refusal.ts'
import type { Database, Transaction } from '../../../prisma/database.ts'
import { type DemoPerson, declarations, organisations, people } from './city.ts'
import { certificateNumberOf, idNumberOf } from './people.ts'

export { type DemoPhone, demoPeople } from './people.ts'

/**
 * Fills an empty database with the invented city: offices, schools, people, hours on record, and a school
 * queue that is not empty. Does nothing where organisations exist. What a person would have done is done by
 * the same use cases, at its own time.
 *
 * @param now lies in the declaration window of 2014, as the sandbox's clock does at its first start
 * @returns whether anything was made
 */
export async function seedDemo(
  database: Database,
  { sealer, files, now }: { sealer: Sealer; files: FileStore; now: Date },
): Promise<boolean> {
  if ((await database.prisma.organisation.count()) > 0) return false
  const pictures = await keepPictures(files)
  const seed = async (tx: Transaction) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('demo', 0))`
    if ((await tx.organisation.count()) > 0) return false
    const loadedAt = daysBefore(now, 30)
    await tx.cycle.create({ data: { id: cycle2014.id, data: file2014, loadedAt } })
    await tx.cycle.create({ data: { id: cycle2015.id, data: file2015, loadedAt } })
    await tx.organisation.createMany({
      data: organisations.map(({ contacts, ...organisation }) => ({
        ...organisation,
        contacts: [...contacts],
      })),
    })
    const idOf = await seedPeople(tx, sealer, now)
    await seedAccounts(tx, idOf, { sealer, now })
    for (const declaration of declarations) await seedDeclaration(tx, declaration, idOf, pictures, now)
    await tx.demoCity.create({ data: {} })
    // All of this is past when the sandbox starts: nobody is told it then.
    await tx.outboxMessage.deleteMany()
    return true
  }
  return database.prisma.$transaction(seed, { timeout: 120_000, maxWait: 60_000 })
}

type IdOf = (name: string) => string

async function seedPeople(tx: Transaction, sealer: Sealer, now: Date): Promise<IdOf> {
  const ids = new Map(people.map(({ name }) => [name, randomUUID()]))
  const idOf = (name: string) => ids.get(name)!
  await tx.person.createMany({ data: people.map((person) => rosterRow(person, idOf(person.name), sealer)) })
  const grantedAt = daysBefore(now, 60)
  await tx.grant.createMany({
    data: people.flatMap(({ name, at: organisationId, roles }) =>
      roles.map((role) => ({ personId: idOf(name), role, organisationId, grantedAt })),
    ),
  })
  await tx.hourRecord.createMany({
    data: people.flatMap((person) => hourRecordsOf(person, idOf(person.name))),
  })
  return idOf
}

function rosterRow(person: DemoPerson, id: string, sealer: Sealer) {
  const place = people.indexOf(person)
  const teaches = person.roles.includes('TEACHER')
  const birthYear = Number(person.born.slice(0, 4))
  const row = {
    id,
    organisationId: person.at,
    name: person.name,
    certificateNumber: certificateNumberOf(person),
    ...idNumberColumns(idNumberOf(person), id, sealer),
    gender: person.gender,
    ...birthDateColumn(person.born, id, sealer),
    phone: `1990000${String(1001 + place)}`,
    stage: stageOf(person),
    subject: person.subject ?? '综合',
    title: birthYear < 1978 ? 'SENIOR' : birthYear < 1987 ? 'FIRST' : 'SECOND',
    titleDate: midnight(`${Math.min(birthYear + 28, 2012)}-12-01`),
    dutyStatus: 'ON_DUTY',
    staffCategory: teaches ? 'TEACHER' : 'OTHER',
  }
  return { ...row, ...Object.fromEntries((person.lacks ?? []).map((fieldId) => [fieldId, null])) }
}

function stageOf({ at }: DemoPerson): string {
  switch (organisations.find(({ id }) => id === at)?.schoolType) {
    case 'PRIMARY':
      return 'PRIMARY'
    case 'KINDERGARTEN':
      return 'KINDERGARTEN'
    case 'SECONDARY':
      return 'JUNIOR'
    default:
      return 'OTHER'
  }
}

/** At most 24 professional hours came from the training provider, the rest from the school itself. */
const mostFromProvider = 24

function hourRecordsOf({ hours = [0, 0, 0] }: DemoPerson, personId: string) {
  const [inPublic, professional, elective] = hours
  const fromProvider = Math.min(professional, mostFromProvider)
  const records = [
    record(
      'PUBLIC',
      'AUTO',
      '公需科目网络课程',
      '广州市中小学教师继续教育网',
      '2014-03-10',
      '2014-04-30',
      inPublic,
    ),
    record(
      'PROFESSIONAL',
      'PROVIDER',
      '学科教学能力研修',
      '岭南教师发展中心（示例）',
      '2014-07-14',
      '2014-07-17',
      fromProvider,
    ),
    record(
      'PROFESSIONAL',
      'SCHOOL',
      '校本教研',
      '本校',
      '2014-09-01',
      '2014-11-28',
      professional - fromProvider,
    ),
    record('ELECTIVE', 'SCHOOL', '校本培训：读书与研讨', '本校', '2014-03-03', '2014-06-20', elective),
  ]
  return records.filter((one) => one.hours > 0).map((one) => ({ ...one, personId, cycleId: cycle2014.id }))
}

function record(
  category: 'PUBLIC' | 'PROFESSIONAL' | 'ELECTIVE',
  source: 'AUTO' | 'PROVIDER' | 'SCHOOL',
  courseName: string,
  provider: string,
  from: string,
  to: string,
  hours: number,
) {
  const recordedAt = new Date(midnight(to).getTime() + 3 * msPerDay)
  return { category, source, courseName, provider, from: midnight(from), to: midnight(to), hours, recordedAt }
}

async function seedAccounts(
  tx: Transaction,
  idOf: IdOf,
  { sealer, now }: { sealer: Sealer; now: Date },
): Promise<void> {
  const at = daysBefore(now, 15)
  for (const { name, userId, bound, roles } of people) {
    if (!userId || !bound) continue
    await giveConsent(tx, userId, at)
    need(await bindAccount(tx, userId, idOf(name)))
    if (roles.includes('TEACHER')) {
      need(await confirmProfile(tx, { personId: idOf(name) }, { cycle: cycle2014, sealer, now: at }))
    }
  }
}

async function seedDeclaration(
  tx: Transaction,
  declaration: (typeof declarations)[number],
  idOf: IdOf,
  pictures: ReadonlyMap<string, KeptPicture>,
  now: Date,
): Promise<void> {
  const { by, category, courseName, from, to, hours, foreign, datesOnCertificate, photos, daysAgo } =
    declaration
  const personId = idOf(by)
  const at = daysBefore(now, daysAgo)
  const answers: Answers = {
    category,
    activityType: category === 'PUBLIC' ? 'public-course' : 'other-training',
    courseName,
    ...('baseId' in declaration ? { baseId: declaration.baseId } : { provider: declaration.provider }),
    from,
    to,
    amount: { value: hours, unit: 'hours' },
    hours,
    foreign,
    datesOnCertificate,
  }
  const { id: draftId } = need(await startDraft(tx, { personId, cycle: cycle2014, now: at }))
  await tx.draft.update({ where: { id: draftId }, data: { answers: answers as object } })
  for (const [kind, file] of photos) {
    const picture = pictures.get(file)!
    need(await addPhoto(tx, { draftId, personId, kind, picture, cycle: cycle2014, now: at }))
  }
  const { version } = await tx.draft.update({
    where: { id: draftId },
    data: { answers: { ...(answers as object), originalsConfirmed: true } },
  })
  const { declarationId } = need(
    await submitDraft(tx, { draftId, personId, version, cycle: cycle2014, now: at }),
  )
  if (!('returned' in declaration)) return
  const { by: admin, reasonId, daysAgo: returnedDaysAgo } = declaration.returned
  const returning = { action: 'return', declarationId, personId: idOf(admin), given: { reasonId } } as const
  need(await decide(tx, returning, { cycleOf: () => cycle2014, now: daysBefore(now, returnedDaysAgo) }))
}

/** The sample papers of the sandbox, kept as if they had been sent. */
async function keepPictures(files: FileStore): Promise<Map<string, KeptPicture>> {
  const kept = new Map<string, KeptPicture>()
  for (const file of new Set(declarations.flatMap(({ photos }) => photos.map(([, name]) => name)))) {
    const bytes = await readFile(new URL(`../../sandbox/samples/${file}`, import.meta.url))
    kept.set(file, await keepPicture(files, need(await preparePicture(bytes, { fileName: file }))))
  }
  return kept
}

/** The demo asks for nothing that the rules refuse; where it does, the demo is wrong. */
function need<Outcome>(outcome: Outcome | Refusal): Outcome {
  if (isRefusal(outcome))
    throw new Error(`The demo was refused: ${outcome.refused} ${JSON.stringify(outcome.params)}`)
  return outcome
}

const msPerDay = 86_400_000

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * msPerDay)
}

function midnight(date: string): Date {
  return new Date(`${date}T00:00:00Z`)
}
