import { writeFile } from 'node:fs/promises'
import { frame, landscape, type Paper, paper, paragraph, portrait, seal, text } from './draw-paper.ts'
import { photograph, type Shot } from './photograph.ts'

/**
 * Draws the sample certificates of the sandbox anew: `node bot/sandbox/samples/make-samples.ts`. All people
 * and institutions are invented, and every paper carries the watermark 「样张」.
 */
interface Sample {
  readonly file: string
  readonly title: string
  readonly about: string
  readonly paper: Paper
  readonly shot: Shot
}

const teacher = '陈静怡'
const school = '广州市越秀区示例小学'
const course = '中小学教师信息技术应用能力提升'
const base = '广东省教师继续教育（示例）基地'
const publicBase = '广州市专业技术人员继续教育（示例）基地'
const cream = '#fdf9ee'
const white = '#fbfbf9'

const datedCertificate = certificate(
  `*${teacher}* 老师（继续教育证号：示例0001）于 *2014年7月7日* 至 *2014年7月11日* 参加专业科目*“${course}”*培训，共 *30* 学时，修完规定的全部课程，考核合格，特发此证。`,
  '2014年7月11日',
)
const undatedCertificate = certificate(
  `*${teacher}* 老师参加专业科目*“小学班主任工作研修”*培训，修完规定的全部课程，考核合格，特发此证。`,
)

const samples: readonly Sample[] = [
  {
    file: '1-certificate.jpg',
    title: '正常证书',
    about: `专业科目「${course}」，2014-07-07 至 2014-07-11，30 学时，有红章，可以通过。`,
    paper: datedCertificate,
    shot: lying('wood', 11, [
      [128, 118],
      [1492, 92],
      [1530, 1072],
      [96, 1096],
    ]),
  },
  {
    file: '2-photocopy.jpg',
    title: '复印件',
    about: '同一张证书的黑白复印件：复印件无效，应退案。',
    paper: datedCertificate,
    shot: {
      ...lying('wood', 22, [
        [150, 128],
        [1468, 142],
        [1502, 1108],
        [118, 1078],
      ]),
      photocopied: true,
    },
  },
  {
    file: '3-no-dates.jpg',
    title: '无培训时间的证书',
    about: '「小学班主任工作研修」证书上没有培训时间和学时，须同时上传学校盖章的学时证明（样张 6）。',
    paper: undatedCertificate,
    shot: lying('green', 33, [
      [112, 130],
      [1500, 108],
      [1486, 1090],
      [130, 1102],
    ]),
  },
  {
    file: '4-foreign.jpg',
    title: '外文证书',
    about: '境外机构的英文证书，2014-08-04 至 2014-08-08，30 学时，须同时上传盖章中文翻译（样张 5）。',
    paper: foreignCertificate(),
    shot: lying('grey', 44, [
      [98, 108],
      [1510, 126],
      [1488, 1100],
      [126, 1080],
    ]),
  },
  {
    file: '5-translation.jpg',
    title: '盖章中文翻译',
    about: '样张 4 的中文翻译，加盖学校公章。',
    paper: letter(
      '证书译文',
      [
        `兹证明 *${teacher}* 于 *2014年8月4日* 至 *2014年8月8日* 参加“小学课堂探究式学习”课程，共 *30* 学时，完成全部学习任务，特发此结业证书。`,
        '发证机构：海港示例教育学院。发证日期：2014年8月8日。',
        '以上译文与原件内容一致，特此证明。',
      ],
      '2014年9月2日',
    ),
    shot: standing('wood', 55, [
      [112, 96],
      [1084, 110],
      [1112, 1502],
      [84, 1490],
    ]),
  },
  {
    file: '6-hours-proof.jpg',
    title: '盖章学时证明',
    about: '学校为样张 3 出具的学时证明：2014-10-20 至 2014-10-24，30 学时，加盖学校公章。',
    paper: letter(
      '学时证明',
      [
        `兹证明我校教师 *${teacher}* 于 *2014年10月20日* 至 *2014年10月24日* 参加由${base}举办的*“小学班主任工作研修”*培训，共 5 天，*30* 学时，科目类别为专业科目。`,
        '因该培训证书上未注明培训时间，特此证明。',
      ],
      '2014年11月3日',
    ),
    shot: standing('green', 66, [
      [96, 104],
      [1100, 92],
      [1090, 1496],
      [110, 1508],
    ]),
  },
  {
    file: '7-blurred.jpg',
    title: '模糊照片',
    about: '样张 1 的模糊照片：看不清，应提示重拍或退案。',
    paper: datedCertificate,
    shot: {
      ...lying('wood', 77, [
        [176, 100],
        [1530, 148],
        [1478, 1118],
        [110, 1050],
      ]),
      blur: 6,
    },
  },
  {
    file: '8-public-course.jpg',
    title: '公需科目学习证明',
    about: '公需科目「专业技术人员创新能力建设」，2014-05-12 至 2014-05-14，18 学时，由认定基地出具。',
    paper: letter(
      '公需科目学习证明',
      [
        `*${teacher}* 同志于 *2014年5月12日* 至 *2014年5月14日* 参加公需科目*“专业技术人员创新能力建设”*的学习，共 3 天，*18* 学时，考试成绩合格。`,
        '特此证明。',
      ],
      '2014年5月14日',
      publicBase,
    ),
    shot: standing('grey', 88, [
      [90, 92],
      [1104, 110],
      [1096, 1508],
      [104, 1494],
    ]),
  },
]

