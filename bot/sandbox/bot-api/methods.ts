import type { ApiMethods } from 'grammy/types'
import type { Handler } from './desk.ts'
import * as edit from './edit.ts'
import * as receive from './receive.ts'
import * as send from './send.ts'
import * as settings from './settings.ts'

/**
 * Every method this Telegram knows, with grammY's types as the contract. Any other method answers 404, as an
 * unknown one does.
 */
export const methods = {
  getMe: settings.getMe,
  getUpdates: receive.getUpdates,
  setWebhook: receive.setWebhook,
  deleteWebhook: receive.deleteWebhook,
  getWebhookInfo: receive.getWebhookInfo,
  sendMessage: send.sendMessage,
  sendPhoto: send.sendPhoto,
  sendDocument: send.sendDocument,
  sendMediaGroup: send.sendMediaGroup,
  sendChatAction: receive.sendChatAction,
  setMessageReaction: edit.setMessageReaction,
  editMessageText: edit.editMessageText,
  editMessageCaption: edit.editMessageCaption,
  editMessageMedia: edit.editMessageMedia,
  editMessageReplyMarkup: edit.editMessageReplyMarkup,
  deleteMessage: edit.deleteMessage,
  deleteMessages: edit.deleteMessages,
  answerCallbackQuery: receive.answerCallbackQuery,
  getFile: receive.getFile,
  getChat: settings.getChat,
  setMyCommands: settings.setMyCommands,
  getMyCommands: settings.getMyCommands,
  deleteMyCommands: settings.deleteMyCommands,
  setChatMenuButton: settings.setChatMenuButton,
  getChatMenuButton: settings.getChatMenuButton,
  setMyName: settings.setMyName,
  getMyName: settings.getMyName,
  setMyDescription: settings.setMyDescription,
  getMyDescription: settings.getMyDescription,
  setMyShortDescription: settings.setMyShortDescription,
  getMyShortDescription: settings.getMyShortDescription,
} satisfies { [Method in keyof ApiMethods]?: Handler<Method> }

const byLowerCase = new Map<string, Handler<keyof ApiMethods>>(
  Object.entries(methods).map(([name, handler]) => [
    name.toLowerCase(),
    handler as Handler<keyof ApiMethods>,
  ]),
)

/** Telegram does not mind the case of a method's name. */
export function methodNamed(name: string): Handler<keyof ApiMethods> | undefined {
  return byLowerCase.get(name.toLowerCase())
}
