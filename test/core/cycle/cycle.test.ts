import { describe, expect, test } from 'vitest'
import { type CycleFile, loadCycle, reasonsToChoose, windowIds } from '../../../core/cycle/cycle.ts'
import file2014 from '../../../core/cycle/cycle-2014.json' with { type: 'json' }
import { cycle2014 } from '../../../core/cycle/shipped-cycles.ts'
import { windowOf } from '../../../core/cycle/windows.ts'
import { actionTable, missingNeed } from '../../../core/review/actions.ts'

/** The file of 2014 with one change. */
function changed(change: (file: CycleFile) => void): unknown {
  const file = structuredClone(file2014) as CycleFile
  change(file)
  return file
}

const windowIn = (file: CycleFile, id: string) => file.windows.find((window) => window.id === id)!

describe('the cycle of 2014', () => {
  test('S006–S007: asks for 72 hours, 18 public, 42 professional, six a day', () => {
    expect(cycle2014.requirements).toEqual({
      totalHours: 72,
      publicHours: 18,
      professionalHours: 42,
      electiveHours: 0,
      electiveAdvisedHours: 12,
      hoursPerDay: 6,
    })
  })

  test.each([
    ['declaration', '2013-12-31T16:00:00.000Z', '2014-12-31T16:00:00.000Z', 'hard'],
    ['provider-certificate', undefined, '2014-12-15T16:00:00.000Z', 'soft'],
    ['registration', '2013-12-31T16:00:00.000Z', '2014-12-31T16:00:00.000Z', 'hard'],
    ['school-review', undefined, '2015-01-09T16:00:00.000Z', 'soft'],
    ['resubmission', undefined, '2015-01-17T16:00:00.000Z', 'hard'],
    ['publicity', '2015-01-07T16:00:00.000Z', '2015-01-14T16:00:00.000Z', 'soft'],
    ['principal-confirmation', undefined, '2015-01-18T16:00:00.000Z', 'soft'],
    ['district-review', '2015-01-18T16:00:00.000Z', '2015-01-30T16:00:00.000Z', 'soft'],
    ['complaints', undefined, '2015-01-30T16:00:00.000Z', 'soft'],
    ['second-round-teacher', undefined, '2015-02-04T09:00:00.000Z', 'hard'],
    ['second-round-school', undefined, '2015-02-06T09:00:00.000Z', 'hard'],
    ['second-round-district', undefined, '2015-03-06T09:00:00.000Z', 'hard'],
    ['statistics', undefined, '2015-03-11T16:00:00.000Z', 'soft'],
    ['city-confirmation', undefined, '2015-03-13T16:00:00.000Z', 'soft'],
    ['export', undefined, '2015-03-25T16:00:00.000Z', 'soft'],
  ] as const)('its window %s stands as the notice gives it', (id, opens, closes, kind) => {
    const window = windowOf(cycle2014, id)
    expect(window.opensAt?.toISOString()).toBe(opens)
    expect(window.closesAt.toISOString()).toBe(closes)
    expect(window.kind).toBe(kind)
  })

  test('ruling 2: publicity may end as late as 17 January', () => {
    expect(windowOf(cycle2014, 'publicity').latestAt!.toISOString()).toBe('2015-01-17T16:00:00.000Z')
  })

  test('S092–S096: gives the five hotlines', () => {
    expect(cycle2014.contacts.map(({ phone }) => phone)).toEqual([
      '969300',
      '83481101',
      '86236027',
      '83495217',
      '22083815',
    ])
  })

  test('S028: 国培, 省培 and other training are declared with a certificate, as professional or elective', () => {
    const given = cycle2014.activityTypes.filter(({ id }) =>
      /^(national|provincial|other)-training$/.test(id),
    )
    expect(given.map(({ label }) => label.zh)).toEqual(['国培', '省培', '其他培训'])
    for (const type of given) {
      expect(type).toMatchObject({
        categories: ['PROFESSIONAL', 'ELECTIVE'],
        evidence: ['CERTIFICATE'],
        provenance: 'notice',
      })
      expect(type.refused).toBeUndefined()
    }
  })

  test('S029: unit, worth, caps and evidence of every activity are data, with where they come from', () => {
    for (const { unit, evidence, provenance, categories, ...type } of cycle2014.activityTypes) {
      expect(['notice', 'sample']).toContain(provenance)
      expect(evidence).toContain('CERTIFICATE')
      expect(categories.length).toBeGreaterThan(0)
      if (unit === 'items') expect(type.hoursPerUnit).toBeGreaterThan(0)
      // The notice gives no cap: whatever has one is a sample.
      if (type.maxHoursPerItem ?? type.maxHoursPerYear) expect(provenance).toBe('sample')
    }
  })

  test('ruling 7: names the post training that is not declared here, and refuses it alone', () => {
    expect(cycle2014.activityTypes.filter(({ refused }) => refused).map(({ id }) => id)).toEqual([
      'senior-post-training',
    ])
  })

  test('ruling 11: 虚假申报 alone is misconduct and needs a finding; 其他 needs a note', () => {
    expect(reasonsToChoose(cycle2014).every(({ use }) => use === undefined)).toBe(true)
    expect(cycle2014.returnReasons.filter(({ misconduct }) => misconduct)).toMatchObject([
      { label: { zh: '虚假申报' }, needs: 'finding' },
    ])
    expect(cycle2014.returnReasons.filter(({ needs }) => needs === 'note')).toMatchObject([
      { label: { zh: '其他' } },
    ])
  })

  test('marks what the notice does not give as a sample', () => {
    expect(cycle2014.bases.every(({ provenance }) => provenance === 'sample')).toBe(true)
    expect(
      cycle2014.activityTypes.filter(({ provenance }) => provenance === 'sample').map(({ id }) => id),
    ).toEqual(['degree-study', 'lecture', 'paper'])
  })

  test('ruling 10: 投诉查实 needs a finding, and is given by an upheld complaint alone', () => {
    const upheld = cycle2014.returnReasons.find(({ use }) => use === 'complaint')
    expect(upheld).toMatchObject({ id: 'complaint-upheld', label: { zh: '投诉查实' }, needs: 'finding' })
    expect(reasonsToChoose(cycle2014)).not.toContain(upheld)
    const given = { reasonId: 'complaint-upheld', note: '经核查属实' }
    for (const row of actionTable.filter(({ needs }) => needs.includes('reason'))) {
      const refused = row.viaComplaint ? undefined : { refused: 'reason-unknown', params: {} }
      expect(missingNeed(row, given, cycle2014)).toEqual(refused)
    }
  })

  test('ruling 14: gives no reason for exemption', () => {
    expect(cycle2014.exemptionReasons).toEqual([])
  })

  test('annexes 2 and 4 are missing: its report columns are samples', () => {
    const { provenance, publicity, statistics } = cycle2014.reportColumns
    expect(provenance).toBe('sample')
    expect(publicity.map(({ label }) => label.zh).join(' ')).toBe(
      '序号 姓名 岗位/学科 公需科目 专业科目 个人选修科目 合计 是否达标',
    )
    expect(statistics.map(({ label }) => label.zh).join('、')).toBe(
      '单位、应验证人数、申报人数、达标、未达标、达标率、公需不足、专业不足、总学时不足、未申报、含无效、公需人均、专业人均、选修人均、退案次数、退回次数、投诉受理、投诉办结、免验人数',
    )
  })

  test('every category has something to declare', () => {
    for (const category of ['PUBLIC', 'PROFESSIONAL', 'ELECTIVE'] as const) {
      expect(
        cycle2014.activityTypes.some((type) => type.categories.includes(category) && !type.refused),
      ).toBe(true)
    }
  })
})

