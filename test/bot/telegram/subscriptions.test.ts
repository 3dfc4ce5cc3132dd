import { expect, test } from 'vitest'
import { tapData } from '../../../bot/telegram/dialogue/buttons.ts'
import { makeConnection } from '../../../core/connections/connections.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { startTestProgram } from '../../support/program.ts'
import { say, tap } from '../../support/story.ts'

const town = await startTestProgram()
const { prisma } = town.database

test('the operator of the city subscribes a connection to events with a typed address, and ends it again', async () => {
  const { sealer, clock } = town.program.house
  const now = clock.now()
  const given = { name: '市级管理平台', organisationId: 'city', types: [], actor: null }
  const made = await prisma.$transaction((tx) => makeConnection(tx, given, { sealer, now }))
  if (isRefusal(made)) throw new Error(made.refused)
  const live = () => prisma.subscription.findMany({ where: { endedAt: null } })

  const phone = town.phoneOf('钟伟雄')
  await say(phone, '/connections', '系统接入')
  await tap(phone, /市级管理平台/, '每分钟不超过')
  await tap(phone, '事件订阅', '还没有订阅')
  await tap(phone, '新增订阅', '要订阅哪些事件')
  await tap(phone, '申报', '请发送接收地址')
  await say(phone, 'http://platform.example.cn/events', '这个地址不能使用')
  expect(await live()).toEqual([])

  await tap(phone, '新增订阅', '要订阅哪些事件')
  await tap(phone, '申报', '请发送接收地址')
  const card = await say(phone, 'https://platform.example.cn/events?secret=1', '已订阅：platform.example.cn')
  expect(card.text).toContain('已送达 0，待送 0，放弃 0')
  expect(card.text).not.toContain('secret')
  const [subscription] = await live()
  expect(subscription?.types).toEqual([
    'declaration.submitted',
    'declaration.decided',
    'declaration.corrected',
  ])

  // Buttons can be forged: others end nothing.
  const stranger = town.phoneOf('何丽萍')
  const { id: message } = await say(stranger, '/help', '/help')
  await stranger.forgeTap(message, tapData('subs.sure', subscription!.id))
  await stranger.waitFor('这项功能只对')
  expect(await live()).toHaveLength(1)

  await tap(phone, '结束第 1 个', '结束向 platform.example.cn 发送吗')
  expect(await live()).toHaveLength(1)
  await tap(phone, '确认结束', '订阅已结束')
  expect(await live()).toEqual([])
})
