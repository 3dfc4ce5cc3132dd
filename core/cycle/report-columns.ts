import type { Label } from '../terms.ts'

/**
 * The columns of the two lists that schools and offices print. Annexes 2 and 4 of the notice are missing, so
 * all of them are samples (DOMAIN §6). Which of them a cycle prints, in which order and under which name, is
 * data of the cycle.
 */

export const publicityColumnIds = [
  'number',
  'name',
  'post',
  'public',
  'professional',
  'elective',
  'total',
  'passed',
] as const
export type PublicityColumnId = (typeof publicityColumnIds)[number]

export const statisticsColumnIds = [
  'unit',
  'expected',
  'declared',
  'passed',
  'notPassed',
  'passRate',
  'lacksPublic',
  'lacksProfessional',
  /** Printed by itself where the cycle sets a minimum that its columns do not speak of. */
  'lacksElective',
  'lacksTotal',
  'notDeclared',
  'withInvalid',
  'publicAverage',
  'professionalAverage',
  'electiveAverage',
  'returns',
  'returnsAbove',
  'complaintsReceived',
  'complaintsSettled',
  'exempt',
] as const
export type StatisticsColumnId = (typeof statisticsColumnIds)[number]

export interface ReportColumn<Id extends string> {
  id: Id
  label: Label
}

const columns = <Id extends string>(rows: [Id, zh: string, en: string][]): ReportColumn<Id>[] =>
  rows.map(([id, zh, en]) => ({ id, label: { zh, en } }))

/** What a cycle prints that names no columns of its own. */
export const sampleColumns = {
  publicity: columns<PublicityColumnId>([
    ['number', '序号', 'No.'],
    ['name', '姓名', 'Name'],
    ['post', '岗位/学科', 'Post or subject'],
    ['public', '公需科目', 'Public'],
    ['professional', '专业科目', 'Professional'],
    ['elective', '个人选修科目', 'Elective'],
    ['total', '合计', 'Total'],
    ['passed', '是否达标', 'Passed'],
  ]),
  statistics: columns<StatisticsColumnId>([
    ['unit', '单位', 'Organisation'],
    ['expected', '应验证人数', 'To be verified'],
    ['declared', '申报人数', 'Declared'],
    ['passed', '达标', 'Passed'],
    ['notPassed', '未达标', 'Not passed'],
    ['passRate', '达标率', 'Pass rate'],
    ['lacksPublic', '公需不足', 'Public hours missing'],
    ['lacksProfessional', '专业不足', 'Professional hours missing'],
    ['lacksTotal', '总学时不足', 'Total hours missing'],
    ['notDeclared', '未申报', 'Not declared'],
    ['withInvalid', '含无效', 'With invalid items'],
    ['publicAverage', '公需人均', 'Public, average'],
    ['professionalAverage', '专业人均', 'Professional, average'],
    ['electiveAverage', '选修人均', 'Elective, average'],
    ['returns', '退案次数', 'Returns by the school'],
    ['returnsAbove', '退回次数', 'Sent back by the office'],
    ['complaintsReceived', '投诉受理', 'Complaints received'],
    ['complaintsSettled', '投诉办结', 'Complaints settled'],
    ['exempt', '免验人数', 'Exempt'],
  ]),
} as const
