import { type Api, GrammyError, InputFile } from 'grammy'
import type { ApiError } from 'grammy/types'
import { Pool } from 'undici'

/**
 * One call of the Bot API. Throws GrammyError when the call is refused, and anything else when it did not get
 * through.
 */
export type Call = (method: string, payload: Record<string, unknown>) => Promise<void>

const connections = 40
const timeoutMilliseconds = 30_000

/**
 * How the sender calls. grammY makes uploads; plain JSON, nearly everything, goes over a pool of kept
 * connections. That costs less than half of a fetch, and the sender makes every call on the path of an
 * answer.
 */
export function openCalls(api: Api, token: string, apiRoot: string): { call: Call; close(): Promise<void> } {
  const { origin, pathname } = new URL(apiRoot)
  const pool = new Pool(origin, {
    connections,
    headersTimeout: timeoutMilliseconds,
    bodyTimeout: timeoutMilliseconds,
  })
  const raw = api.raw as unknown as Record<string, (payload: object) => Promise<unknown>>
  const folder = `${pathname.replace(/\/$/, '')}/bot${token}`

  return {
    async call(method, payload) {
      if (holdsUpload(payload)) {
        await raw[method]?.(payload)
        return
      }
      const { body } = await pool.request({
        method: 'POST',
        path: `${folder}/${method}`,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(payload),
      })
      const answer = (await body.json()) as { ok: true } | ApiError
      if (!answer.ok) throw new GrammyError(`Call to '${method}' failed!`, answer, method, payload)
    },
    close: () => pool.close(),
  }
}

function holdsUpload(value: unknown): boolean {
  if (value instanceof InputFile) return true
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsUpload)
}
