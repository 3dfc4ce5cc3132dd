import sharp from 'sharp'
import { expect, test } from 'vitest'
import { sayIn } from '../../../bot/telegram/dialogue/texts.ts'
import { glanceOf } from '../../../core/confirmation/school-at-a-glance.ts'
import '../../../core/evidence/prepare-picture.ts'
import { colours } from '../../../core/pictures/colours.ts'
import { cellsOf, schoolStrip, stripWidth } from '../../../core/reports/school-strip.ts'
import {
  readSchoolStrip,
  type SchoolStripFacts,
  schoolStrips,
} from '../../../core/reports/school-strip-facts.ts'
import { schoolStripAsText } from '../../../core/reports/school-strip-words.ts'
import { freshDatabase } from '../../support/database.ts'
import { cityWithHours } from '../../support/frozen-city.ts'

const { database } = await freshDatabase()
const city = await cityWithHours(database)
const { prisma } = database
const now = new Date('2014-12-10T10:00:00+08:00')

const nobody = Object.fromEntries(schoolStrips.map((group) => [group, 0])) as SchoolStripFacts['counts']
const factsOf = (counts: Partial<SchoolStripFacts['counts']>): SchoolStripFacts => ({
  schoolName: '示例一小',
  cycleName: '2014年度',
  counts: { ...nobody, ...counts },
  unconfirmed: 0,
  stage: 'review',
  deadline: new Date('2015-01-01T00:00:00+08:00'),
  madeAt: now,
  locale: 'zh',
})

const large = factsOf({
  'not-started': 66,
  'not-sent': 39,
  returned: 14,
  short: 37,
  'under-review': 83,
  passed: 161,
})

test.each([1, 12, 121, 400, 600])(
  '%i teachers have a cell each, which do not touch and stay on the picture',
  async (count) => {
    const facts = factsOf({ passed: count })
    const cells = cellsOf(facts.counts)
    expect(cells).toHaveLength(count)
    expect(new Set(cells.map(({ box }) => `${box.x}:${box.y}`)).size).toBe(count)
    for (const { box } of cells) {
      expect(box.width).toBeGreaterThanOrEqual(20)
      expect(box.x + box.width).toBeLessThanOrEqual(stripWidth - 60)
    }
    const { width, height = 0 } = await sharp(await schoolStrip(facts, sayIn(facts.locale))).metadata()
    expect(width).toBe(stripWidth)
    expect(height).toBeGreaterThan(Math.max(...cells.map(({ box }) => box.y + box.height)))
    expect(height).toBeLessThan(1150)
  },
)

test('cells stand in the order of progress, each group with its own pattern', async () => {
  const png = await schoolStrip(large, sayIn(large.locale))
  expect(png.length).toBeLessThan(60_000)
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => data.readUIntBE((y * info.width + x) * info.channels, 3)
  const cells = cellsOf(large.counts)
  const looks = schoolStrips
    .filter((group) => large.counts[group] > 0)
    .map((group) => {
      const { box } = cells.find((cell) => cell.group === group)!
      const shares = new Map<number, number>()
      for (let y = box.y; y < box.y + box.height; y++) {
        for (let x = box.x; x < box.x + box.width; x++) shares.set(at(x, y), (shares.get(at(x, y)) ?? 0) + 1)
      }
      // Told apart without colour: by how much of the cell is dark, and where.
      const dark = 1 - (shares.get(colours.paper) ?? 0) / (box.width * box.height)
      return {
        group,
        dark,
        middle: at(box.x + Math.floor(box.width / 2), box.y + Math.floor(box.height / 2)),
      }
    })
  expect(looks.map(({ group }) => group)).toEqual(
    cells.map(({ group }) => group).filter((g, i, all) => g !== all[i - 1]),
  )
  expect(looks.find(({ group }) => group === 'passed')!.dark).toBe(1)
  expect(looks.find(({ group }) => group === 'not-started')!.dark).toBeLessThan(0.5)
  expect(new Set(looks.map(({ dark }) => dark.toFixed(2))).size).toBe(looks.length)
})

