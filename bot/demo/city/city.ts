import type { ProfileFieldId, Role } from '../../../core/terms.ts'

/**
 * The invented city of the sandbox: the offices of the notice, schools whose names say 「示例」, and people who
 * do not exist. The ID numbers belong to nobody, because their region, 440199, does not exist.
 */

export interface DemoOrganisation {
  readonly id: string
  readonly kind: 'CITY' | 'DISTRICT' | 'TRAINING_CENTRE' | 'SCHOOL' | 'PROVIDER'
  readonly name: string
  readonly parentId?: string
  /** 继续教育代码 */
  readonly code?: string
  readonly ownership?: 'STATE' | 'PRIVATE'
  readonly schoolType?: 'SECONDARY' | 'VOCATIONAL' | 'SPECIAL' | 'PRIMARY' | 'KINDERGARTEN' | 'OTHER'
  /** Who takes complaints (S035–S037). */
  readonly contacts: readonly { office: string; phone: string; address: string }[]
}

/** The numbers of the city's offices are those of the notice (S092–S096); all others are examples. */
export const organisations: readonly DemoOrganisation[] = [
  {
    id: 'city',
    kind: 'CITY',
    name: '广州市教育局',
    contacts: [{ office: '广州市教育局师资工作处', phone: '22083815', address: '示例地址' }],
  },
  {
    id: 'remote-centre',
    kind: 'CITY',
    name: '广州市教师远程培训中心',
    parentId: 'city',
    contacts: [{ office: '广州市教师远程培训中心', phone: '83481101', address: '示例地址' }],
  },
  {
    id: 'guidance-centre',
    kind: 'CITY',
    name: '广州市教育评估和教师继续教育指导中心',
    parentId: 'city',
    contacts: [{ office: '广州市教育评估和教师继续教育指导中心', phone: '83495217', address: '示例地址' }],
  },
  {
    id: 'training-centre',
    kind: 'TRAINING_CENTRE',
    name: '广州市中小学教师培训中心',
    parentId: 'city',
    contacts: [{ office: '广州市中小学教师培训中心', phone: '86236027', address: '示例地址' }],
  },
  {
    id: 'tianhe',
    kind: 'DISTRICT',
    name: '天河区教育局',
    parentId: 'city',
    contacts: [{ office: '天河区教育局继续教育科（示例）', phone: '示例-1001', address: '天河区示例路1号' }],
  },
  {
    id: 'yuexiu',
    kind: 'DISTRICT',
    name: '越秀区教育局',
    parentId: 'city',
    contacts: [{ office: '越秀区教育局继续教育科（示例）', phone: '示例-2001', address: '越秀区示例路1号' }],
  },
  school('mingde', '天河区明德小学（示例）', 'tianhe', '90601', 'PRIMARY'),
  school('qinghe', '天河区清禾中学（示例）', 'tianhe', '90602', 'SECONDARY'),
  school('bolin', '天河区博林学校（示例）', 'tianhe', '90603', 'SECONDARY', 'PRIVATE'),
  school('zhixing', '越秀区知行中学（示例）', 'yuexiu', '90401', 'SECONDARY'),
  school('xiaomiao', '越秀区小苗幼儿园（示例）', 'yuexiu', '90402', 'KINDERGARTEN'),
  school('qiming', '广州市启明中学（示例）', 'training-centre', '90001', 'SECONDARY'),
  {
    id: 'provider',
    kind: 'PROVIDER',
    name: '岭南教师发展中心（示例）',
    contacts: [{ office: '学员服务部（示例）', phone: '示例-7001', address: '示例地址' }],
  },
]

function school(
  id: string,
  name: string,
  parentId: string,
  code: string,
  schoolType: DemoOrganisation['schoolType'],
  ownership: DemoOrganisation['ownership'] = 'STATE',
): DemoOrganisation {
  const contacts = [{ office: `${name}公示投诉受理`, phone: `示例-${code}`, address: '示例地址' }]
  return { id, kind: 'SCHOOL', name, parentId, code, ownership, schoolType, contacts }
}

export interface DemoPerson {
  readonly name: string
  /** Where they are on the roster. */
  readonly at: string
  readonly gender: 'MALE' | 'FEMALE'
  readonly born: string
  readonly subject?: string
  /** All of them held there; CITY_OPERATOR and CITY_SUPERVISOR likewise. */
  readonly roles: readonly Role[]
  /** Somebody with a phone in the sandbox. */
  readonly userId?: number
  /** Has consented and is bound when the sandbox starts. */
  readonly bound?: true
  /** ※ fields that are empty. */
  readonly lacks?: readonly ProfileFieldId[]
  /** What is on record, as (PUBLIC, PROFESSIONAL, ELECTIVE) hours; absent: nothing. */
  readonly hours?: readonly [number, number, number]
}

