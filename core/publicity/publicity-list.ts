import type { Database, Transaction } from '../../prisma/database.ts'
import type { Cycle } from '../cycle/cycle.ts'
import type { PublicityColumnId } from '../cycle/report-columns.ts'
import { answeredBy } from '../ledger/sums.ts'
import { type ComplaintContacts, type Contact, contactsFor } from '../organisations/contacts.ts'
import type { Cell, Column, Table } from '../tables/table.ts'
import { type Category, sampleNote } from '../terms.ts'
import { formatInstant, formatUntil } from '../time/shanghai.ts'

/**
 * The school's public list (S035, annex 2): what everybody may see of everybody. It is kept as it was
 * published, so that a later decision does not change what hung on the wall.
 */
export interface PublicityList {
  readonly school: string
  readonly lines: readonly PublicityLine[]
  /** Where to complain: of the school and of the office above it (S036). */
  readonly contacts: ComplaintContacts
}

/**
 * One teacher; no ID number, phone or birth date. The id finds a person their own line and is on no document.
 */
export interface PublicityLine {
  readonly personId: string
  readonly name: string
  readonly subject: string | null
  readonly hours: Readonly<Record<Category | 'total', number>>
  readonly outcome: PublicityOutcome
}

/** 达标 / 未达标 (暂定) / 免验 */
export type PublicityOutcome = 'passed' | 'not-passed' | 'exempt'

/** Everybody whom the school answers for (ruling 14), by name, with the hours that count now. */
export async function publicityListOf(
  db: Database['prisma'] | Transaction,
  schoolId: string,
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<PublicityList> {
  const school = await db.organisation.findUniqueOrThrow({ where: { id: schoolId }, select: { name: true } })
  const answered = await answeredBy(db, [schoolId], { cycle, now })
  return {
    school: school.name,
    lines: answered.map(({ personId, name, subject, ledger, verdict, exempt }) => ({
      personId,
      name,
      subject,
      hours: ledger.counted,
      outcome: exempt ? 'exempt' : verdict.passed ? 'passed' : 'not-passed',
    })),
    contacts: await contactsFor(db, schoolId),
  }
}

/** The list as it hangs on the wall. Its readers are Chinese schools, so it is in Chinese. */
export function publicityTable(
  list: PublicityList,
  { startsAt, endsAt }: { startsAt: Date; endsAt: Date },
  cycle: Cycle,
): Table {
  const { publicity, provenance } = cycle.reportColumns
  return {
    title: `${cycle.name.zh}继续教育学时公示`,
    head: [
      `学校：${list.school}`,
      `年度：${cycle.name.zh}`,
      `公示时间：${formatInstant(startsAt, 'zh')}起，至${formatUntil(endsAt, 'zh')}`,
      `人数：${list.lines.length}`,
      ...(provenance === 'sample' ? [`表格样式：${sampleNote.zh}`] : []),
    ],
    columns: publicity.map(({ id, label }) => ({ key: id, label: label.zh, ...columnShapes[id] })),
    rows: list.lines.map(rowOf),
    foot: [
      '学时为公示开始时已认定的学时；是否达标为暂定，以复审结果为准。免验人员不计算是否达标。',
      '对公示内容有异议的，请在公示期内反映：',
      ...contactsOf(list.contacts).map(contactLine),
      '也可以在「学时」机器人中发送 /complain（我要投诉）。',
    ],
  }
}

function rowOf(
  { name, subject, hours, outcome }: PublicityLine,
  index: number,
): Record<PublicityColumnId, Cell> {
  return {
    number: index + 1,
    name,
    post: subject ?? '',
    public: hours.PUBLIC,
    professional: hours.PROFESSIONAL,
    elective: hours.ELECTIVE,
    total: hours.total,
    passed: outcomeInWords[outcome],
  }
}

const columnShapes: Readonly<Record<PublicityColumnId, Pick<Column, 'width' | 'kind'>>> = {
  number: { width: 6, kind: 'number' },
  name: { width: 14, kind: 'text' },
  post: { width: 16, kind: 'text' },
  public: { width: 10, kind: 'number' },
  professional: { width: 10, kind: 'number' },
  elective: { width: 14, kind: 'number' },
  total: { width: 8, kind: 'number' },
  passed: { width: 16, kind: 'text' },
}

/** The school's own first, then those of the office above it. */
export function contactsOf({ school, reviewer }: ComplaintContacts): Contact[] {
  return [...school.contacts, ...(reviewer?.contacts ?? [])]
}

function contactLine({ office, phone, address, website, sample }: Contact): string {
  const parts = [
    office,
    phone && `电话：${phone}`,
    address && `地址：${address}`,
    website && `网址：${website}`,
  ]
  return `${parts.filter(Boolean).join('，')}${sample ? `（${sampleNote.zh}）` : ''}`
}

const outcomeInWords: Readonly<Record<PublicityOutcome, string>> = {
  passed: '达标（暂定）',
  'not-passed': '未达标（暂定）',
  exempt: '免验',
}
