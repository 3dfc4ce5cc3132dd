import type { Locale } from '../terms.ts'

/** What the picture of the flow says beside the names and dates of the cycle's windows. */

export const laneIds = ['teacher', 'school', 'principal', 'district', 'city'] as const
export type LaneId = (typeof laneIds)[number]

export interface FlowWords {
  readonly title: (cycleName: string) => string
  readonly datesOfTheNotice: string
  readonly sampleLayout: string
  readonly sampleDates: string
  readonly sampleMark: string
  readonly separator: string
  readonly lanes: Readonly<Record<LaneId, string>>
  /** Along the left side, from the top. */
  readonly phases: readonly [
    declaring: string,
    school: string,
    district: string,
    secondRound: string,
    end: string,
  ]
  readonly from: (day: string) => string
  readonly by: (until: string) => string
  readonly latest: (until: string) => string
  readonly pair: (what: string, until: string) => string
  readonly registered: string
  readonly original: string
  readonly seen: string
  readonly seenLines: readonly string[]
  readonly complaintsSteps: string
  readonly freeze: (instant: string) => string
  readonly invalid: string
  readonly result: string
  readonly resultLines: readonly string[]
  readonly arrows: Readonly<Record<ArrowWord, string>>
  readonly legend: {
    readonly title: string
    readonly forward: string
    readonly back: string
    readonly hard: string
    readonly hardSample: string
    readonly soft: string
    readonly softSample: string
    readonly notes: readonly string[]
    readonly hotlines: string
    readonly hotline: (phone: string, topic: string, office: string) => string
  }
}

type ArrowWord =
  | 'submit'
  | 'returned'
  | 'resubmit'
  | 'approved'
  | 'published'
  | 'afterPublicity'
  | 'upwards'
  | 'complain'
  | 'sentBack'
  | 'passed'
  | 'corrected'
  | 'confirmed'
  | 'notCorrected'
  | 'returnedAgain'

export const flowWords: Readonly<Record<Locale, FlowWords>> = {
  zh: {
    title: (cycleName) => `${cycleName}教师申报、审验、复审、投诉简易流程`,
    datesOfTheNotice: '日期以通知为准',
    sampleLayout: '示例版式，待主管部门确认',
    sampleDates: '标「示例」的日期待主管部门确认',
    sampleMark: '示例',
    separator: '　·　',
    lanes: {
      teacher: '教师',
      school: '学校（继续教育管理员）',
      principal: '校长',
      district: '区教育局（市教师培训中心）',
      city: '市',
    },
    phases: ['申报', '校级审验', '公示复审投诉', '第二轮', '汇总导出'],
    from: (day) => `${day}起`,
    by: (until) => `${until}前`,
    latest: (until) => `最迟${until}前`,
    pair: (what, until) => `${what}：${until}`,
    registered: '由培训机构、学校登记，教师不必再申报',
    original: '须核对原件',
    seen: '查看公示',
    seenLines: ['公示期内可投诉，也可匿名'],
    complaintsSteps: '登记 → 核查 → 办结；未办结的，校长不能确认该项',
    freeze: (instant) => `数据冻结：${instant}，此后不再更改`,
    invalid: '无效：冻结时仍被退案或退回的申报，不计学时',
    result: '最终结果',
    resultLines: ['达标或未达标，并说明原因'],
    arrows: {
      submit: '提交',
      returned: '退案',
      resubmit: '再提交',
      approved: '审验通过',
      published: '公布',
      afterPublicity: '期满',
      upwards: '上报',
      complain: '投诉',
      sentBack: '复审退回、投诉查实',
      passed: '复审通过',
      corrected: '提交',
      confirmed: '确认',
      notCorrected: '未修改',
      returnedAgain: '再次退回',
    },
    legend: {
      title: '图例',
      forward: '办理、上报',
      back: '退案、退回、无效',
      hard: '到时系统关闭，不能补办',
      hardSample: '红色粗体日期',
      soft: '逾期仍须办理，记为逾期并告知上级',
      softSample: '其他日期',
      notes: ['退回的申报改好后不再公示，但学校和校长须再次确认。', '所有时间均为北京时间。'],
      hotlines: '咨询热线',
      hotline: (phone, topic, office) => `${phone}　${topic}　${office}`,
    },
  },
  en: {
    title: (cycleName) => `${cycleName}: declaring, reviewing, complaining – the flow`,
    datesOfTheNotice: 'The dates of the notice prevail',
    sampleLayout: 'sample layout, to be confirmed by the authority',
    sampleDates: "dates marked 'sample' too",
    sampleMark: 'sample',
    separator: ' · ',
    lanes: {
      teacher: 'Teacher',
      school: 'School administrator',
      principal: 'Principal',
      district: 'District (or training centre)',
      city: 'City',
    },
    phases: ['Declare', 'School', 'Publicity, review', '2nd round', 'Final data'],
    from: (day) => `from ${day}`,
    by: (until) => `by ${until}`,
    latest: (until) => `latest ${until}`,
    pair: (what, until) => `${what}: ${until}`,
    registered: 'by providers and schools; not declared again',
    original: 'originals are seen',
    seen: 'See the public list',
    seenLines: ['complain during publicity,', 'anonymously if you wish'],
    complaintsSteps: 'registered → investigated → settled; while it is open, its item is not confirmed',
    freeze: (instant) => `Freeze: ${instant}, nothing changes afterwards`,
    invalid: 'Invalid: still returned or sent back at the freeze, no hours count',
    result: 'Final result',
    resultLines: ['passed or not, and why'],
    arrows: {
      submit: 'submit',
      returned: 'return',
      resubmit: 'again',
      approved: 'approved',
      published: 'list',
      afterPublicity: 'ended',
      upwards: 'hand in',
      complain: 'complaint',
      sentBack: 'sent back by the district, or complaint upheld',
      passed: 'approved',
      corrected: 'submit',
      confirmed: 'confirm',
      notCorrected: 'not corrected',
      returnedAgain: 'sent back again',
    },
    legend: {
      title: 'Key',
      forward: 'goes on',
      back: 'return, invalid',
      hard: 'the system closes; nothing can be made up for',
      hardSample: 'Dates in bold red',
      soft: 'still to be done, marked late and told to the level above',
      softSample: 'Other dates',
      notes: [
        'What came back is not published again; school and principal confirm anew.',
        'All times are those of Guangzhou.',
      ],
      hotlines: 'Hotlines',
      hotline: (phone, topic, office) => `${phone}  ${topic} · ${office}`,
    },
  },
}
