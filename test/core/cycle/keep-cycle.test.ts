import { beforeEach, describe, expect, test } from 'vitest'
import { brokenSeals } from '../../../core/audit/audit.ts'
import type { CycleFile } from '../../../core/cycle/cycle.ts'
import file2014 from '../../../core/cycle/cycle-2014.json' with { type: 'json' }
import { keepCycle } from '../../../core/cycle/keep-cycle.ts'
import { cycle2015File as file2015 } from '../../../core/cycle/shipped-cycles.ts'
import { freshDatabase } from '../../support/database.ts'
import { completeAnswers, smallCity } from '../../support/small-city.ts'

const { database } = await freshDatabase()
const { prisma } = database
const town = await smallCity(database)
const { id: personId } = await town.person('李文博', ['TEACHER'])
const before = new Date('2013-12-31T15:59:59Z')
const during = new Date('2014-12-20T02:00:00Z')

function changed(change: (file: CycleFile) => void, from: object = file2014): CycleFile {
  const file = structuredClone(from) as CycleFile
  change(file)
  return file
}
const windowIn = (file: CycleFile, id: string) => file.windows.find((window) => window.id === id)!
const keep = (json: unknown, now = during) =>
  prisma.$transaction((tx) => keepCycle(tx, { json, file: 'new.json' }, now))
const faultsOf = async (json: unknown, now = during) => {
  const outcome = await keep(json, now)
  return 'faults' in outcome ? outcome.faults.join('\n') : outcome.change
}

beforeEach(async () => {
  await prisma.cycle.update({ where: { id: 2014 }, data: { data: file2014, frozenAt: null } })
})

describe('a cycle that is loaded', () => {
  test('is new, then unchanged, and the trail says that the command line did it', async () => {
    expect(await keep(file2015)).toMatchObject({ change: 'new', cycle: { id: 2015 } })
    expect(await keep(file2015)).toMatchObject({ change: 'unchanged' })
    const entries = await prisma.auditEntry.findMany({ where: { subjectId: '2015' } })
    expect(entries).toMatchObject([
      { chain: 'city', action: 'cycle.load', actorId: null, actorRole: 'COMMAND_LINE', cycleId: 2015 },
    ])
  })

  test('tells its faults with file and place, and nothing is kept', async () => {
    const broken = changed((file) => {
      file.windows.find(({ id }) => id === 'publicity')!.until = 'soon'
    }, file2015)
    expect(await faultsOf({ ...broken, id: 2016 })).toContain(
      'new.json: windows[5].until: «soon» is not a date',
    )
    expect(await prisma.cycle.count({ where: { id: 2016 } })).toBe(0)
  })

  test('must not contradict one that is in use', async () => {
    const early = changed((file) => {
      windowIn(file, 'declaration').from = '2014-12-01'
    }, file2015)
    expect(await faultsOf(early)).toMatch(
      /^new\.json: windows\[0\]\.from: «declaration» opens on .* while the one of cycle 2014 is open/,
    )
  })

  test('of two at once one is new, and the other finds it unchanged', async () => {
    const file2016 = changed((file) => {
      file.id = 2016
      for (const window of file.windows) {
        window.until = window.until.replace(/^\d+/, (year) => String(Number(year) + 1))
        if (window.from) window.from = window.from.replace(/^\d+/, (year) => String(Number(year) + 1))
        if (window.latestUntil) window.latestUntil = '2017-01-17'
      }
    }, file2015)
    const outcomes = await Promise.all([1, 2, 3].map(() => faultsOf(file2016)))
    expect(outcomes.sort()).toEqual(['new', 'unchanged', 'unchanged'])
  })
})

