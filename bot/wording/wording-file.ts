import { stringify } from 'csv-stringify/sync'
import type { ShownNotice } from './notices-shown.ts'
import { shownTexts } from './texts-shown.ts'
import { useNames } from './wording-page.ts'

/**
 * The same as the page, as a file for whoever reads the wording: Markdown to read, CSV to write remarks
 * beside.
 */

interface Line {
  readonly part: string
  readonly key: string
  readonly use: string
  readonly zh: string
  readonly en: string
}

/** @param notices whole messages of the demo city, none where there is no such city */
export function wordingMarkdown(notices: readonly ShownNotice[]): string {
  const lines = linesOf(notices)
  const parts = [...new Set(lines.map(({ part }) => part))]
  return `# 全部文字 · all texts\n\n${parts
    .map(
      (part) =>
        `## ${part}\n\n${lines
          .filter((line) => line.part === part)
          .map(({ key, use, zh, en }) => `### ${key}\n\n${use}\n\n${quoted(zh)}\n\n${quoted(en)}\n`)
          .join('\n')}`,
    )
    .join('\n')}`
}

/** With a byte order mark, so that Excel and WPS read it as UTF-8, and an empty column for remarks. */
export function wordingCsv(notices: readonly ShownNotice[]): string {
  return stringify(
    linesOf(notices).map(({ part, key, use, zh, en }) => [part, key, use, zh, en, '']),
    { header: true, bom: true, columns: ['文件', '键名', '用途', '中文', 'English', '修改意见'] },
  )
}

function linesOf(notices: readonly ShownNotice[]): Line[] {
  const messages = notices.map(({ kind, when, to, says }): Line => {
    const message = (locale: 'zh' | 'en') =>
      'cannot' in says
        ? `（现在的示例数据里看不到：${says.cannot}）`
        : [
            says[locale].html,
            ...says[locale].buttons.map((row) => row.map((label) => `[${label}]`).join(' ')),
          ].join('\n')
    return {
      part: '通知（整条消息）',
      key: `notice ${kind}`,
      use: `${when.zh} → ${to}`,
      zh: plain(message('zh')),
      en: plain(message('en')),
    }
  })
  const texts = shownTexts().flatMap(({ file, heading, sections }) =>
    sections.flatMap(({ texts: ofSection }) =>
      ofSection.map(({ key, use, says }): Line => {
        const all = (locale: 'zh' | 'en') =>
          plain(says[locale].map(({ when, html }) => (when ? `(${when}) ${html}` : html)).join('\n'))
        return { part: `${heading}（${file}）`, key, use: useNames[use], zh: all('zh'), en: all('en') }
      }),
    ),
  )
  return [...messages, ...texts]
}

/** Without the messenger's markup. */
function plain(html: string): string {
  return html
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

function quoted(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('  \n')
}
