import type { Update } from 'grammy/types'
import { queryLifetimeMs } from '../kept/world.ts'
import { chatOf, type Handler, type MethodContext } from './desk.ts'
import type { Parameters } from './parameters.ts'
import { badRequest, refusals } from './refusals.ts'

const maxAnswerLength = 200
export const maxDownloadBytes = 20 * 1024 * 1024
const maxWaitSeconds = 50

export const getUpdates: Handler<'getUpdates'> = (desk, parameters, signal) => {
  allowUpdates(desk, parameters)
  return desk.queue.poll(
    {
      offset: parameters.integer('offset') ?? 0,
      limit: Math.min(Math.max(parameters.integer('limit') ?? 100, 1), 100),
      waitMs: Math.min(Math.max(parameters.integer('timeout') ?? 0, 0), maxWaitSeconds) * 1000,
    },
    signal,
  )
}

export const setWebhook: Handler<'setWebhook'> = (desk, parameters) => {
  const url = parameters.text('url') ?? ''
  if (url === '') return removeWebhook(desk, parameters)
  if (!URL.canParse(url)) throw badRequest('bad webhook: invalid webhook URL specified')
  if (!isLoopback(new URL(url))) throw badRequest('bad webhook: the sandbox delivers to this machine only')
  const secretToken = parameters.text('secret_token')
  if (secretToken && !/^[\w-]{1,256}$/.test(secretToken)) {
    throw badRequest('secret token contains unallowed characters')
  }
  const maxConnections = Math.min(Math.max(parameters.integer('max_connections') ?? 40, 1), 100)
  allowUpdates(desk, parameters)
  if (parameters.flag('drop_pending_updates')) desk.queue.drop()
  desk.queue.endPolling()
  desk.world.setting('webhook', { url, secretToken, maxConnections })
  desk.webhook.changed()
  return true
}

export const deleteWebhook: Handler<'deleteWebhook'> = (desk, parameters) => removeWebhook(desk, parameters)

export const getWebhookInfo: Handler<'getWebhookInfo'> = ({ world, webhook }) => {
  const setting = world.settings.webhook
  return {
    url: setting?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: world.updates.size,
    max_connections: setting?.maxConnections,
    allowed_updates:
      world.settings.allowedUpdates.length > 0 ? allowedOf(world.settings.allowedUpdates) : undefined,
    ...(setting ? webhook.lastError() : {}),
  }
}

export const answerCallbackQuery: Handler<'answerCallbackQuery'> = (desk, parameters) => {
  const id = parameters.text('callback_query_id') ?? ''
  const query = desk.world.queries.get(id)
  if (!query || query.answered || Date.now() - query.at > queryLifetimeMs) throw refusals.queryTooOld()
  const text = parameters.text('text') ?? ''
  if (text.length > maxAnswerLength) throw badRequest('MESSAGE_TOO_LONG')
  desk.world.record({ is: 'query', id, query: { ...query, answered: true } })
  desk.activity.answer(query.userId, { queryId: id, text, alert: parameters.flag('show_alert') })
  return true
}

export const sendChatAction: Handler<'sendChatAction'> = (desk, parameters) => {
  const chat = chatOf(desk, parameters)
  const action = parameters.text('action') ?? ''
  if (
    !/^(typing|(upload|record)_(photo|video|voice|document|video_note)|choose_sticker|find_location)$/.test(
      action,
    )
  ) {
    throw badRequest('wrong parameter action in request')
  }
  desk.activity.startAction(chat.chat.id, action)
  return true
}

export const getFile: Handler<'getFile'> = ({ files }, parameters) => {
  const file_id = parameters.text('file_id') ?? ''
  if (file_id === '') throw badRequest('file_id not specified')
  const file = files.find(file_id)
  if (!file) throw badRequest('wrong file_id or the file is temporarily unavailable')
  if (file.size > maxDownloadBytes) throw badRequest('file is too big')
  const { file_unique_id } = files.asDocument(file)
  return { file_id, file_unique_id, file_size: file.size, file_path: files.pathOf(file) }
}

function removeWebhook(desk: MethodContext, parameters: Parameters): true {
  if (parameters.flag('drop_pending_updates')) desk.queue.drop()
  if (desk.world.settings.webhook) desk.world.setting('webhook', undefined)
  desk.webhook.changed()
  return true
}

/** The list given last counts, also for later calls that name none. */
function allowUpdates(desk: MethodContext, parameters: Parameters): void {
  const allowed = parameters.structure<string[]>('allowed_updates', 'allowed updates')
  if (allowed === undefined) return
  if (!Array.isArray(allowed)) throw badRequest('allowed updates must be an Array')
  if (JSON.stringify(allowed) === JSON.stringify(desk.world.settings.allowedUpdates)) return
  desk.world.setting('allowedUpdates', allowed.map(String))
}

function allowedOf(names: string[]): Exclude<keyof Update, 'update_id'>[] {
  return names as Exclude<keyof Update, 'update_id'>[]
}

export function isLoopback(url: URL): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname)
}
