import type { Cycle } from '../cycle/cycle.ts'
import type { StatisticsColumnId } from '../cycle/report-columns.ts'
import { profileField } from '../people/profile-fields.ts'
import type { Cell, Column, Table } from '../tables/table.ts'
import { categories, sampleNote } from '../terms.ts'
import { formatInstant } from '../time/shanghai.ts'
import type { Snapshot } from './snapshots.ts'
import {
  type Difference,
  differenceOf,
  type FailureReason,
  type Figures,
  type Statistics,
} from './statistics.ts'

/**
 * The statistics form as an office prints it. Annex 4 is missing: its columns are those of DOMAIN §6, marked
 * as a sample.
 */

export interface StatisticsForm {
  /** 单位 */
  readonly unit: string
  readonly statistics: Statistics
  /** 'CURRENT': as things stand, before anybody confirmed. */
  readonly basis: Snapshot['basis'] | 'CURRENT'
  readonly takenAt: Date
  /** What the form is the sum of; absent for a single school. */
  readonly parts?: readonly { readonly name: string; readonly statistics: Statistics }[]
}

/** One table by 学段 and 公办/民办, and before it one by unit where there are several. */
export function statisticsTables(form: StatisticsForm, cycle: Cycle): Table[] {
  const { unit, statistics, parts = [] } = form
  const columns = columnsFor(cycle)
  const frame = {
    columns,
    head: [
      `填报单位：${unit}`,
      `年度：${cycle.name.zh}　数据口径：${basisNames[form.basis]}　数据时间：${formatInstant(form.takenAt, 'zh')}`,
    ],
    foot: [
      '应验证人数不含免验人员；一人可有多项未达标原因；人均学时按应验证人数计算；投诉按受理单位统计，不分学段；复审部门受理的只计入该部门合计。',
      ...(cycle.reportColumns.provenance === 'sample' ? [`表样：${sampleNote.zh}。`] : []),
      '填表人：＿＿＿＿＿＿　负责人：＿＿＿＿＿＿　（单位盖章）　＿＿＿＿年＿＿月＿＿日',
    ],
  }
  const groups = [
    row('合计', statistics.total),
    ...rowsOf(statistics.byOwnership, ownershipNames),
    ...rowsOf(statistics.byStage, stageNames(), { withoutComplaints: true }),
  ]
  const byGroup = { ...frame, title: `${cycle.name.zh}继续教育验证统计表`, rows: groups }
  if (parts.length === 0) return [byGroup]
  const rows = [...parts.map((part) => row(part.name, part.statistics.total)), row('合计', statistics.total)]
  return [byGroup, { ...frame, title: `${cycle.name.zh}各单位验证统计表`, rows }]
}

/**
 * What became of the confirmed figures until the freeze (ruling 9).
 *
 * @param before without `takenAt` where it is the sum of many confirmations, each of its own moment
 */
export function differenceTable(
  unit: string,
  before: TakenSnapshot & { readonly takenAt?: Date },
  after: TakenSnapshot & { readonly takenAt: Date },
  cycle: Cycle,
): Table {
  const differences = differenceOf(before.statistics, after.statistics)
  const moments = [before, after].flatMap(({ basis, takenAt }) =>
    takenAt ? [`${basisNames[basis]}：${formatInstant(takenAt, 'zh')}`] : [],
  )
  return {
    title: `${cycle.name.zh}统计数据差异表`,
    head: [`单位：${unit}`, [`校长已确认的学校：${before.statistics.schools} 所`, ...moments].join('　')],
    columns: [
      { key: 'figure', label: '项目', width: 24, kind: 'text' },
      { key: 'before', label: basisNames[before.basis], width: 16, kind: 'number' },
      { key: 'after', label: basisNames[after.basis], width: 16, kind: 'number' },
      { key: 'change', label: '增减', width: 10, kind: 'number' },
    ],
    rows: differences.map((difference) => ({
      ...difference,
      figure: figureName(difference),
      change: difference.after - difference.before,
    })),
    foot: differences.length === 0 ? ['两次数据完全一致。'] : [],
  }
}

type TakenSnapshot = Pick<Snapshot, 'basis' | 'statistics'>

const basisNames: Readonly<Record<StatisticsForm['basis'], string>> = {
  CONFIRMATION: '校长确认时',
  FROZEN: '数据冻结后',
  CURRENT: '目前（未确认）',
}

const ownershipNames = new Map([
  ['STATE', '公办'],
  ['PRIVATE', '民办'],
  ['', '办学性质未登记'],
])

