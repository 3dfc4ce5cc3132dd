import { afterEach, expect } from 'vitest'
import { yearTour } from '../../../bot/demo/tour/year-tour.ts'
import { stageOf, type TourState } from '../../../bot/sandbox/sandbox.ts'
import { startTestProgram } from '../../support/program.ts'
import { teachersOf } from './oracle.ts'
import type { Line } from './papers.ts'
import { Phones } from './phones.ts'

/**
 * One year of the demo city: its people, the steps of the tour that are still to be played, and how to ask
 * for what stands.
 */
export type Story = Awaited<ReturnType<typeof beginYear>>

export const mingde = '天河区明德小学（示例）'

export async function beginYear() {
  const town = await startTestProgram()
  const { prisma } = town.database
  const phones = new Phones(town)
  afterEach(() => phones.look())
  const steps = [...yearTour.steps]

  /** The next step of the tour, whose title begins so, at the pace of the program. */
  async function play(title: string): Promise<void> {
    const step = steps.shift()!
    expect(step.title.zh).toContain(title)
    if (step.at) await town.sandbox.clock.moveTo(step.at)
    const { phone } = stageOf(town.phone)
    await step.play({ phone, pause: () => phones.look(step.phones) })
  }

  /** The first step as a visitor plays it, with the button of the page. */
  async function playByButton(): Promise<TourState> {
    steps.shift()
    const response = await fetch(`${town.sandbox.url}/sandbox/tour/next`, { method: 'POST' })
    return (await response.json()) as TourState
  }

  return {
    town,
    prisma,
    phones,
    play,
    playByButton,
    jingyi: town.phoneOf('陈静怡'),
    xiaolin: town.phoneOf('郑小琳'),
    administrator: town.phoneOf('何丽萍'),
    hr: town.phoneOf('冯桂芳'),
    principal: town.phoneOf('邓建国'),
    reviewer: town.phoneOf('黎明轩'),
    operator: town.phoneOf('钟伟雄'),
    supervisor: town.phoneOf('温淑贤'),
    moveTo: town.moveTo,
    itemWhere: (where: object) => prisma.declaration.findFirstOrThrow({ where }),
    audited: (where: object) => prisma.auditEntry.count({ where }),
    teachers: (when: 'review' | 'frozen') => teachersOf(town.database, when),
    teachersOfMingde: async (when: 'review' | 'frozen') =>
      (await teachersOf(town.database, when)).filter(({ school }) => school === 'mingde'),
    /** What a frozen cycle holds. */
    async rowsOf2014() {
      const where = { cycleId: 2014 }
      const byId = { orderBy: { id: 'asc' } } as const
      return {
        declarations: await prisma.declaration.findMany({ where, ...byId }),
        records: await prisma.hourRecord.findMany({ where, ...byId }),
        complaints: await prisma.complaint.findMany({ where, ...byId }),
        publicities: await prisma.publicity.findMany({ where, ...byId }),
        exemptions: await prisma.exemption.findMany({ where, ...byId }),
        snapshots: await prisma.snapshot.findMany({ where, ...byId }),
        steps: await prisma.step.findMany({ where, orderBy: [{ organisationId: 'asc' }, { step: 'asc' }] }),
      }
    },
  }
}

/**
 * The lines of a document say exactly this of the same people. Its other columns and their order are not
 * checked.
 */
export function expectLines(found: readonly Line[], expected: readonly Line[]): void {
  const ordered = (lines: readonly Line[]) =>
    lines.map((line) => pick(line, expected[0]!)).sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1))
  expect(ordered(found)).toEqual(ordered(expected))
}

const nameOf = (line: Line) => String(line.姓名)

/** The columns that `like` has. */
export function pick(line: Line, like: object): Line {
  return Object.fromEntries(Object.keys(like).map((key) => [key, line[key] ?? null]))
}
