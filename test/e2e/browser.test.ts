import type { Locator, Page } from 'playwright-core'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { people } from '../../bot/demo/city/city.ts'
import { idNumberOf } from '../../bot/demo/city/people.ts'
import { startTestProgram, type TestProgram } from '../support/program.ts'
import { answer, give, type OpenPage, openPage, PhoneOnPage, tap, type } from './browser.ts'

const deskWidth = 1400
const phoneWidth = 390

let program: TestProgram
let open: OpenPage
let page: Page

beforeAll(async () => {
  program = await startTestProgram()
})

async function openAt(width: number): Promise<void> {
  open = await openPage(program.sandbox.url, { width })
  page = open.page
}

afterEach(async () => {
  const complaints = [...open.complaints]
  await open.close()
  expect(complaints).toEqual([])
  expect(program.logged).toEqual([])
})

test('a declaration goes from the teacher to the school, back, and through, on two phones side by side', async () => {
  await openAt(deskWidth)
  let pagesLoaded = 0
  page.on('domcontentloaded', () => pagesLoaded++)
  const teacher = new PhoneOnPage(page, '陈静怡')
  const school = new PhoneOnPage(page, '何丽萍')
  expect(await page.locator('.phone').first().getAttribute('aria-label')).toBe('手机: 陈静怡')
  await teacher.tap('开始')

  // Who she is: her ID number does not stay in the chat.
  await answer(teacher, [
    ['个人信息处理告知书', tap('同意')],
    ['核对身份（1/3）', give('继续教育证号')],
    ['核对身份（2/3）', give('姓名')],
    ['核对身份（3/3）', give('身份证号')],
    ['陈静怡您好', tap('核对个人信息')],
    ['请逐项核对', tap('确认无误')],
  ])
  const idNumber = idNumberOf(people.find(({ name }) => name === '陈静怡')!).number
  await expect.poll(() => teacher.log.textContent()).not.toContain(idNumber)
  await teacher.says('个人基础信息表')
  await teacher.says('可以开始申报学时了')
  await teacher.tap('申报学时')

  await answer(teacher, [
    ['这次申报哪一个科目', tap('公需科目')],
    ['是哪一类学习', tap('人社局认定基地的公需科目学习')],
    ['课程（项目）叫什么名称', type('创新能力建设')],
    ['在哪个基地学习', tap('继续教育基地一')],
    ['从哪一天开始', type('2014-5-12')],
    ['到哪一天结束', type('5月14日')],
    ['一共', type('18学时')],
    ['外文的', tap('否')],
    ['写明培训时间了吗', tap('有')],
    ['请发送证书', (phone) => phone.sendSample('公需科目学习证明')],
    ['已收到「证书或学习证明」1 张', tap('完成，下一步')],
    ['都是证书原件', tap('是原件，我确认')],
    ['请核对这份申报', tap('提交')],
  ])
  const receipt = await teacher.says('已提交')
  const [number] = /2014-\d{6}/.exec((await receipt.textContent())!)!

  // The school looks at the photo and sends it back.
  await school.tap('/start')
  await answer(school, [
    ['何丽萍，您好', tap('待审申报')],
    ['待审 4 项', async () => {}],
  ])
  await school.type(`/item ${number}`)
  expect(await (await school.says(`${number} · 陈静怡`)).textContent()).toContain('课程：创新能力建设')
  await expectPictureShown((await school.says(`照片 1 · 证书或学习证明 · ${number}`)).getByRole('img'))
  await answer(school, [
    [`${number} · 陈静怡`, tap('退案')],
    ['请选择退案原因', tap('未按要求申报')],
    ['退案原因：未按要求申报', tap('写说明')],
    ['请输入给教师的说明', type('课程名称请照证书写全')],
    ['确认退案', tap('确认退案')],
    [`已退案：${number}`, async () => {}],
  ])

  // The teacher's phone shows it by itself.
  const returned = await teacher.says(`您的申报被学校退案：${number}`)
  expect(await returned.textContent()).toContain('原因：未按要求申报')
  expect(await returned.textContent()).toContain('说明：课程名称请照证书写全')
  await answer(teacher, [
    ['您的申报被学校退案', tap('修改并重新提交')],
    ['请核对修改后的申报', tap('修改')],
    ['要修改哪一项', tap('课程名称')],
    ['现在的回答：创新能力建设', type('专业技术人员创新能力建设')],
    ['课程名称：专业技术人员创新能力建设', tap('重新提交')],
    ['已重新提交', async () => {}],
  ])

  await school.type(number)
  const difference = '课程名称：创新能力建设 → 专业技术人员创新能力建设'
  await answer(school, [
    [difference, tap('☐ 已核对原件')],
    [difference, tap('通过')],
    [`已通过：${number}`, async () => {}],
  ])

  await teacher.says(`学校审验通过：${number}`)
  await teacher.type('/status')
  const status = await teacher.says('📊 2014年度学时')
  expect(await status.textContent()).toContain('18/18 学时\n已认定 18 · 审核中 0 · 缺口 0')
  expect(pagesLoaded).toBe(0)
})

