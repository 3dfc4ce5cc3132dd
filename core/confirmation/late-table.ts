import type { Cycle } from '../cycle/cycle.ts'
import { windowOf } from '../cycle/windows.ts'
import type { Table } from '../tables/table.ts'
import type { Role } from '../terms.ts'
import { formatInstant, formatUntil } from '../time/shanghai.ts'
import type { LateWork } from './late.ts'

/** The city's own offices may stand in one organisation, so they are called after what they do. */
const cityRoles: Readonly<Partial<Record<Role, string>>> = {
  CITY_OPERATOR: '市教师远程培训中心',
  CITY_SUPERVISOR: '市教师继续教育指导中心',
}

/**
 * What is late, as a list to put before a meeting or to send round (S064, S070). Its readers are Chinese
 * offices, so it is in Chinese.
 */
export function lateTable(
  unit: string,
  works: readonly LateWork[],
  { cycle, now, officeNames }: { cycle: Cycle; now: Date; officeNames: ReadonlyMap<string, string> },
): Table {
  return {
    title: `${cycle.name.zh}逾期未完成事项一览表`,
    head: [`单位：${unit}`, `年度：${cycle.name.zh}　统计时间：${formatInstant(now, 'zh')}`],
    columns: [
      { key: 'duty', label: '事项', width: 28, kind: 'text' },
      { key: 'until', label: '完成期限', width: 20, kind: 'text' },
      { key: 'organisation', label: '单位', width: 30, kind: 'text' },
      { key: 'office', label: '上级单位', width: 24, kind: 'text' },
      { key: 'open', label: '未办结项数', width: 12, kind: 'number' },
    ],
    rows: works.map((work) => ({
      duty: windowOf(cycle, work.window).label.zh,
      until: formatUntil(work.closedAt, 'zh'),
      organisation: cityRoles[work.role] ?? work.organisationName,
      office: work.officeId === work.organisationId ? '' : (officeNames.get(work.officeId) ?? ''),
      open: work.open,
    })),
    foot: ['逾期事项仍须办理，办理后标记为「逾期」；逾期不视为通过。'],
  }
}
