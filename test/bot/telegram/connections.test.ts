import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import { liveKeys } from '../../../core/connections/keys.ts'
import { startTestProgram } from '../../support/program.ts'
import { say, tap } from '../../support/story.ts'

const town = await startTestProgram()
const { prisma } = town.database
const operator = town.phone(2081)

describe('the operator of the city connects another system', () => {
  let key = ''
  let connectionId = ''

  test('step by step, and sees the key once', async () => {
    await say(operator, '/connections', '目前没有在用的系统接入')
    await tap(operator, '新建系统接入', '是哪个单位的系统')
    await say(operator, '没有这样的单位', '没有这样的单位')
    await say(operator, '明德', '请选择单位')
    await tap(operator, /明德小学/, '可以报送和下载哪些内容')
    await tap(operator, '☐ 报送：登记学时', (message) => JSON.stringify(message).includes('☑ 报送：登记学时'))
    await tap(operator, '☐ 下载：统计表', (message) => JSON.stringify(message).includes('☑ 下载：统计表'))
    await tap(operator, '下一步', '每分钟最多可以调用几次')
    await tap(operator, '○ 每条 64 KB', (message) => JSON.stringify(message).includes('◉ 每条 64 KB'))
    await tap(operator, '下一步', '请发送这个接入的名称')
    const check = await say(operator, '明德校本研修系统', '请核对')
    expect(check.text).toContain(
      '可报送：登记学时\n可下载：统计表\n限额：每分钟不超过 60 次，每条消息不超过 64 KB',
    )
    const shown = await tap(operator, '确认建立', '只显示一次')
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
    await say(operator, '/connections', '在用 1 个')
    await tap(operator, /^明德校本研修系统/, '可下载：统计表')
    await tap(operator, '调整权限', '确认之前不会有任何变化')
    await tap(operator, '☑ 报送：登记学时', (message) => JSON.stringify(message).includes('☐ 报送：登记学时'))
    await tap(operator, '☐ 下载：公示名单', (message) => JSON.stringify(message).includes('☑ 下载：公示名单'))
    await tap(operator, '下一步', '可报送：无')
    expect(await standing()).toEqual({
      types: ['record.registered', 'download.statistics'],
      roles: ['SCHOOL_ADMIN'],
    })
    await tap(operator, '确认更改', '权限已更改')
    expect(await standing()).toEqual({ types: ['download.publicity', 'download.statistics'], roles: [] })

    await prisma.person.updateMany({ where: { name: '邓建国' }, data: { certificateNumber: null } })
    const { id } = await prisma.person.findFirstOrThrow({ where: { name: '邓建国' } })
    await operator.tap('查看这个接入')
    await tap(operator, '调整权限', '确认之前不会有任何变化')
    await tap(operator, '☐ 报送：撤销身份', (message) => JSON.stringify(message).includes('☑ 报送：撤销身份'))
    await operator.tap('下一步')
    await tap(operator, '确认更改', '权限已更改')
    await tap(operator, '查看这个接入', '可报送：撤销身份')
    const shown = await tap(operator, '人员编号', '编号本身没有任何权限')
    expect(shown.text).toMatch(new RegExp(`邓建国 · 天河区明德小学.*\\n.*校长.*\\n${id}`))
  })

  test('changes its key with two in force, its pace, and ends it; an old card changes nothing', async () => {
    await say(operator, '/connections', '在用 1 个')
    await tap(operator, /^明德校本研修系统/, '每分钟不超过 60 次')
    await tap(operator, '更换密钥', '两把密钥会同时有效')
    await tap(operator, '生成新密钥', '只显示一次')
    expect(await liveKeys(prisma, connectionId, town.program.house.sealer)).toHaveLength(2)
    await operator.tap('查看这个接入')
    await tap(operator, '停用旧密钥', '请先确认对方已换用新密钥')
    await tap(operator, '确认停用旧密钥', '旧密钥已停用')
    const [left] = await liveKeys(prisma, connectionId, town.program.house.sealer)
    expect(left).not.toBe(key)
    expect(new Webhook(left!).sign('msg', new Date(), '{}')).toMatch(/^v1,/)
    await tap(operator, '查看这个接入', '每分钟不超过 60 次')
    await tap(operator, '调整限额', '目前每分钟不超过 60 次，每条消息不超过 64 KB')
    await tap(operator, '每分钟 300 次', '限额已更改')
    await tap(operator, '查看这个接入', '每分钟不超过 300 次')
    await operator.tap('调整限额')
    await tap(operator, '每条 4 MB', '限额已更改')
    await tap(operator, '查看这个接入', '每分钟不超过 300 次，每条消息不超过 4 MB')
    await tap(operator, '停用接入', '不能恢复')
    await tap(operator, '确认停用', '已停用。')
    expect(await liveKeys(prisma, connectionId, town.program.house.sealer)).toEqual([])
  })

  test('nobody else does', async () => {
    const teacher = town.phone(2011)
    await say(teacher, '/connections', '只对')
    expect(await prisma.connection.count()).toBe(1)
  })
})
