import { describe, expect, test } from 'vitest'
import type { SandboxPhone, ShownMessage } from '../../../bot/sandbox/sandbox.ts'
import { sayIn } from '../../../bot/telegram/dialogue/texts.ts'
import { cycle2014 } from '../../../core/cycle/shipped-cycles.ts'
import { flowPicture } from '../../../core/reports/flow-picture.ts'
import { formatUntil } from '../../../core/time/shanghai.ts'
import { readPdf } from '../../core/reports/read-pdf.ts'
import { startTestProgram } from '../../support/program.ts'
import { labels, say, speakEnglish, tap } from '../../support/story.ts'

const town = await startTestProgram()
const { prisma } = town.database

let strangers = 81_000
const stranger = () => town.phone(++strangers)

/** The newest message with a file, once there are so many. */
async function file(phone: SandboxPhone, count = 1) {
  const isFile = ({ from, document }: ShownMessage) => from === 'bot' && document !== undefined
  const { messages } = await phone.waitUntil((chat) => chat.messages.filter(isFile).length >= count, {
    what: `${count} files`,
  })
  return messages.filter(isFile).at(-1)!
}

describe('/directory (annex 3)', () => {
  test('tells a stranger the hotlines and whom to call in every district, and who has published nothing', async () => {
    const phone = stranger()
    await prisma.organisation.update({ where: { id: 'yuexiu' }, data: { contacts: [] } })
    const shown = await say(phone, '/directory', '各区投诉电话和咨询热线')
    for (const { phone: number } of cycle2014.contacts) expect(shown.text).toContain(number)
    expect(shown.text).toContain('天河区教育局继续教育科（示例），电话 示例-1001，地址 天河区示例路1号')
    expect(shown.text).toContain('越秀区教育局，尚未公布投诉电话')
    expect(shown.text).toContain('/complain')
    expect(labels(shown)).toEqual(['PDF（打印张贴）', 'Excel 文件', '提出投诉', '流程图'])
  })

  test('comes as a file to print or to go on with, which is no export of personal data', async () => {
    const phone = stranger()
    const before = await prisma.auditEntry.count()
    await say(phone, '/directory', '各区投诉电话和咨询热线')
    await phone.tap('PDF（打印张贴）')
    const pdf = (await file(phone)).document!
    expect(pdf.fileName).toBe('2014年度各区投诉电话和咨询热线.pdf')
    expect(readPdf(await phone.download(pdf)).pages.join('')).toContain('天河区教育局')
    await phone.tap('Excel 文件')
    expect((await file(phone, 2)).document!.fileName).toBe('2014年度各区投诉电话和咨询热线.xlsx')
    expect(await prisma.auditEntry.count()).toBe(before)
  })

  test('has pages where there are many districts, and forged pages show the last', async () => {
    const phone = stranger()
    await prisma.organisation.createMany({
      data: Array.from({ length: 5 }, (_, at) => ({
        id: `more-${at}`,
        kind: 'DISTRICT' as const,
        name: `示例${at}区教育局`,
        parentId: 'city',
      })),
    })
    const first = await say(phone, '/directory', '示例0区教育局')
    expect(labels(first)).toContain('下一页（2/2）')
    const second = await tap(phone, '下一页（2/2）', '广州市教师远程培训中心，')
    expect(second.text).not.toContain('示例0区教育局')
    await tap(phone, '上一页', '示例0区教育局')
    await phone.forgeTap(second.id, 'directory:99')
    expect(labels(await phone.waitFor('广州市教师远程培训中心，'))).toContain('上一页')
    await prisma.organisation.deleteMany({ where: { id: { startsWith: 'more-' } } })
  })

  test('is one tap from where somebody complains', async () => {
    const teacher = town.phoneOf('李文博')
    await say(teacher, '/complain', '投诉')
    await tap(teacher, '各区投诉电话', '咨询热线')
    await tap(teacher, '提出投诉', '天河区明德小学')
  })
})

describe('/flow (annex 5)', () => {
  test('sends anybody the picture, with the same in five lines of words', async () => {
    const phone = stranger()
    await phone.send('/flow')
    const { document, text, caption } = (await file(phone)) as ShownMessage & { caption?: string }
    const words = caption ?? text ?? ''
    expect(document!.fileName).toBe('2014年度申报审验复审投诉简易流程.png')
    const told = cycle2014.windows.filter(
      ({ id }) => !['provider-certificate', 'registration', 'resubmission'].includes(id),
    )
    for (const { id, closesAt } of told) expect(words, id).toContain(formatUntil(closesAt, 'zh'))
    expect(words.match(/^\d\. /gm)).toHaveLength(5)
    expect(words).toContain('日期以通知为准')
    expect(words.length).toBeLessThan(1024)
    const picture = await flowPicture(cycle2014, 'zh', sayIn('zh'))
    expect(picture.equals(Buffer.from(await phone.download(document!)))).toBe(true)
  })

  test('speaks the language of whoever asks, in the picture as well', async () => {
    const phone = stranger()
    await speakEnglish(phone)
    await phone.send('/flow')
    const { document } = await file(phone)
    expect(document!.fileName).toBe('Year 2014 flow.png')
    const picture = await flowPicture(cycle2014, 'en', sayIn('en'))
    expect(picture.equals(Buffer.from(await phone.download(document!)))).toBe(true)
  })
})

describe('the two commands', () => {
  test('stand in everybody’s help, and in the menu of whoever has no other commands there', async () => {
    const phone = stranger()
    const help = await say(phone, '/help', '/directory 各区投诉电话和咨询热线')
    expect(help.text).toContain('/flow 申报、审验、复审、投诉流程图')
    const { commands } = await phone.waitUntil(({ commands }) => commands.length > 0, { what: 'menu' })
    expect(commands.map(({ command }) => command)).toEqual(
      expect.arrayContaining(['directory', 'flow', 'start']),
    )
    const administrator = town.phoneOf('何丽萍')
    await say(administrator, '/help', '/flow')
    const menu = (
      await administrator.waitUntil(({ commands }) => commands.some(({ command }) => command === 'queue'), {
        what: 'menu of an administrator',
      })
    ).commands
    expect(menu.map(({ command }) => command)).not.toContain('directory')
  })
})
