import type { Cycle } from '../cycle/cycle.ts'
import type { StaffGroup } from '../duties/staff.ts'
import type { shortfalls } from '../ledger/ledger.ts'
import type { Column, Table } from '../tables/table.ts'
import { formatInstant } from '../time/shanghai.ts'
import type { LeadersReport, ReportLine } from './leaders-report.ts'

/**
 * The report to the school's leaders as two sheets: the sums of the school, and every teacher. It is in
 * Chinese, for a Chinese office.
 */
export function leadersReportTables(report: LeadersReport, cycle: Cycle): Table[] {
  const head = [
    `学校：${report.school}`,
    `年度：${cycle.name.zh}`,
    `统计时间：${formatInstant(report.takenAt, 'zh')}（北京时间）`,
  ]
  return [summary(report, cycle, head), everybody(report, cycle, head)]
}

function summary({ totals, final }: LeadersReport, cycle: Cycle, head: readonly string[]): Table {
  const { people, passed, notPassed, exempt, groups } = totals
  const judged = passed + notPassed
  const { totalHours, publicHours, professionalHours } = cycle.requirements
  const rows: [string, number][] = [
    ['教师人数', people],
    [`达标${markOf(final)}`, passed],
    [`未达标${markOf(final)}`, notPassed],
    ['免验', exempt],
    ...groupOrder.map((group): [string, number] => [groupInWords[group], groups[group]]),
  ]
  return {
    title: '学时完成情况汇总',
    head,
    columns: [
      { key: 'what', label: '项目', width: 26, kind: 'text' },
      { key: 'count', label: '人数', width: 10, kind: 'number' },
    ],
    rows: rows.map(([what, count]) => ({ what, count })),
    foot: [
      `达标率${markOf(final)}，不含免验：${judged === 0 ? '—' : `${Math.round((passed / judged) * 1000) / 10}%`}`,
      `要求：合计不少于 ${totalHours} 学时，其中公需不少于 ${publicHours} 学时、专业不少于 ${professionalHours} 学时。`,
      '学校领导签阅：　　　　　　　　　　　　日期：　　　　年　　　月　　　日',
    ],
  }
}

function everybody({ lines, final }: LeadersReport, cycle: Cycle, head: readonly string[]): Table {
  const number = (key: string, label: string): Column => ({ key, label, width: 8, kind: 'number' })
  const text = (key: string, label: string, width: number): Column => ({ key, label, width, kind: 'text' })
  return {
    title: '教师学时明细',
    head,
    columns: [
      { ...number('place', '序号'), width: 6 },
      text('name', '姓名', 12),
      text('subject', '岗位/学科', 12),
      number('PUBLIC', '公需'),
      number('PROFESSIONAL', '专业'),
      number('ELECTIVE', '选修'),
      number('total', '合计'),
      number('underReview', '审核中'),
      text('outcome', `是否达标${markOf(final)}`, 16),
      text('why', '未达标原因', 28),
      text('group', '申报情况', 14),
    ],
    rows: lines.map((line, index) => ({
      place: index + 1,
      name: line.name,
      subject: line.subject ?? '',
      ...line.hours,
      underReview: line.underReview,
      outcome: line.exempt ? '免验' : line.passed ? '达标' : '未达标',
      why: line.exempt ? '' : whyNot(line),
      group: line.group ? groupInWords[line.group] : '已离校',
    })),
    foot: [
      `${cycle.name.zh}学时为统计时已认定的学时；审核中的尚未计入。${final ? '' : '是否达标为暂定，以复审结果为准。'}`,
    ],
  }
}

function markOf(final: boolean): string {
  return final ? '' : '（暂定）'
}

function whyNot({ shortfalls, missing }: ReportLine): string {
  return shortfalls
    .map((code) => `${shortfallInWords[code].label}不足（缺 ${missing[shortfallInWords[code].sum]}）`)
    .join('、')
}

const shortfallInWords = {
  'public-short': { label: '公需', sum: 'PUBLIC' },
  'professional-short': { label: '专业', sum: 'PROFESSIONAL' },
  'elective-short': { label: '选修', sum: 'ELECTIVE' },
  'total-short': { label: '总学时', sum: 'total' },
} as const satisfies Record<(typeof shortfalls)[number], { label: string; sum: keyof ReportLine['missing'] }>

const groupOrder: readonly StaffGroup[] = ['not-started', 'not-sent', 'returned', 'done']

const groupInWords: Readonly<Record<StaffGroup, string>> = {
  'not-started': '未开始',
  'not-sent': '有草稿未提交',
  returned: '被退案或退回待更正',
  done: '已申报或已满足',
}