describe('a cycle that contradicts itself is not loaded', () => {
  const faults: [string, (file: CycleFile) => void, string][] = [
    [
      'minimums above the total',
      (file) => {
        file.requirements.electiveHours = 13
      },
      'requirements.totalHours: the minimums of the categories sum to 73 hours, more than the total of 72',
    ],
    [
      'a day that does not exist',
      (file) => {
        windowIn(file, 'declaration').until = '2014-02-30'
      },
      'windows[0].until: «2014-02-30» is not a date',
    ],
    [
      'an end before its predecessor',
      (file) => {
        windowIn(file, 'district-review').until = '2015-01-18 12:00'
        delete windowIn(file, 'district-review').from
      },
      'windows[7].until: «district-review» ends before «principal-confirmation», which it follows',
    ],
    [
      'a window that closes before it opens',
      (file) => {
        windowIn(file, 'publicity').from = '2015-01-15'
      },
      'windows[5].until: closes before it opens',
    ],
    [
      'a latest end before the end',
      (file) => {
        windowIn(file, 'publicity').latestUntil = '2015-01-13'
      },
      'windows[5].latestUntil: comes before until',
    ],
    [
      'a missing window',
      (file) => {
        file.windows = file.windows.filter(({ id }) => id !== 'export')
      },
      'windows: «export» is missing',
    ],
    [
      'a reason given twice',
      (file) => {
        file.returnReasons.push({ id: 'other', label: { zh: '其他', en: 'Other' } })
      },
      `returnReasons[${file2014.returnReasons.length}].id: «other» stands here twice`,
    ],
    [
      'items without their worth',
      (file) => {
        delete file.activityTypes[7]!.hoursPerUnit
      },
      'activityTypes[7].hoursPerUnit: needed, as the unit is items',
    ],
    [
      'an activity without a certificate',
      (file) => {
        file.activityTypes[0]!.evidence = ['TRANSLATION']
      },
      'activityTypes[0].evidence: at least one CERTIFICATE is always needed',
    ],
    [
      'a misspelt name',
      (file) => {
        Object.assign(file.requirements, { totalHour: 72 })
      },
      'requirements: Unrecognized key: "totalHour"',
    ],
    [
      'dates that were left behind when the file was copied',
      (file) => {
        file.id = 2015
      },
      'windows[0]: declaring is open from 2014 to 2014, but the hours of cycle 2015 are those of 2015',
    ],
    [
      'a column that nobody knows how to fill',
      (file) => {
        Object.assign(file.reportColumns!.statistics[0]!, { id: 'weather' })
      },
      'reportColumns.statistics[0].id: is no column that is known here: unit, expected,',
    ],
    [
      'a column given twice',
      (file) => {
        file.reportColumns!.publicity.push({ id: 'name', label: { zh: '姓名', en: 'Name' } })
      },
      'reportColumns.publicity[8].id: «name» stands here twice',
    ],
    [
      'an exemption given twice',
      (file) => {
        const label = { zh: '产假', en: 'Maternity leave' }
        file.exemptionReasons = [
          { id: 'maternity', label },
          { id: 'maternity', label },
        ]
      },
      'exemptionReasons[1].id: «maternity» stands here twice',
    ],
    [
      'quarter hours',
      (file) => {
        file.requirements.publicHours = 18.25
      },
      'requirements.publicHours: ',
    ],
  ]

  test.each(faults)('that has %s is told with file and place', (_what, change, message) => {
    expect(() => loadCycle(changed(change), 'cycle-2014.json')).toThrow(`cycle-2014.json: ${message}`)
  })

  test('that has several faults is told all of them at once', () => {
    const twice = changed((file) => {
      windowIn(file, 'export').until = 'soon'
      file.requirements.hoursPerDay = 0
    })
    expect(() => loadCycle(twice)).toThrow(/requirements\.hoursPerDay.*windows\[14\]\.until/s)
  })

  test('that is something else altogether is told so', () => {
    expect(() => loadCycle('2014')).toThrow('cycle: the whole file: ')
  })
})

test('a cycle that was stored before columns, exemptions and provenance were data still loads, with the same columns and reasons', () => {
  const old = changed((file) => {
    delete file.exemptionReasons
    delete file.reportColumns
    delete file.requiredFieldsProvenance
    delete file.nextOpens
    file.returnReasons = file.returnReasons.filter(({ use }) => !use)
  })
  const { nextOpens: _, ...rest } = cycle2014
  expect(loadCycle(old)).toEqual(rest)
})

test('each window that rules ask about is given once', () => {
  expect(cycle2014.windows.map(({ id }) => id).sort()).toEqual([...windowIds].sort())
})
