import { beforeAll, expect, test } from 'vitest'
import { tapData } from '../../../bot/telegram/dialogue/buttons.ts'
import { startTestProgram } from '../../support/program.ts'
import { labels, say, tap } from '../../support/story.ts'
import { submitted } from '../../support/submitted.ts'

/** 何丽萍 teaches and administers at 明德小学, and administers 清禾中学 as well, whose other administrator is 苏婉仪. */
const town = await startTestProgram()
const { prisma } = town.database
const administrator = town.phoneOf('何丽萍')
let own: { id: string; number: string }
let elsewhere: { id: string; number: string }

beforeAll(async () => {
  const { id: personId } = await prisma.person.findFirstOrThrow({ where: { name: '何丽萍' } })
  await prisma.grant.create({
    data: { personId, role: 'SCHOOL_ADMIN', organisationId: 'qinghe', grantedAt: new Date() },
  })
  own = await itemOf('何丽萍')
  elsewhere = await itemOf('苏婉仪')
  await say(administrator, '/help', '/desk')
})

async function itemOf(name: string) {
  const { number } = await submitted(town, name)
  const { id } = await prisma.declaration.findFirstOrThrow({ where: { person: { name } } })
  return { id, number }
}

const schools = { mingde: '天河区明德小学', qinghe: '天河区清禾中学' }

async function sitDownAt(desk: keyof typeof schools) {
  await say(administrator, '/desk', /您在多个单位任职|您现在以/)
  await administrator.tap(new RegExp(`^(✓ )?${schools[desk]}`))
  const account = () => prisma.account.findUniqueOrThrow({ where: { id: administrator.userId } })
  await expect.poll(async () => (await account()).desk).toBe(desk)
}

const item = (id: string) => prisma.declaration.findUniqueOrThrow({ where: { id } })

test('whoever administers two schools sees the queue of the one whose desk they sit at', async () => {
  await sitDownAt('qinghe')
  const queue = await say(administrator, '/queue', '待审申报')
  expect(queue.text).toContain('天河区清禾中学')
  expect(queue.text).toContain('待审 1 项')
  await say(administrator, '2014-000001', '本校没有这项申报')

  await sitDownAt('mingde')
  const other = await say(administrator, '/queue', '待审申报')
  expect(other.text).toContain('待审 3 项')
  expect(other.text).toContain('本人')
  await say(administrator, elsewhere.number, '本校没有这项申报')
})

test('decides there what the only other administrator declared, and it stands in that school’s trail', async () => {
  await sitDownAt('qinghe')
  await say(administrator, elsewhere.number, `${elsewhere.number} · `)
  await tap(administrator, '☐ 已核对原件', (card) => labels(card).includes('通过'))
  await tap(administrator, '通过', `已通过：${elsewhere.number}`)
  expect(await item(elsewhere.id)).toMatchObject({ state: 'APPROVED_BY_SCHOOL', organisationId: 'qinghe' })
  const trail = await prisma.auditEntry.findMany({
    where: { subjectId: elsewhere.id, action: 'declaration.approve' },
  })
  expect(trail).toMatchObject([{ chain: 'qinghe', actorRole: 'SCHOOL_ADMIN' }])
})

test('ruling 11: and never an item of their own, from neither desk', async () => {
  const { version } = await item(own.id)
  for (const desk of ['qinghe', 'mingde'] as const) {
    await sitDownAt(desk)
    const { id } = (await administrator.last())!
    for (const tap of [
      tapData('item.approve', own.id, version, 1),
      tapData('item.return', own.id, version, 'photocopy'),
    ]) {
      await administrator.forgeTap(id, tap)
      await administrator.waitFor('与自己有关的事项不能自己处理')
    }
    expect(await item(own.id)).toMatchObject({ state: 'SUBMITTED', version })
  }
})

test('a card of the one school that is still open decides for that school, also from the other desk', async () => {
  await sitDownAt('mingde')
  const card = await say(administrator, '2014-000001', '2014-000001 · ')
  await sitDownAt('qinghe')
  const { id, version } = await prisma.declaration.findFirstOrThrow({ where: { person: { name: '李文博' } } })
  await administrator.forgeTap(card.id, tapData('item.approve', id, version, 1))
  await administrator.waitFor('已通过：2014-000001')
  const trail = await prisma.auditEntry.findMany({
    where: { subjectId: id, action: 'declaration.approve' },
  })
  expect(trail).toMatchObject([{ chain: 'mingde', actorRole: 'SCHOOL_ADMIN' }])
})

test('none of this left a fault in the log', () => {
  expect(town.logged).toEqual([])
})