for (const { file, paper, shot } of samples) {
  await writeFile(new URL(file, import.meta.url), await photograph(paper, shot))
}
const list = samples.map(({ file, title, about }) => ({ file, title, about }))
await writeFile(new URL('samples.json', import.meta.url), `${JSON.stringify(list, null, 2)}\n`)

function certificate(words: string, issued?: string): Paper {
  const middle = landscape.width / 2
  return paper(
    landscape,
    cream,
    frame(landscape, '#a8853a'),
    text(middle, 178, '广东省中小学教师继续教育', { size: 40, anchor: 'middle', spacing: 6 }),
    text(middle, 288, '培训证书', {
      size: 88,
      weight: 'medium',
      fill: '#a61c22',
      anchor: 'middle',
      spacing: 34,
    }),
    text(1372, 348, '证书编号：示例2014-0707', { size: 24, anchor: 'end' }),
    paragraph(150, 440, 1200, words, { size: 40 }),
    text(1330, 850, base, { size: 36, anchor: 'end' }),
    issued ? text(1258, 926, issued, { size: 36, anchor: 'end' }) : '',
    seal(1104, 838, 132, base, '培训专用章'),
  )
}

function foreignCertificate(): Paper {
  const middle = landscape.width / 2
  const centred = (y: number, words: string, size: number, fill?: string) =>
    text(middle, y, words, { size, anchor: 'middle', weight: size > 40 ? 'medium' : 'regular', fill })
  return paper(
    landscape,
    '#f9fafc',
    frame(landscape, '#2b4a7d'),
    centred(176, 'Harbour Example Institute of Education', 40, '#2b4a7d'),
    centred(290, 'CERTIFICATE OF COMPLETION', 68, '#2b4a7d'),
    centred(386, 'This is to certify that', 34),
    centred(478, 'CHEN Jingyi', 66),
    centred(566, 'has successfully completed the course', 34),
    centred(646, 'Inquiry-Based Learning in the Primary Classroom', 46),
    centred(724, '4 August 2014 – 8 August 2014 · 30 hours', 36),
    '<path d="M210 880h330M960 880h330" stroke="#23252b" stroke-width="2"/>',
    '<path d="M250 862c30-60 50-70 56-30s-24 44 10 12 40-40 44-8 30 10 60-14 44 10 84-12" fill="none" stroke="#1d3f9a" stroke-width="4"/>',
    text(375, 920, 'Director of Studies', { size: 28, anchor: 'middle' }),
    text(1125, 866, '8 August 2014', { size: 34, anchor: 'middle' }),
    text(1125, 920, 'Date', { size: 28, anchor: 'middle' }),
    '<circle cx="750" cy="860" r="84" fill="#c99a2e"/><circle cx="750" cy="860" r="68" fill="none" stroke="#fff7dc" stroke-width="4"/>',
    text(750, 872, 'SAMPLE', { size: 30, weight: 'medium', fill: '#fff7dc', anchor: 'middle' }),
  )
}

function letter(title: string, paragraphs: readonly string[], issued: string, issuer = school): Paper {
  const middle = portrait.width / 2
  return paper(
    portrait,
    white,
    text(middle, 250, title, { size: 62, weight: 'medium', anchor: 'middle', spacing: 12 }),
    ...paragraphs.map((words, index) => paragraph(120, 400 + index * 300, 820, words, { size: 36 })),
    text(930, 1130, issuer, { size: 34, anchor: 'end' }),
    text(880, 1200, issued, { size: 34, anchor: 'end' }),
    seal(740, 1120, 128, issuer, issuer === school ? '' : '证明专用章', 6),
  )
}

function lying(desk: Shot['desk'], seed: number, corners: Shot['corners']): Shot {
  return { width: 1600, height: 1200, desk, seed, corners }
}

function standing(desk: Shot['desk'], seed: number, corners: Shot['corners']): Shot {
  return { width: 1200, height: 1600, desk, seed, corners }
}