test('a school is counted by the hours, then by what each still has to do, and nobody twice', async () => {
  await city.teacher('甲', [18, 54, 0])
  const waiting = await city.teacher('乙', [18, 30, 0])
  await city.declaration(waiting.id, 'SUBMITTED', { hours: 24 })
  const short = await city.teacher('丙', [0, 0, 0])
  await city.declaration(short.id, 'APPROVED_BY_SCHOOL')
  const returned = await city.teacher('丁', [0, 0, 0])
  const item = await city.declaration(returned.id, 'SUBMITTED')
  await prisma.declaration.update({
    where: { id: item.id },
    data: { state: 'RETURNED_BY_SCHOOL', reasonId: 'photocopy' },
  })
  await city.teacher('戊', [0, 0, 0])
  const exempt = await city.teacher('己', [0, 0, 0])
  await prisma.exemption.create({
    data: {
      personId: exempt.id,
      cycleId: 2014,
      organisationId: 'school',
      state: 'GRANTED',
      reasonId: 'sample',
      requestedAt: now,
      requestedById: exempt.id,
    },
  })
  await city.teacher('外校', [0, 0, 0], { school: 'other-school' })

  const facts = (await readSchoolStrip(prisma, 'school', { cycle: city.cycle, now, locale: 'zh' }))!
  expect(facts.counts).toEqual({
    'not-started': 1,
    'not-sent': 0,
    returned: 1,
    short: 1,
    'under-review': 1,
    passed: 1,
    exempt: 1,
  })
  const text = schoolStripAsText(facts, sayIn(facts.locale))
  expect(text).toContain('已达标 1 / 5 人')
  expect(text).toContain('示例一小，教师共 6 人')
  expect(text).toContain('· 免验 1 人')
  for (const name of '甲乙丙丁戊') expect(text).not.toContain(name)
})

test('the hours alone decide 已达标, as at /school, whatever else is still to do', async () => {
  const clock = { cycle: city.cycle, now }
  const read = async () => (await readSchoolStrip(prisma, 'school', { ...clock, locale: 'zh' }))!
  const before = await read()
  const unconfirmed = await city.teacher('庚', [18, 54, 0])
  await prisma.profileConfirmation.deleteMany({ where: { personId: unconfirmed.id } })
  const correcting = await city.teacher('辛', [18, 54, 0])
  const { id } = await city.declaration(correcting.id, 'SUBMITTED')
  await prisma.declaration.update({
    where: { id },
    data: { state: 'RETURNED_BY_DISTRICT', reasonId: 'photocopy' },
  })
  const facts = await read()
  expect(facts.counts).toEqual({ ...before.counts, passed: before.counts.passed + 2 })
  const { answered, passed, exempt } = await glanceOf(prisma, 'school', clock)
  expect([facts.counts.passed, facts.counts.exempt]).toEqual([passed, exempt])
  expect(schoolStripAsText(facts, sayIn(facts.locale))).toContain(`已达标 ${passed} / ${answered} 人`)
  expect(facts.unconfirmed).toBe(1)
  expect(schoolStripAsText(facts, sayIn(facts.locale))).toContain('学时已达标的人中，还有 1 人未确认个人信息')
})

test('who has left since 12-31 is counted, as at /school, and who came since is not', async () => {
  const later = { cycle: city.cycle, now: new Date('2015-01-20T10:00:00+08:00') }
  const leaver = await city.teacher('壬', [18, 54, 0])
  await prisma.grant.updateMany({
    where: { personId: leaver.id },
    data: { withdrawnAt: new Date('2015-01-10T10:00:00+08:00') },
  })
  const comer = await city.teacher('癸', [18, 54, 0])
  await prisma.grant.updateMany({ where: { personId: comer.id }, data: { grantedAt: later.now } })
  const { counts } = (await readSchoolStrip(prisma, 'school', { ...later, locale: 'zh' }))!
  const { answered, passed, exempt } = await glanceOf(prisma, 'school', later)
  expect(counts.passed).toBe(passed)
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(answered + exempt)
})

test('an office or a school that is not there has no such picture', async () => {
  expect(await readSchoolStrip(prisma, 'district', { cycle: city.cycle, now, locale: 'zh' })).toBeUndefined()
  expect(await readSchoolStrip(prisma, 'nowhere', { cycle: city.cycle, now, locale: 'zh' })).toBeUndefined()
})
