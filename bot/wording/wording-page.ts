import type { Locale } from '../../core/terms.ts'
import type { House } from '../house.ts'
import { escapeHtml, locales } from '../telegram/dialogue/texts.ts'
import { isDemoCity, type ShownNotice, shownNotices } from './notices-shown.ts'
import { type ShownText, shownTexts, type TextFile, type Use } from './texts-shown.ts'

/**
 * All that the bot says on one page of the sandbox: notices as whole messages first, then every text by file.
 */

export const useNames: Readonly<Record<Use, string>> = {
  refusal: '不予办理 refusal',
  notice: '主动通知 notice',
  button: '按钮 button',
  command: '命令 command',
  help: '帮助 help',
  name: '名称 name',
  card: '消息 message',
}

/** @returns the page as HTML; it loads the sandbox's own style and script and nothing else */
export async function wordingPage(house: House): Promise<string> {
  const notices = (await isDemoCity(house.database)) ? await shownNotices(house) : []
  const files = shownTexts()
  const count = files.flatMap(({ sections }) => sections.flatMap(({ texts }) => texts)).length
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>全部文字</title>
<link rel="stylesheet" href="/page/page.css">
<script type="module" src="/page/filter.js"></script>
</head>
<body class="article wide">
<p><a href="/">← 返回沙盒</a></p>
<h1>全部文字</h1>
<p class="hint">机器人会说的每一句话：${notices.length} 条通知，${count} 条文字，左为中文，右为英文。参数填的是示例，日期按${escapeHtml('2014')}年度。
Everything the bot can say, with sample values.</p>
<p class="filter"><input class="filter-field" type="search" data-filter aria-label="筛选" placeholder="筛选：文字、键名或用途，例如 退案、refusal、按钮"> <output class="hint"></output></p>
${notices.length > 0 ? noticesPart(notices) : '<p class="hint">通知只在示例城市中成文。</p>'}
${files.map(filePart).join('\n')}
</body>
</html>`
}

function noticesPart(notices: readonly ShownNotice[]): string {
  return `<section><h2>通知（整条消息）· notices as they arrive</h2>
${notices
  .map(({ kind, when, to, says }) =>
    row(
      `${escapeHtml(kind)}<small>${escapeHtml(`${when.zh} → ${to}`)}<br>${escapeHtml(when.en)}</small>`,
      (locale) =>
        'cannot' in says
          ? `<p class="hint">现在的示例数据里看不到这条通知：${escapeHtml(says.cannot)}</p>`
          : `<div class="bubble text">${says[locale].html}</div>${keyboard(says[locale].buttons)}`,
    ),
  )
  .join('\n')}
</section>`
}

function filePart({ file, heading, sections }: TextFile): string {
  return `<section><h2>${escapeHtml(heading || file)} <small>${escapeHtml(file)}</small></h2>
${sections
  .map(
    ({ heading: part, texts }) =>
      `${part ? `<section><h3>${escapeHtml(part)}</h3>` : '<section>'}
${texts.map(textRow).join('\n')}</section>`,
  )
  .join('\n')}
</section>`
}

function textRow({ key, use, says }: ShownText): string {
  const isLabel = use === 'button' || use === 'command'
  return row(`${escapeHtml(key)}<small>${escapeHtml(useNames[use])}</small>`, (locale) =>
    says[locale]
      .map(
        ({ when, html }) =>
          `${when ? `<small>${escapeHtml(when)}</small>` : ''}${
            isLabel ? `<span class="key">${html}</span>` : `<div class="bubble text">${html}</div>`
          }`,
      )
      .join(''),
  )
}

function row(about: string, cell: (locale: Locale) => string): string {
  const cells = locales.map(
    (locale) => `<div lang="${locale === 'zh' ? 'zh-CN' : 'en'}">${cell(locale)}</div>`,
  )
  return `<article class="wording"><div class="key-name">${about}</div>${cells.join('')}</article>`
}

function keyboard(buttons: readonly (readonly string[])[]): string {
  const rows = buttons.map(
    (row) =>
      `<div class="keys">${row.map((label) => `<span class="key">${escapeHtml(label)}</span>`).join('')}</div>`,
  )
  return rows.length > 0 ? `<div class="inline-keyboard">${rows.join('')}</div>` : ''
}
