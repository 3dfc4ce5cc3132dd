import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import { liveKeys } from '../../../core/connections/keys.ts'
import { startTestProgram } from '../../support/program.ts'

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
    await operator.waitFor('可以报送和下载哪些内容')
    await operator.tap('☐ 报送：登记学时')
    await operator.waitFor((message) => JSON.stringify(message).includes('☑ 报送：登记学时'))
    await operator.tap('☐ 下载：统计表')
    await operator.waitFor((message) => JSON.stringify(message).includes('☑ 下载：统计表'))
    await operator.tap('下一步')
    await operator.waitFor('每分钟最多可以调用几次')
    await operator.tap('○ 每条 64 KB')
    await operator.waitFor((message) => JSON.stringify(message).includes('◉ 每条 64 KB'))
    await operator.tap('下一步')
    await operator.waitFor('请发送这个接入的名称')
    await operator.send('明德校本研修系统')
    const check = await operator.waitFor('请核对')
    expect(check.text).toContain(
      '可报送：登记学时\n可下载：统计表\n限额：每分钟不超过 60 次，每条消息不超过 64 KB',
    )
    await operator.tap('确认建立')
    const shown = await operator.waitFor('只显示一次')
    const text = JSON.stringify(shown)
    key = /whsec_[A-Za-z0-9+/]{43}=/.exec(text)![0]
    connectionId = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(text)![0]
    const row = await prisma.connection.findUniqueOrThrow({ where: { id: connectionId } })
    expect(row).toMatchObject({
      name: '明德校本研修系统',
      organisationId: 'mingde',
      types: ['record.registered', 'download.statistics'],
      perMinute: 60,
      maxBytes: 64 * 1024,
    })
    expect(await liveKeys(prisma, connectionId, town.program.house.sealer)).toEqual([key])
    // Nothing of the key is left where messages wait to be sent.
    const waiting = () => town.database.pool.query('select body::text from outbox_message')
    await expect.poll(async () => JSON.stringify((await waiting()).rows)).not.toContain(key)
    await operator.tap('已保存，删除这条消息')
    await expect.poll(async () => JSON.stringify(await operator.messages())).not.toContain(key)
  })

  test('changes what it may send and download, and learns by which numbers it names people', async () => {
    const { personId } = await prisma.connection.findUniqueOrThrow({ where: { id: connectionId } })
    const standing = async () => {
      const { types } = await prisma.connection.findUniqueOrThrow({ where: { id: connectionId } })
      const grants = await prisma.grant.findMany({ where: { personId, withdrawnAt: null } })
      return { types, roles: grants.map(({ role }) => role) }
    }
    await operator.send('/connections')
    await operator.waitFor('在用 1 个')
    await operator.tap(/^明德校本研修系统/)
    await operator.waitFor('可下载：统计表')
    await operator.tap('调整权限')
    await operator.waitFor('确认之前不会有任何变化')
    await operator.tap('☑ 报送：登记学时')
    await operator.waitFor((message) => JSON.stringify(message).includes('☐ 报送：登记学时'))
    await operator.tap('☐ 下载：公示名单')
    await operator.waitFor((message) => JSON.stringify(message).includes('☑ 下载：公示名单'))
    await operator.tap('下一步')
    await operator.waitFor('可报送：无')
    expect(await standing()).toEqual({
      types: ['record.registered', 'download.statistics'],
      roles: ['SCHOOL_ADMIN'],
    })
    await operator.tap('确认更改')
    await operator.waitFor('权限已更改')
    expect(await standing()).toEqual({ types: ['download.publicity', 'download.statistics'], roles: [] })

    await prisma.person.updateMany({ where: { name: '邓建国' }, data: { certificateNumber: null } })
    const { id } = await prisma.person.findFirstOrThrow({ where: { name: '邓建国' } })
    await operator.tap('查看这个接入')
    await operator.tap('调整权限')
    await operator.waitFor('确认之前不会有任何变化')
    await operator.tap('☐ 报送：撤销身份')
    await operator.waitFor((message) => JSON.stringify(message).includes('☑ 报送：撤销身份'))
    await operator.tap('下一步')
    await operator.tap('确认更改')
    await operator.waitFor('权限已更改')
    await operator.tap('查看这个接入')
    await operator.waitFor('可报送：撤销身份')
    await operator.tap('人员编号')
    const shown = await operator.waitFor('编号本身没有任何权限')
    expect(shown.text).toMatch(new RegExp(`邓建国 · 天河区明德小学.*\\n.*校长.*\\n${id}`))
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
    await operator.waitFor('每分钟不超过 60 次')
    await operator.tap('调整限额')
    await operator.waitFor('目前每分钟不超过 60 次，每条消息不超过 64 KB')
    await operator.tap('每分钟 300 次')
    await operator.waitFor('限额已更改')
    await operator.tap('查看这个接入')
    await operator.waitFor('每分钟不超过 300 次')
    await operator.tap('调整限额')
    await operator.tap('每条 4 MB')
    await operator.waitFor('限额已更改')
    await operator.tap('查看这个接入')
    await operator.waitFor('每分钟不超过 300 次，每条消息不超过 4 MB')
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
