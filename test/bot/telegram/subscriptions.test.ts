import { expect, test } from 'vitest'
import { tapData } from '../../../bot/telegram/dialogue/buttons.ts'
import { makeConnection } from '../../../core/connections/connections.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { startTestProgram } from '../../support/program.ts'

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
  await phone.send('/connections')
  await phone.waitFor('系统接入')
  await phone.tap(/市级管理平台/)
  await phone.waitFor('每分钟不超过')
  await phone.tap('事件订阅')
  await phone.waitFor('还没有订阅')
  await phone.tap('新增订阅')
  await phone.waitFor('要订阅哪些事件')
  await phone.tap('申报')
  await phone.waitFor('请发送接收地址')
  await phone.send('http://platform.example.cn/events')
  await phone.waitFor('这个地址不能使用')
  expect(await live()).toEqual([])

  await phone.tap('新增订阅')
  await phone.waitFor('要订阅哪些事件')
  await phone.tap('申报')
  await phone.waitFor('请发送接收地址')
  await phone.send('https://platform.example.cn/events?secret=1')
  const card = await phone.waitFor('已订阅：platform.example.cn')
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
  await stranger.send('/help')
  const { id: message } = await stranger.waitFor('/help')
  await stranger.forgeTap(message, tapData('subs.sure', subscription!.id))
  await stranger.waitFor('这项功能只对')
  expect(await live()).toHaveLength(1)

  await phone.tap('结束第 1 个')
  await phone.waitFor('结束向 platform.example.cn 发送吗')
  expect(await live()).toHaveLength(1)
  await phone.tap('确认结束')
  await phone.waitFor('订阅已结束')
  expect(await live()).toEqual([])
})