function stageNames(): ReadonlyMap<string, string> {
  const { reading } = profileField('stage')
  const options = reading.as === 'choice' ? reading.options : []
  return new Map([...options.map(({ id, label }): [string, string] => [id, label.zh]), ['', '学段未填写']])
}

const reasonNames: Readonly<Record<FailureReason, string>> = {
  'public-short': '公需不足',
  'professional-short': '专业不足',
  'elective-short': '选修不足',
  'total-short': '总学时不足',
  'not-declared': '未申报',
  'with-invalid': '含无效',
}

const hourNames = { PUBLIC: '公需', PROFESSIONAL: '专业', ELECTIVE: '选修' } as const

/** Which columns, in which order and under which names is data of the cycle; what stands in each is here. */
function columnsFor({ reportColumns, requirements }: Cycle): Column[] {
  const columns = reportColumns.statistics.map(({ id, label }) => ({ id, label: label.zh }))
  // A minimum that the cycle sets can be missed, whatever sample its columns were taken from.
  if (requirements.electiveHours > 0 && !columns.some(({ id }) => id === 'lacksElective')) {
    const after = columns.findIndex(({ id }) => id === 'lacksProfessional')
    columns.splice(after + 1, 0, { id: 'lacksElective', label: reasonNames['elective-short'] })
  }
  return columns.map(({ id, label }) => ({ label, ...columnShapes[id] }))
}

const count = { width: 8, kind: 'number' } as const

const columnShapes: Readonly<Record<StatisticsColumnId, Omit<Column, 'label'>>> = {
  unit: { key: 'name', width: 22, kind: 'text' },
  expected: { key: 'expected', ...count, width: 10 },
  declared: { key: 'declared', ...count },
  passed: { key: 'passed', ...count },
  notPassed: { key: 'failed', ...count },
  passRate: { key: 'rate', width: 8, kind: 'percent' },
  lacksPublic: { key: 'public-short', ...count },
  lacksProfessional: { key: 'professional-short', ...count },
  lacksElective: { key: 'elective-short', ...count },
  lacksTotal: { key: 'total-short', ...count },
  notDeclared: { key: 'not-declared', ...count },
  withInvalid: { key: 'with-invalid', ...count },
  publicAverage: { key: 'PUBLIC', ...count },
  professionalAverage: { key: 'PROFESSIONAL', ...count },
  electiveAverage: { key: 'ELECTIVE', ...count },
  returns: { key: 'returns', ...count },
  returnsAbove: { key: 'returnsAbove', ...count },
  complaintsReceived: { key: 'complaints', ...count },
  complaintsSettled: { key: 'complaintsSettled', ...count },
  exempt: { key: 'exempt', ...count },
}

function rowsOf(
  groups: Readonly<Record<string, Figures>>,
  names: ReadonlyMap<string, string>,
  options: { withoutComplaints?: boolean } = {},
): Record<string, Cell>[] {
  return [...names].flatMap(([id, name]) => (groups[id] ? [row(name, groups[id], options)] : []))
}

function row(name: string, figures: Figures, { withoutComplaints = false } = {}): Record<string, Cell> {
  const { reasons, hours, complaints, complaintsSettled, ...counts } = figures
  const share = (part: number) => (counts.expected > 0 ? part / counts.expected : null)
  return {
    name,
    ...counts,
    rate: share(counts.passed),
    ...reasons,
    ...Object.fromEntries(categories.map((category) => [category, twoDecimals(share(hours[category]))])),
    complaints: withoutComplaints ? null : complaints,
    complaintsSettled: withoutComplaints ? null : complaintsSettled,
  }
}

function twoDecimals(value: number | null): number | null {
  return value === null ? null : Math.round(value * 100) / 100
}

function figureName({ figure }: Difference): string {
  const [group, part] = figure.split('.') as [string, string | undefined]
  if (group === 'reasons') return `未达标原因：${reasonNames[part as FailureReason]}`
  if (group === 'hours') return `${hourNames[part as keyof typeof hourNames]}学时合计`
  return figureNames[group as keyof typeof figureNames]
}

const figureNames = {
  expected: '应验证人数',
  exempt: '免验人数',
  declared: '申报人数',
  passed: '达标',
  failed: '未达标',
  returns: '退案次数',
  returnsAbove: '退回次数',
  complaints: '投诉受理',
  complaintsSettled: '投诉办结',
} as const satisfies Partial<Record<keyof Figures, string>>