const f = 'FEMALE'
const m = 'MALE'
const teacher: readonly Role[] = ['TEACHER']
const admin: readonly Role[] = ['SCHOOL_ADMIN', 'TEACHER']
const hr: readonly Role[] = ['HR_OFFICER']
const principal: readonly Role[] = ['PRINCIPAL']

type Rest = Partial<Pick<DemoPerson, 'userId' | 'bound' | 'lacks' | 'hours'>>

function person(
  at: string,
  name: string,
  gender: DemoPerson['gender'],
  born: string,
  roles: readonly Role[],
  subject: string,
  rest: Rest = {},
): DemoPerson {
  return { at, name, gender, born, roles, ...(subject && { subject }), ...rest }
}

const bound = (userId: number, rest: Rest = {}): Rest => ({ userId, bound: true, ...rest })

export const people: readonly DemoPerson[] = [
  // 明德小学, where the story is told: 陈静怡 has 24 of 72 hours and two certificates in her drawer.
  person('mingde', '陈静怡', f, '1986-04-12', teacher, '语文', { userId: 2001, hours: [0, 12, 12] }),
  person('mingde', '黄志强', m, '1979-11-03', teacher, '数学', {
    userId: 2002,
    lacks: ['phone', 'titleDate'],
    hours: [18, 24, 0],
  }),
  person('mingde', '李文博', m, '1983-07-21', teacher, '英语', bound(2003, { hours: [18, 12, 6] })),
  person('mingde', '周敏', f, '1990-02-15', teacher, '语文', bound(2004, { hours: [18, 30, 12] })),
  person('mingde', '吴秀英', f, '1972-09-08', teacher, '音乐', bound(2005, { hours: [18, 12, 12] })),
  person('mingde', '郑小琳', f, '1988-12-30', teacher, '美术', bound(2006, { hours: [0, 36, 6] })),
  person('mingde', '何丽萍', f, '1975-05-19', admin, '数学', bound(2011, { hours: [18, 42, 12] })),
  person('mingde', '梁伟', m, '1981-03-27', admin, '信息技术', bound(2012, { hours: [18, 48, 6] })),
  person('mingde', '谢雨桐', f, '1991-06-06', teacher, '科学', { lacks: ['subject'] }),
  person('mingde', '罗家豪', m, '1985-10-14', teacher, '体育', { hours: [18, 42, 12] }),
  person('mingde', '宋佳', f, '1987-01-23', teacher, '语文', { hours: [18, 18, 0] }),
  person('mingde', '许国华', m, '1958-08-02', teacher, '数学', { hours: [18, 54, 0] }),
  person('mingde', '冯桂芳', f, '1970-04-04', hr, '', bound(2013)),
  person('mingde', '邓建国', m, '1965-02-11', principal, '', bound(2014)),

  person('qinghe', '林晓彤', f, '1989-03-05', teacher, '物理', { userId: 2021, hours: [18, 30, 6] }),
  person('qinghe', '曾庆辉', m, '1977-07-17', teacher, '化学', { hours: [18, 42, 18] }),
  person('qinghe', '彭丹', f, '1984-05-25', teacher, '历史', { hours: [6, 24, 0], lacks: ['titleDate'] }),
  person('qinghe', '潘志明', m, '1980-10-09', teacher, '地理'),
  person('qinghe', '苏婉仪', f, '1992-08-18', admin, '生物', bound(2022, { hours: [18, 42, 12] })),
  person('qinghe', '卢海燕', f, '1973-12-12', hr, '', bound(2023)),
  person('qinghe', '蔡永康', m, '1963-06-30', principal, '', bound(2024)),

  person('bolin', '范思敏', f, '1990-09-29', teacher, '英语', { hours: [0, 18, 6] }),
  person('bolin', '石磊', m, '1986-11-11', teacher, '数学', { hours: [18, 42, 12] }),
  person('bolin', '姚静', f, '1983-01-07', teacher, '语文', { lacks: ['phone'] }),
  person('bolin', '廖文轩', m, '1988-04-16', admin, '政治', bound(2032, { hours: [18, 36, 12] })),
  person('bolin', '邹玉兰', f, '1971-03-22', hr, '', bound(2033)),
  person('bolin', '熊志远', m, '1966-10-01', principal, '', bound(2034)),

  person('zhixing', '金晓峰', m, '1982-02-28', teacher, '数学', { hours: [18, 42, 12] }),
  person('zhixing', '陆雪梅', f, '1978-06-13', teacher, '语文', { hours: [18, 48, 6] }),
  person('zhixing', '郝建军', m, '1976-12-05', teacher, '物理', { hours: [12, 30, 0] }),
  person('zhixing', '孔令仪', f, '1991-10-20', teacher, '英语'),
  person('zhixing', '白洁', f, '1985-05-15', admin, '化学', bound(2042, { hours: [18, 42, 12] })),
  person('zhixing', '崔健民', m, '1974-08-24', hr, '', bound(2043)),
  person('zhixing', '康淑华', f, '1964-01-19', principal, '', bound(2044)),

  person('xiaomiao', '毛雨欣', f, '1992-03-31', teacher, '综合', { hours: [18, 42, 12] }),
  person('xiaomiao', '邱美玲', f, '1987-07-07', teacher, '综合', { hours: [0, 24, 12] }),
  person('xiaomiao', '秦小曼', f, '1989-11-26', teacher, '综合', { lacks: ['stage'] }),
  person('xiaomiao', '江丽娜', f, '1984-09-14', admin, '综合', bound(2052, { hours: [18, 42, 12] })),
  person('xiaomiao', '史慧', f, '1977-02-06', hr, '', bound(2053)),
  person('xiaomiao', '顾佩珍', f, '1968-05-28', principal, '', bound(2054)),

  person('qiming', '侯志勇', m, '1981-08-08', teacher, '数学', { hours: [18, 42, 12] }),
  person('qiming', '邵婷', f, '1986-10-10', teacher, '英语', { hours: [18, 36, 0] }),
  person('qiming', '孟凡宇', m, '1990-01-01', teacher, '物理', { hours: [0, 42, 12] }),
  person('qiming', '龙思远', m, '1979-04-18', teacher, '语文', { hours: [18, 54, 6] }),
  person('qiming', '万晓燕', f, '1983-12-03', admin, '历史', bound(2062, { hours: [18, 42, 12] })),
  person('qiming', '段玉梅', f, '1972-07-29', hr, '', bound(2063)),
  person('qiming', '雷振东', m, '1962-11-15', principal, '', bound(2064)),

  person('tianhe', '黎明轩', m, '1975-01-30', ['DISTRICT_REVIEWER'], '', bound(2071)),
  person('yuexiu', '贺春兰', f, '1978-03-12', ['DISTRICT_REVIEWER'], '', bound(2072)),
  person('training-centre', '尹国栋', m, '1973-09-21', ['DISTRICT_REVIEWER'], '', bound(2073)),
  person('city', '钟伟雄', m, '1980-06-26', ['CITY_OPERATOR'], '', bound(2081)),
  person('city', '温淑贤', f, '1969-12-18', ['CITY_SUPERVISOR'], '', bound(2082)),
  person('provider', '易可欣', f, '1987-05-02', ['PROVIDER'], '', bound(2091)),
]

