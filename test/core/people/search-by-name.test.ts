import { beforeAll, expect, it } from 'vitest'
import { findOrganisations } from '../../../core/organisations/find-organisations.ts'
import { findColleagues } from '../../../core/people/colleagues.ts'
import { freshDatabase } from '../../support/database.ts'
import { smallCity } from '../../support/small-city.ts'

const {
  database: { prisma },
  database,
} = await freshDatabase()
const city = await smallCity(database)

beforeAll(async () => {
  for (const name of ['陈老师', '陈小明', '欧阳娜娜', 'Anna Smith']) await city.person(name, ['TEACHER'])
  await city.person('陈二小', ['TEACHER'], 'other-school')
  await prisma.organisation.create({
    data: { id: 'odd', kind: 'SCHOOL', name: '100%_示例\\小', parentId: 'district' },
  })
})

async function people(typed: string, most = 10) {
  const { found, more } = await findColleagues(prisma, { typed, organisationId: 'school', most })
  return [...found.map(({ name }) => name), ...(more ? ['…'] : [])]
}

async function schools(typed: string) {
  return (await findOrganisations(prisma, { typed, among: 'schools', most: 8 })).found.map(({ id }) => id)
}

it('finds colleagues of the same organisation by a part of their name, in capitals or not', async () => {
  expect((await people('陈')).sort()).toEqual(['陈小明', '陈老师'].sort())
  expect(await people('欧 阳')).toEqual(['欧阳娜娜'])
  expect(await people('anna s')).toEqual(['Anna Smith'])
  expect(await people('陈', 1)).toHaveLength(2)
})

it.each(['%', '_', '\\', '__', '陈%', '_老师', '%%%', ' ', '\u200b'])(
  'finds nobody by «%s»',
  async (typed) => {
    expect(await people(typed)).toEqual([])
  },
)

it('takes a wildcard for the sign that it is', async () => {
  expect(await schools('%')).toEqual(['odd'])
  expect(await schools('0%_示')).toEqual(['odd'])
  expect(await schools('例\\小')).toEqual(['odd'])
  expect(await schools('示_一小')).toEqual([])
  expect(await schools('')).toEqual([])
})

it('finds a school by its code, and an office only its own', async () => {
  expect(await schools('９０９０１')).toEqual(['school'])
  const of = async (officeId: string) =>
    (await findOrganisations(prisma, { typed: '示例', among: { schoolsOf: [officeId] }, most: 1 })).found
      .length
  expect([await of('district'), await of('another')]).toEqual([1, 0])
  await prisma.organisation.create({ data: { id: 'bracketed', kind: 'SCHOOL', name: '明德小学（示例）' } })
  expect(await schools('小学（示')).toEqual(['bracketed'])
  const everywhere = await findOrganisations(prisma, { typed: '示例', among: 'everything', most: 2 })
  expect(everywhere).toMatchObject({ more: true })
})
