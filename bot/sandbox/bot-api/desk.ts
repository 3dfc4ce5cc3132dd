import type { ApiMethods, Message, User } from 'grammy/types'
import type { SandboxClock } from '../clock.ts'
import type { UpdateQueue } from '../delivery/updates.ts'
import type { Webhook } from '../delivery/webhook.ts'
import type { Files } from '../kept/files.ts'
import type { KeptChat, KeptMessage, World } from '../kept/world.ts'
import type { Activity } from '../phones/activity.ts'
import type { Parameters } from './parameters.ts'
import { badRequest, refusals } from './refusals.ts'

/** What every method of the Bot API works with. */
export interface MethodContext {
  bot: User & { is_bot: true; username: string }
  world: World
  files: Files
  clock: SandboxClock
  queue: UpdateQueue
  webhook: Webhook
  activity: Activity
}

type Result<Method extends keyof ApiMethods> = ReturnType<ApiMethods[Method]>

/** One method: reads its parameters, refuses as Telegram does, and answers with what grammY expects of it. */
export type Handler<Method extends keyof ApiMethods> = (
  desk: MethodContext,
  parameters: Parameters,
  /** Aborted when the caller hangs up. */
  signal: AbortSignal,
) => Result<Method> | Promise<Result<Method>>

/** The chat a call names: one the bot may write to. */
export function chatOf(desk: MethodContext, parameters: Parameters): KeptChat {
  const chat = knownChat(desk, parameters)
  if (!chat.started) throw refusals.chatNotFound()
  if (chat.blocked) throw refusals.blocked()
  return chat
}

/** The chat a call names, even where the bot may not write. */
export function knownChat(desk: MethodContext, parameters: Parameters): KeptChat {
  const text = parameters.text('chat_id')
  if (text === undefined || text === '') throw badRequest('chat_id is empty')
  const chat = desk.world.chats.get(Number(text))
  if (!chat) throw refusals.chatNotFound()
  return chat
}

export function messageOf(chat: KeptChat, parameters: Parameters, purpose: string): KeptMessage {
  const id = parameters.integer('message_id')
  if (id === undefined) throw badRequest('message identifier is not specified')
  const kept = chat.messages.get(id)
  if (!kept) throw badRequest(`message to ${purpose} not found`)
  return kept
}

export function unixTime(desk: MethodContext): number {
  return Math.floor(desk.clock.now().getTime() / 1000)
}

/** The message another one answers, without the message that one answers in turn. */
export function repliedTo(message: Message): Message & { reply_to_message: undefined } {
  return { ...message, reply_to_message: undefined }
}
