import type { Database, Transaction } from '../../prisma/database.ts'
import { logExport } from '../audit/export-log.ts'
import { type Acting, holdsRole } from '../authority/grants.ts'
import type { Cycle } from '../cycle/cycle.ts'
import type { Shortfall } from '../ledger/ledger.ts'
import { type Answered, answeredBy, hasDeclared } from '../ledger/sums.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { stageAt } from '../review/actions.ts'
import type { Table } from '../tables/table.ts'
import type { Locale, Role } from '../terms.ts'
import { formatInstant } from '../time/shanghai.ts'

/**
 * Who has not passed and why, for those who draw the consequence (S062): the school's own, an office's
 * schools, or the whole city.
 */

export interface NotPassed {
  /** 暂定 until the freeze. */
  readonly provisional: boolean
  /** Those whom the schools answer for and who are not exempt. */
  readonly teachers: number
  readonly people: readonly NotPassedPerson[]
}

export interface NotPassedPerson
  extends Pick<Answered, 'personId' | 'name' | 'certificateNumber' | 'ledger' | 'verdict' | 'items'> {
  readonly school: string
}

/** Who may see such a list, each of their own organisation; the city's offices see the whole city. */
export const notPassedReaders = [
  'HR_OFFICER',
  'PRINCIPAL',
  'DISTRICT_REVIEWER',
  'CITY_OPERATOR',
  'CITY_SUPERVISOR',
] as const satisfies readonly Role[]
export type NotPassedReader = (typeof notPassedReaders)[number]

/** Schools are read in portions, so that a city needs no more memory than its list. */
const schoolsPerPortion = 100

/** @returns 'not-your-role' {role}; the people are ordered by school, name and id */
export async function listNotPassed(
  db: Database['prisma'] | Transaction,
  { organisationId, role, actor }: { organisationId: string; role: NotPassedReader; actor: Acting },
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<NotPassed | Refusal<'not-your-role'>> {
  if (!(await holdsRole(db as Transaction, actor.personId, role, organisationId))) {
    return refuse('not-your-role', { role })
  }
  return notPassedIn(db, organisationId, { cycle, now })
}

/** The same for who has already been let in: the document that was asked for is made when it is sent. */
export async function notPassedIn(
  db: Database['prisma'] | Transaction,
  organisationId: string,
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<NotPassed> {
  const schools = await schoolsSeenBy(db, organisationId)
  const names = new Map(schools.map(({ id, name }) => [id, name]))
  const people: NotPassedPerson[] = []
  let teachers = 0
  for (let at = 0; at < schools.length; at += schoolsPerPortion) {
    const portion = schools.slice(at, at + schoolsPerPortion).map(({ id }) => id)
    for (const answered of await answeredBy(db, portion, { cycle, now })) {
      if (answered.exempt) continue
      teachers += 1
      if (answered.verdict.passed) continue
      const { personId, name, certificateNumber, ledger, verdict, items } = answered
      people.push({
        personId,
        name,
        certificateNumber,
        ledger,
        verdict,
        items,
        school: names.get(answered.organisationId) ?? '',
      })
    }
  }
  return { provisional: stageAt(cycle, now) !== 'frozen', teachers, people }
}

/**
 * Gives the list out as a file, logged with who asked (invariant 7). A city's list is counted beforehand,
 * because reading it takes longer than a transaction should.
 *
 * @returns nothing when it may go out; 'not-your-role' {role}
 */
export async function handOutNotPassed(
  tx: Transaction,
  asked: {
    organisationId: string
    role: NotPassedReader
    actor: Acting
    format: 'xlsx' | 'pdf'
    rows: number
    cycleId: number
  },
  now: Date,
): Promise<Refusal<'not-your-role'> | undefined> {
  const { organisationId, role, actor, format, rows, cycleId } = asked
  if (!(await holdsRole(tx, actor.personId, role, organisationId))) return refuse('not-your-role', { role })
  await logExport(
    tx,
    { actor: { personId: actor.personId, role }, what: 'not-passed', organisationId, cycleId, rows, format },
    now,
  )
  return undefined
}

/** The words of S062: as the notice gives them, which is what papers say, and in English. */
export const consequenceOfNotPassing: Readonly<Record<Locale, string>> = {
  zh: '根据《广东省专业技术人员继续教育条例》第二十五条，从2013年起，专业技术人员未通过继续教育年度验证的，当年年度考核不得评为优秀等次。',
  en: 'By article 25 of the Guangdong regulation on continuing education, from 2013 on, whoever has not passed the annual verification cannot be rated excellent (优秀) in the annual assessment of that year.',
}

/** The list as an office prints it; it holds neither ID numbers nor telephones. */
export function notPassedTable(
  { provisional, teachers, people }: NotPassed,
  { cycle, organisationName, now }: { cycle: Cycle; organisationName: string; now: Date },
): Table {
  const number = { kind: 'number', width: 8 } as const
  const text = { kind: 'text' } as const
  return {
    title: `${cycle.name.zh}继续教育年度验证未达标人员名单`,
    head: [
      `单位：${organisationName}`,
      `${provisional ? '暂定结果（数据尚未冻结）' : '最终结果'}　应验证 ${teachers} 人，未达标 ${people.length} 人`,
    ],
    columns: [
      { key: 'number', label: '序号', kind: 'number', width: 6 },
      { key: 'school', label: '学校', ...text, width: 24 },
      { key: 'name', label: '姓名', ...text, width: 10 },
      { key: 'certificateNumber', label: '继续教育证号', ...text, width: 16 },
      { key: 'PUBLIC', label: '公需', ...number },
      { key: 'PROFESSIONAL', label: '专业', ...number },
      { key: 'ELECTIVE', label: '选修', ...number },
      { key: 'total', label: '合计', ...number },
      { key: 'reasons', label: '未达标原因', ...text, width: 32 },
    ],
    rows: people.map(({ school, name, certificateNumber, ledger, verdict, items }, at) => ({
      number: at + 1,
      school,
      name,
      certificateNumber,
      ...ledger.counted,
      reasons: [...verdict.reasons.map(reasonInWords), ...behindIt({ items })].join('；'),
    })),
    foot: [consequenceOfNotPassing.zh, `制表时间：${formatInstant(now, 'zh')}`],
  }
}

const shortOf: Readonly<Record<Shortfall['code'], string>> = {
  'public-short': '公需科目',
  'professional-short': '专业科目',
  'elective-short': '个人选修科目',
  'total-short': '总学时',
}

function reasonInWords({ code, have, need, missing }: Shortfall): string {
  return `${shortOf[code]}${have}/${need}，差${missing}学时`
}

/** What lies behind the missing hours, as the statistics form counts it. */
function behindIt({ items }: Pick<Answered, 'items'>): string[] {
  return [
    ...(hasDeclared({ items }) ? [] : ['未申报']),
    ...(items.INVALID ? [`有${items.INVALID}项申报无效`] : []),
  ]
}

async function schoolsSeenBy(
  db: Database['prisma'] | Transaction,
  organisationId: string,
): Promise<{ id: string; name: string }[]> {
  const { kind } = await db.organisation.findUniqueOrThrow({
    where: { id: organisationId },
    select: { kind: true },
  })
  return db.organisation.findMany({
    where: {
      kind: 'SCHOOL',
      ...(kind === 'SCHOOL' ? { id: organisationId } : kind === 'CITY' ? {} : { parentId: organisationId }),
    },
    select: { id: true, name: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
}
