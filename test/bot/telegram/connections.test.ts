import { Webhook } from 'standardwebhooks'
import { describe, expect, test, vi } from 'vitest'
import { liveKeys } from '../../../core/connections/keys.ts'
import { startTestProgram } from '../../support/program.ts'

vi.setConfig({ testTimeout: 60_000 })

const town = await startTestProgram()
const { prisma } = town.database
const operator = town.phone(2081)

describe('the operator of the city connects another system', () => {
  let key = ''
  let connectionId = ''

  test('step by step, and sees the key once', async () => {
    await operator.send('/connections')
    await operator.waitFor('目前没有在用的系统接入')
    await operator.tap('新建系统接入')
    await operator.waitFor('是哪个单位的系统')
    await operator.send('没有这样的单位')
    await operator.waitFor('没有这样的单位')
    await operator.send('明德')
    await operator.waitFor('请选择单位')
    await operator.tap(/明德小学/)
    await operator.waitFor('可以发送哪些数据')
    await operator.tap('☐ 登记学时')
    await operator.waitFor((message) => JSON.stringify(message).includes('☑ 登记学时'))
    await operator.tap('下一步')
    await operator.waitFor('请发送这个接入的名称')
    await operator.send('明德校本研修系统')
    await operator.waitFor('请核对')
    await operator.tap('确认建立')
    const shown = await operator.waitFor('只显示一次')
    const text = JSON.stringify(shown)
    key = /whsec_[A-Za-z0-9+/]{43}=/.exec(text)![0]
    connectionId = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(text)![0]
    const row = await prisma.connection.findUniqueOrThrow({ where: { id: connectionId } })
    expect(row).toMatchObject({
      name: '明德校本研修系统',
      organisationId: 'mingde',
      types: ['record.registered'],
    })
    expect(await liveKeys(prisma, connectionId, town.program.house.sealer)).toEqual([key])
    // Nothing of the key is left where messages wait to be sent.
    await vi.waitFor(async () => {
      const waiting = await town.database.pool.query('select body::text from outbox_message')
      expect(JSON.stringify(waiting.rows)).not.toContain(key)
    })
    await operator.tap('已保存，删除这条消息')
    await vi.waitFor(async () => expect(JSON.stringify(await operator.messages())).not.toContain(key))
  })

  test('changes its key with two in force, its pace, and ends it; an old card changes nothing', async () => {
    await operator.send('/connections')
    await operator.waitFor('在用 1 个')
    await operator.tap(/^明德校本研修系统/)
    await operator.waitFor('每分钟不超过 60 次')
    await operator.tap('更换密钥')
    await operator.waitFor('两把密钥会同时有效')
    await operator.tap('生成新密钥')
    await operator.waitFor('只显示一次')
    expect(await liveKeys(prisma, connectionId, town.program.house.sealer)).toHaveLength(2)
    await operator.tap('查看这个接入')
    await operator.tap('停用旧密钥')
    await operator.waitFor('请先确认对方已换用新密钥')
    await operator.tap('确认停用旧密钥')
    await operator.waitFor('旧密钥已停用')
    const [left] = await liveKeys(prisma, connectionId, town.program.house.sealer)
    expect(left).not.toBe(key)
    expect(new Webhook(left!).sign('msg', new Date(), '{}')).toMatch(/^v1,/)
    await operator.tap('查看这个接入')
    await operator.tap('调整频率')
    await operator.tap('每分钟 300 次')
    await operator.waitFor('频率上限已更改')
    await operator.tap('查看这个接入')
    await operator.waitFor('每分钟不超过 300 次')
    await operator.tap('停用接入')
    await operator.waitFor('不能恢复')
    await operator.tap('确认停用')
    await operator.waitFor('已停用。')
    expect(await liveKeys(prisma, connectionId, town.program.house.sealer)).toEqual([])
  })

  test('nobody else does', async () => {
    const teacher = town.phone(2011)
    await teacher.send('/connections')
    await teacher.waitFor('只对')
    expect(await prisma.connection.count()).toBe(1)
  })
})
