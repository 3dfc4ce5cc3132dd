import type { Upload } from '../kept/files.ts'

export interface Form {
  fields: Record<string, string>
  /** In the order they came; a name may come more than once. */
  files: { name: string; upload: Upload }[]
}

/**
 * Reads a multipart form as leniently as Telegram does. Clients leave file names unquoted or in plain UTF-8
 * and end the last line differently, and Node's own parser refuses that. Undefined: not a multipart form.
 */
export function readForm(body: Buffer, contentType: string): Form | undefined {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType)
  if (!boundary) return undefined
  const delimiter = Buffer.from(`--${boundary[1] ?? boundary[2]}`)
  const form: Form = { fields: {}, files: [] }
  let start = body.indexOf(delimiter)
  while (start >= 0) {
    start += delimiter.length
    const end = body.indexOf(Buffer.concat([Buffer.from('\r\n'), delimiter]), start)
    const headersEnd = body.indexOf('\r\n\r\n', start)
    if (end < 0 || headersEnd < 0 || headersEnd > end) break
    readPart(form, body.toString('utf8', start, headersEnd), body.subarray(headersEnd + 4, end))
    start = end + 2
  }
  return form
}

function readPart(form: Form, headers: string, content: Buffer): void {
  const disposition = /^content-disposition:.*$/im.exec(headers)?.[0] ?? ''
  const name = parameterOf(disposition, 'name')
  if (name === undefined) return
  const fileName = parameterOf(disposition, 'filename')
  if (fileName === undefined) {
    form.fields[name] = content.toString('utf8')
    return
  }
  const mime = /^content-type:\s*([^;\r\n]+)/im.exec(headers)?.[1]?.trim()
  form.files.push({ name, upload: { bytes: content, name: fileName.split(/[/\\]/).at(-1), mime } })
}

function parameterOf(disposition: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\r\\n]*))`, 'i').exec(disposition)
  return found ? (found[1]?.replace(/\\(.)/g, '$1').replaceAll('%22', '"') ?? found[2]?.trim()) : undefined
}
