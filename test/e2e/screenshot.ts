import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { readConfig } from '../../bot/config.ts'
import { demoPeople } from '../../bot/demo/city/people.ts'
import { startProgram } from '../../bot/program.ts'
import type { Sandbox } from '../../bot/sandbox/sandbox.ts'
import { say, tap } from '../support/story.ts'
import { openPage } from './browser.ts'

/**
 * Takes the picture of the sandbox that the documentation shows: one declaration on its way, on four phones.
 * Chinese letters need a font on this machine, for example the package fonts-noto-cjk.
 */

const picture = fileURLToPath(new URL('../../bot/sandbox/screenshot.png', import.meta.url))
/** Made smaller to 1500 × 950, so that whole conversations fit on the phones. */
const size = { width: 1800, height: 1140, scale: 5 / 6 }
const onThePicture = ['陈静怡', '何丽萍', '周敏', '冯桂芳']

const folder = await mkdtemp(path.join(tmpdir(), 'xueshi-screenshot-'))
const program = await startProgram(readConfig({ PORT: '0', DATA_DIR: folder }), () => {})
try {
  await playStory(program.sandbox!)
  await writeFile(picture, await photograph(program.address!))
  console.log(picture)
} finally {
  await program.close()
  await rm(folder, { recursive: true })
}

async function playStory({ client }: Sandbox): Promise<void> {
  const [teacher, school, colleague, hr] = onThePicture.map((name) => client(personOf(name).userId))
  if (!teacher || !school || !colleague || !hr) throw new Error('Four phones are on the picture.')

  await teacher.send('/start')
  await teacher.tap('同意')
  for (const [step, { value }] of personOf('陈静怡').knows.entries()) {
    await teacher.waitFor(`核对身份（${step + 1}/3）`)
    await teacher.send(value)
  }
  await teacher.tap('核对个人信息')
  await tap(teacher, '确认无误', '可以开始申报学时了')
  await teacher.send('/declare')
  await teacher.tap('公需科目')
  await tap(teacher, '人社局认定基地的公需科目学习', '叫什么名称')
  await teacher.send('专业技术人员创新能力建设')
  await teacher.tap('继续教育基地一')
  for (const [asked, answer] of [
    ['从哪一天开始', '5月12日'],
    ['到哪一天结束', '5月14日'],
    ['一共', '18学时'],
  ] as const) {
    await teacher.waitFor(asked)
    await teacher.send(answer)
  }
  await teacher.tap('否')
  await tap(teacher, '有', '请发送证书')
  await teacher.sendPhoto(sample('8-public-course.jpg'))
  await teacher.waitFor('已收到')
  await teacher.tap('完成，下一步')
  await teacher.tap('是原件，我确认')
  const { text: receipt } = await tap(teacher, '提交', '回执编号')
  await say(teacher, '/status', '审核中 18')

  await school.send('/item 2014-000002')
  await school.tap('退案')
  await school.tap('更多原因')
  await school.tap('图片不清晰/缺页')
  await tap(school, '写说明', '请输入给教师的说明')
  await school.send('翻译件上的公章看不清，请重拍。')
  await school.tap('确认退案')
  await colleague.waitFor('您的申报被学校退案')
  await school.send(/2014-\d{6}/.exec(receipt)![0])
  await tap(school, '☐ 已核对原件', '专业技术人员创新能力建设')

  await tap(colleague, '修改并重新提交', '请核对修改后的申报')
  await hr.send('/sheets')
  await tap(hr, /陈静怡/, '已登记')
}

async function photograph(address: string): Promise<Buffer> {
  const { page, close } = await openPage(address, size)
  const userIds = onThePicture.map((name) => personOf(name).userId)
  await page.evaluate((phones) => {
    localStorage.setItem('phones', JSON.stringify(phones))
    localStorage.setItem('tour', 'hidden')
  }, userIds)
  await page.reload()
  for (const name of onThePicture) {
    await page
      .getByRole('region', { name: `手机: ${name}` })
      .locator('.message')
      .last()
      .waitFor()
  }
  await page.waitForFunction(() => [...document.images].every(({ complete }) => complete))
  const png = await page.screenshot()
  await close()
  return sharp(png).png({ palette: true, quality: 95, effort: 10 }).toBuffer()
}

function personOf(name: string) {
  return demoPeople.find(({ firstName }) => firstName === name)!
}

function sample(file: string): string {
  return fileURLToPath(new URL(`../../bot/sandbox/samples/${file}`, import.meta.url))
}
