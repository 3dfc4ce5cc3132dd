import type { Upload } from '../kept/files.ts'
import { readForm } from './multipart.ts'
import { badRequest } from './refusals.ts'

/** The parameters of one call. They come as JSON values or, from forms and query strings, as text of them. */
export class Parameters {
  private readonly values: Readonly<Record<string, unknown>>
  private readonly uploads: ReadonlyMap<string, Upload>

  constructor(values: Readonly<Record<string, unknown>>, uploads: ReadonlyMap<string, Upload> = new Map()) {
    this.values = values
    this.uploads = uploads
  }

  text(name: string): string | undefined {
    const value = this.values[name]
    if (value === undefined || value === null) return undefined
    if (typeof value === 'object') throw badRequest(`parameter "${name}" must be a string`)
    return String(value)
  }

  integer(name: string): number | undefined {
    const value = this.values[name]
    if (value === undefined || value === null || value === '') return undefined
    const number = typeof value === 'string' ? Number(value) : value
    return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined
  }

  flag(name: string): boolean {
    const value = this.values[name]
    return value === true || value === 'true' || value === 'True' || value === '1' || value === 1
  }

  /** An object or array; `what` names it in the refusal, as Telegram does. */
  structure<Shape extends object>(name: string, what = name): Partial<Shape> | undefined {
    const value = this.values[name]
    if (value === undefined || value === null || value === '') return undefined
    const parsed = typeof value === 'string' ? tryJson(value) : value
    if (typeof parsed !== 'object' || parsed === null) throw badRequest(`can't parse ${what} JSON object`)
    return parsed as Partial<Shape>
  }

  list<Item>(name: string, what = name): Partial<Item>[] | undefined {
    const value = this.structure<Partial<Item>[]>(name, what)
    if (value === undefined) return undefined
    if (!Array.isArray(value)) throw badRequest(`${what} must be an Array`)
    for (const item of value) {
      if (typeof item !== 'object' || item === null) throw badRequest(`can't parse ${what} JSON object`)
    }
    return value as Partial<Item>[]
  }

  /**
   * A file uploaded under this name or attached to it, or the text given instead (a `file_id` or an address).
   */
  fileOrText(name: string): Upload | string | undefined {
    return this.uploads.get(name) ?? this.attached(this.text(name))
  }

  /** Follows `attach://name` to the upload of that name; other text comes back as it is. */
  attached(reference: string | undefined): Upload | string | undefined {
    if (!reference?.startsWith('attach://')) return reference
    const upload = this.uploads.get(reference.slice('attach://'.length))
    if (!upload) throw badRequest('wrong HTTP URL specified')
    return upload
  }
}

/** Reads the body of a call, with the query string below it. */
export function readParameters(
  body: Buffer | undefined,
  contentType: string,
  query: Readonly<Record<string, unknown>>,
): Parameters {
  if (!body || body.length === 0) return new Parameters(query)
  if (contentType.startsWith('application/json')) {
    const parsed = tryJson(body.toString('utf8'))
    if (typeof parsed !== 'object' || parsed === null) throw badRequest("can't parse JSON object")
    return new Parameters(parsed as Record<string, unknown>)
  }
  if (contentType.startsWith('multipart/form-data')) {
    const form = readForm(body, contentType)
    if (!form) throw badRequest('invalid multipart form')
    const uploads = new Map(form.files.map(({ name, upload }) => [name, upload]))
    return new Parameters({ ...query, ...form.fields }, uploads)
  }
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
    return new Parameters({ ...query, ...Object.fromEntries(new URLSearchParams(body.toString('utf8'))) })
  }
  throw badRequest('unsupported Content-Type')
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