/** What stands in the queue of 明德小学 when the sandbox starts: three that wait, and one that was returned. */
export const declarations = [
  {
    by: '李文博',
    category: 'PROFESSIONAL',
    courseName: '中小学教师信息技术应用能力提升',
    provider: '岭南教师发展中心（示例）',
    from: '2014-07-07',
    to: '2014-07-11',
    hours: 30,
    foreign: false,
    datesOnCertificate: true,
    photos: [['CERTIFICATE', '1-certificate.jpg']],
    daysAgo: 6,
  },
  {
    by: '周敏',
    category: 'ELECTIVE',
    courseName: '儿童英语绘本教学工作坊',
    provider: '境外教师研修机构（示例）',
    from: '2014-08-04',
    to: '2014-08-08',
    hours: 30,
    foreign: true,
    datesOnCertificate: true,
    photos: [
      ['CERTIFICATE', '4-foreign.jpg'],
      ['TRANSLATION', '5-translation.jpg'],
    ],
    daysAgo: 4,
  },
  {
    by: '吴秀英',
    category: 'PROFESSIONAL',
    courseName: '小学班主任工作研修',
    provider: '岭南教师发展中心（示例）',
    from: '2014-10-20',
    to: '2014-10-24',
    hours: 30,
    foreign: false,
    datesOnCertificate: false,
    photos: [
      ['CERTIFICATE', '3-no-dates.jpg'],
      ['HOURS_PROOF', '6-hours-proof.jpg'],
    ],
    daysAgo: 2,
  },
  {
    by: '郑小琳',
    category: 'PUBLIC',
    courseName: '专业技术人员创新能力建设',
    baseId: 'base-one',
    from: '2014-05-12',
    to: '2014-05-14',
    hours: 18,
    foreign: false,
    datesOnCertificate: true,
    photos: [['CERTIFICATE', '2-photocopy.jpg']],
    daysAgo: 8,
    returned: { by: '何丽萍', reasonId: 'photocopy', daysAgo: 5 },
  },
] as const
