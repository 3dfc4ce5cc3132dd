import type { Api } from 'grammy'
import { maxFileBytes } from '../../../core/evidence/prepare-picture.ts'
import { type Refusal, refuse } from '../../../core/refusal.ts'
import type { SentAs } from '../../house.ts'

const timeoutMilliseconds = 30_000

/**
 * Fetches a file that a person sent.
 *
 * @returns 'picture-too-big' {maxMegabytes} or 'table-too-big' {maxMegabytes}: Telegram itself sets bots this
 *   limit
 */
export function openDownloads(api: Api, token: string, apiRoot: string) {
  return async (fileId: string, sentAs: SentAs): Promise<Uint8Array | Refusal> => {
    const tooBig = refuse(`${sentAs}-too-big`, { maxMegabytes: maxFileBytes / 2 ** 20 })
    const file = await api.getFile(fileId).catch((error: Error) => {
      if (/file is too big/i.test(error.message)) return undefined
      throw error
    })
    if (!file?.file_path || (file.file_size ?? 0) > maxFileBytes) return tooBig
    const response = await fetch(`${apiRoot}/file/bot${token}/${file.file_path}`, {
      signal: AbortSignal.timeout(timeoutMilliseconds),
    })
    if (!response.ok) throw new Error(`The file could not be fetched: HTTP ${response.status}.`)
    return new Uint8Array(await response.arrayBuffer())
  }
}