describe('a cycle in use', () => {
  test('may be replaced altogether until its declaring opens', async () => {
    const other = changed((file) => {
      file.requirements.totalHours = 84
      windowIn(file, 'export').until = '2015-03-20'
    })
    expect(await faultsOf(other, before)).toBe('replaced')
  })

  test('afterwards lets deadlines become later and lists longer, and is another one for whoever keeps it in memory', async () => {
    const { loadedAt } = await prisma.cycle.findUniqueOrThrow({ where: { id: 2014 } })
    const better = changed((file) => {
      windowIn(file, 'second-round-teacher').until = '2015-02-05 17:00'
      file.returnReasons.push({ id: 'seal-missing', label: { zh: '缺盖章', en: 'No seal' } })
      file.exemptionReasons = [{ id: 'maternity', label: { zh: '产假', en: 'Maternity leave' } }]
      file.contacts[0]!.phone = '12345'
      file.bases[0]!.name = '广州市示例基地'
    })
    expect(await faultsOf(better)).toBe('replaced')
    const after = await prisma.cycle.findUniqueOrThrow({ where: { id: 2014 } })
    expect(after.loadedAt.getTime()).toBeGreaterThan(loadedAt.getTime())
  })

  test.each<[string, (file: CycleFile) => void, string]>([
    [
      'an earlier deadline',
      (file) => {
        windowIn(file, 'second-round-teacher').until = '2015-02-04 16:59'
      },
      'windows[9].until: «second-round-teacher» stands as before 4 Feb 2015, 17:00 (Guangzhou time) and people rely on it: it can only become later',
    ],
    [
      'a deadline that is past',
      (file) => {
        windowIn(file, 'provider-certificate').until = '2014-12-31'
      },
      'windows[1].until: «provider-certificate» was to be done before 15 Dec 2014, 24:00 (Guangzhou time), which is past',
    ],
    [
      'another requirement',
      (file) => {
        file.requirements.totalHours = 84
      },
      'requirements: cannot change, as declaring has opened',
    ],
    [
      'another kind of deadline',
      (file) => {
        windowIn(file, 'declaration').kind = 'soft'
      },
      'windows[0].kind: cannot change',
    ],
  ])('but not %s', async (_, change, fault) => {
    expect(await faultsOf(changed(change))).toContain(`new.json: ${fault}`)
  })

  test('keeps what somebody uses, and lets go of what nobody does', async () => {
    await prisma.draft.create({
      data: {
        personId,
        cycleId: 2014,
        answers: { ...(completeAnswers as object), baseId: 'base-two' },
        createdAt: during,
        updatedAt: during,
      },
    })
    const without = (base: string) =>
      changed((file) => {
        file.bases = file.bases.filter(({ id }) => id !== base)
      })
    expect(await faultsOf(without('base-two'))).toBe('new.json: bases: «base-two» is in use and cannot go')
    expect(await faultsOf(without('base-one'))).toBe('replaced')
    const otherRule = changed((file) => {
      file.activityTypes.find(({ id }) => id === completeAnswers.activityType)!.maxHoursPerItem = 6
    })
    expect(await faultsOf(otherRule)).toBe(
      `new.json: activityTypes: «${completeAnswers.activityType}» is in use: only its label can change`,
    )
  })

  test('invariant 5: stays as it is once it is frozen, by the calendar or in fact', async () => {
    const later = changed((file) => {
      windowIn(file, 'export').until = '2015-04-10'
    })
    const oneSecondBefore = new Date('2015-03-06T08:59:59Z')
    const frozen = 'new.json: id: the cycle of this year is frozen'
    expect(await faultsOf(later, new Date('2015-03-06T09:00:00Z'))).toContain(frozen)
    await prisma.cycle.update({ where: { id: 2014 }, data: { frozenAt: oneSecondBefore } })
    expect(await faultsOf(later, oneSecondBefore)).toContain(frozen)
    await prisma.cycle.update({ where: { id: 2014 }, data: { frozenAt: null } })
    expect(await faultsOf(later, oneSecondBefore)).toBe('replaced')
    expect(await brokenSeals(prisma)).toEqual([])
  })
})
