import { createHash } from 'node:crypto'
import type { openapiDocument } from './document.ts'
import type { Content, Operation } from './parts.ts'

const style = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1d2733; background: #fff }
h2 { border-bottom: 1px solid #d5dbe3; margin-top: 3rem }
h3 { margin: 2rem 0 .25rem } code, pre { font: 14px/1.45 ui-monospace, monospace }
h3 code { background: #e8eef6; border-radius: 4px; padding: .1rem .4rem }
pre { background: #f5f7fa; padding: .75rem; overflow-x: auto; border-radius: 4px; margin: .5rem 0 }
summary { cursor: pointer } dt { font-weight: 600 } dd { margin: 0 0 .5rem 1rem }
@media (prefers-color-scheme: dark) {
  body { color: #dde4ec; background: #14191f } pre { background: #1e252d } h3 code { background: #2a3542 } a { color: #8ab8ff }
}`

/** The page has no script and one style, which is known by its hash. */
export const pageSecurityPolicy = `default-src 'none';style-src 'sha256-${createHash('sha256').update(style).digest('base64')}';frame-ancestors 'none'`

/** The document as a page to read: nothing in it comes from elsewhere. */
export function openapiPage(document: ReturnType<typeof openapiDocument>): string {
  const { info, paths, webhooks, components } = document
  const doors = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Operation>).map(([method, operation]) =>
      operationHtml(`${method.toUpperCase()} ${path}`, operation),
    ),
  )
  const told = Object.entries(webhooks).map(([type, { post }]) => operationHtml(type, post))
  const signing = components.securitySchemes.signature.description
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(info.title)}</title>
<style>${style}</style>
<h1>${escaped(info.title)}</h1>
<p>${escaped(info.description)}</p>
<p>${escaped(signing)}</p>
<p>The same for machines: <a href="/openapi.json">/openapi.json</a> (OpenAPI ${document.openapi}).</p>
<h2>What can be asked</h2>
${doors.join('\n')}
<h2>What is told to subscribers</h2>
${told.join('\n')}
<h2>Schemas</h2>
${Object.entries(components.schemas)
  .map(([name, schema]) => `<h3 id="${escaped(name)}"><code>${escaped(name)}</code></h3>${shown(schema)}`)
  .join('\n')}
</html>
`
}

function operationHtml(
  name: string,
  { summary, description, parameters = [], requestBody, responses }: Operation,
): string {
  const given = parameters.map(
    (parameter) =>
      `<dt><code>${escaped(String(parameter.name))}</code> (${escaped(String(parameter.in))}${parameter.required ? ', required' : ''})</dt><dd>${escaped(String(parameter.description ?? ''))}</dd>`,
  )
  const answers = Object.entries(responses).map(
    ([status, response]) =>
      `<dt>${escaped(status)}</dt><dd>${escaped(response.description)}${contentHtml(response.content)}</dd>`,
  )
  return `<section>
<h3><code>${escaped(name)}</code></h3>
<p>${escaped(summary)}</p>
${description ? `<p>${escaped(description)}</p>` : ''}
${given.length > 0 ? `<dl>${given.join('')}</dl>` : ''}
${contentHtml(requestBody?.content)}
<details><summary>Answers</summary><dl>${answers.join('')}</dl></details>
</section>`
}

function contentHtml(content: Content = {}): string {
  return Object.entries(content)
    .map(([type, { schema, examples = {} }]) => {
      const shownExamples = Object.entries(examples).map(
        ([name, example]) =>
          `<details><summary>Example: ${escaped(name)}</summary>${shown((example as { value: unknown }).value)}</details>`,
      )
      return `<details><summary>${escaped(type)}</summary>${shown(schema)}</details>${shownExamples.join('')}`
    })
    .join('')
}

function shown(value: unknown): string {
  return `<pre>${escaped(JSON.stringify(value, null, 2))}</pre>`
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