test('whoever comes first reads what this is, and whoever hid it is left in peace', async () => {
  await openAt(phoneWidth)
  const welcome = page.getByRole('region', { name: '导览' })
  expect(await welcome.textContent()).toContain('人物和数据都是虚构的')
  await welcome.getByRole('button', { name: '收起' }).click()
  await page.getByRole('button', { name: '导览' }).waitFor()
  expect(await welcome.isHidden()).toBe(true)
  // What the page remembers is what the next visit begins with. Reloading it here would count as a complaint
  // about a broken stream.
  expect(await page.evaluate(() => localStorage.getItem('tour'))).toBe('hidden')
})

test('in a narrow window the keyboard alone is enough', async () => {
  await openAt(phoneWidth)
  const { keyboard } = page
  const first = new PhoneOnPage(page, '陈静怡')
  await tabTo(first.element.getByRole('combobox', { name: '选择这部手机的主人' }))
  await keyboard.press('ArrowDown')
  const phone = new PhoneOnPage(page, '黄志强')
  const box = await phone.element.boundingBox()
  expect([box?.x, box?.width]).toEqual([0, phoneWidth])

  await tabTo(phone.element.getByRole('button', { name: '开始' }))
  await keyboard.press('Enter')
  await phone.says('个人信息处理告知书')
  expect(await isFocused(phone.element.getByRole('textbox'))).toBe(true)
  await tabTo(phone.log.getByRole('button', { name: '同意', exact: true }), 'Shift+Tab')
  await keyboard.press('Enter')
  for (const [step, known] of ['继续教育证号', '姓名', '身份证号'].entries()) {
    await phone.says(`核对身份（${step + 1}/3）`)
    await tabTo(phone.known.getByRole('button', { name: known }), 'Shift+Tab')
    await keyboard.press('Enter')
    await keyboard.press('Enter')
  }
  await phone.says('黄志强您好')
  await keyboard.type('/profile')
  await keyboard.press('Enter')
  await phone.says('还没有填写的必填项：手机号、取得职称时间')
  await tabTo(phone.log.getByRole('button', { name: '更正某一项' }), 'Shift+Tab')
  await keyboard.press('Space')
  await phone.says('请点选要更正的一项')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phoneWidth)
})

const mostTabs = 60

async function tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await target.waitFor({ state: 'attached' })
  for (let pressed = 0; pressed < mostTabs; pressed++) {
    if (await isFocused(target)) return
    await page.keyboard.press(key)
  }
  throw new Error(`${mostTabs} times ${key} did not lead to ${target}.`)
}

function isFocused(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement)
}

async function expectPictureShown(picture: Locator): Promise<void> {
  await picture.scrollIntoViewIfNeeded()
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(300)
}
