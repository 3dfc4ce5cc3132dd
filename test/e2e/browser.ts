import chromium from '@sparticuz/chromium'
import { type Browser, type Locator, type Page, chromium as playwright } from 'playwright-core'

/** The phones of the sandbox page as a person with eyes, a mouse and a keyboard uses them. */

export const slowestAnswerMs = 10_000

export async function openBrowser(): Promise<Browser> {
  const executablePath = await chromium.executablePath()
  // In a single process the browser would end with its first page.
  const args = chromium.args.filter((arg) => arg !== '--single-process')
  return playwright.launch({ executablePath, args })
}

/**
 * The sandbox page, as it opens for somebody new.
 * @returns beside the page what the browser complained about: errors of scripts and loading, broken content security policy
 */
export async function openPage(
  browser: Browser,
  url: string,
  { width, height = 900 }: { width: number; height?: number },
): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage({ viewport: { width, height } })
  page.setDefaultTimeout(slowestAnswerMs)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('requestfailed', (request) => {
    // The page's own long request for what happens ends with the page.
    if (!request.url().endsWith('/sandbox/events')) complaints.push(`${request.url()} failed`)
  })
  await page.goto(url)
  await page.locator('.phone').first().waitFor()
  return { page, complaints }
}

export class PhoneOnPage {
  readonly element: Locator
  readonly log: Locator
  /** What its owner knows of themselves, below the chat. */
  readonly known: Locator
  private readonly page: Page

  /** @param owner whose phone it is, by name */
  constructor(page: Page, owner: string) {
    this.page = page
    this.element = page.getByRole('region', { name: `手机: ${owner}` })
    this.log = this.element.getByRole('log')
    this.known = this.element.getByRole('group', { name: '我的资料' })
  }

  /** The newest message that says this, once there is one. */
  async says(words: string | RegExp): Promise<Locator> {
    const message = this.log.locator('.message').filter({ hasText: words }).last()
    await message.waitFor()
    return message
  }

  /** Presses a button in the chat, or the one at the start, by what stands on it. */
  async tap(label: string | RegExp): Promise<void> {
    await this.element.getByRole('button', { name: label, exact: true }).last().click()
  }

  async type(text: string): Promise<void> {
    await this.element.getByRole('textbox').fill(text)
    await this.page.keyboard.press('Enter')
  }

  /** Sends what its owner knows, without typing it. */
  async give(label: string): Promise<void> {
    await this.known.getByRole('button', { name: label }).click()
    await this.page.keyboard.press('Enter')
  }

  /** Sends one of the sample papers as a photo. */
  async sendSample(title: string): Promise<void> {
    await this.element.getByRole('button', { name: '附件' }).click()
    await this.page.getByRole('menuitem', { name: '样例证书' }).click()
    const choosing = this.page.getByRole('dialog', { name: '选择样例证书' })
    await choosing.getByRole('button', { name: title, exact: true }).click()
    await choosing.getByRole('button', { name: '下一步' }).click()
    await this.page
      .getByRole('dialog', { name: '发送' })
      .getByRole('button', { name: '发送', exact: true })
      .click()
  }
}

/** What happens on the phones, question by question: each waits for what the phone says and answers it. */
export async function answer(
  phone: PhoneOnPage,
  exchange: readonly (readonly [said: string | RegExp, act: (phone: PhoneOnPage) => Promise<unknown>])[],
): Promise<void> {
  for (const [said, act] of exchange) {
    await phone.says(said)
    await act(phone)
  }
}

export const tap = (label: string | RegExp) => (phone: PhoneOnPage) => phone.tap(label)
export const type = (text: string) => (phone: PhoneOnPage) => phone.type(text)
export const give = (label: string) => (phone: PhoneOnPage) => phone.give(label)
