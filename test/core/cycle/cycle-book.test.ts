import { expect, test } from 'vitest'
import type { CycleFile } from '../../../core/cycle/cycle.ts'
import file2014 from '../../../core/cycle/cycle-2014.json' with { type: 'json' }
import { openCycleBook } from '../../../core/cycle/cycle-book.ts'
import { cycle2015File as file2015 } from '../../../core/cycle/shipped-cycles.ts'
import type { Role } from '../../../core/terms.ts'
import { freshDatabase } from '../../support/database.ts'

const { database } = await freshDatabase()
const load = (file: object, loadedAt = new Date()) => {
  const { id } = file as CycleFile
  return database.prisma.cycle.upsert({
    where: { id },
    create: { id, data: file, loadedAt },
    update: { data: file, loadedAt },
  })
}
/** 2015 opened early, while 2014 was still under review. */
const early = structuredClone(file2015) as CycleFile
early.windows[0]!.from = '2015-02-01'

await load(file2014)
await load(early)
const book = await openCycleBook(database)

const oneSecond = 1000
const opens = new Date('2015-02-01T00:00:00+08:00').getTime()
const finished = new Date('2015-03-26T00:00:00+08:00').getTime()

test.each<[string, readonly Role[], number, number]>([
  ['a teacher before the next year opens', ['TEACHER'], opens - oneSecond, 2014],
  ['a teacher once it has opened', ['TEACHER'], opens, 2015],
  ['somebody without a role', [], opens, 2015],
  ['a training provider', ['PROVIDER'], opens, 2015],
  ['a reviewer, while this year is not finished', ['DISTRICT_REVIEWER'], finished - oneSecond, 2014],
  ['a teacher who also administers', ['TEACHER', 'SCHOOL_ADMIN'], finished - oneSecond, 2014],
  ['a reviewer once the export is over', ['DISTRICT_REVIEWER'], finished, 2015],
  ['anybody before the first year', ['SCHOOL_ADMIN'], new Date('2013-06-01').getTime(), 2014],
  ['a reviewer when all years are finished', ['PRINCIPAL'], new Date('2020-06-01').getTime(), 2015],
])('%s means, naming none, the right cycle', (_, roles, at, id) => {
  expect(book.currentFor(roles, new Date(at)).id).toBe(id)
})

test('a cycle that contradicts another is not taken in, and what was read stays', async () => {
  const wrong = structuredClone(early)
  wrong.windows[0]!.from = '2014-06-01'
  await load(wrong, new Date(Date.now() + 1000))
  await expect(book.refresh()).rejects.toThrow(
    'cycle 2015: windows[0].from: «declaration» opens on 1 Jun 2014',
  )
  expect(book.get(2015).windows[0]!.opensAt!.getTime()).toBe(opens)
})
