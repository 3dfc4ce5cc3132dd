import chromium from '@sparticuz/chromium'
import { type Locator, type Page, chromium as playwright } from 'playwright-core'
import { longestWaitMs } from '../support/longest-wait.ts'

/** The phones of the sandbox page as a person with eyes, a mouse and a keyboard uses them. */

export interface OpenPage {
  readonly page: Page
  /**
   * What the browser complained about: errors of scripts and loading, what the content security policy
   * forbade.
   */
  readonly complaints: readonly string[]
  close(): Promise<void>
}

/**
 * The sandbox page as it opens for somebody new, in a browser of its own.
 * @param scale pixels of a picture for each pixel of the page
 */
export async function openPage(
  url: string,
  { width, height = 900, scale = 1 }: { width: number; height?: number; scale?: number },
): Promise<OpenPage> {
  const browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    // Where tests run as root, Chromium has no sandbox of its own.
    args: ['--no-sandbox'],
  })
  const page = await browser.newPage({
    viewport: { width, height },
    deviceScaleFactor: scale,
  })
  page.setDefaultTimeout(longestWaitMs)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('requestfailed', (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText}`))
  await page.goto(url)
  await page.locator('.phone').first().waitFor()
  return { page, complaints, close: () => browser.close() }
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
