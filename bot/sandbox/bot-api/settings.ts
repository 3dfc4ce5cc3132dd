import type { BotCommand, BotCommandScope, ChatFullInfo, LanguageCode, MenuButton } from 'grammy/types'
import type { Settings, World } from '../kept/world.ts'
import { type Handler, knownChat, type MethodContext } from './desk.ts'
import type { Parameters } from './parameters.ts'
import { badRequest } from './refusals.ts'

const maxCommands = 100
const maxCommandDescriptionLength = 256
const maxNameLength = 64
const maxDescriptionLength = 512
const maxShortDescriptionLength = 120

export const getMe: Handler<'getMe'> = (desk) => ({
  ...desk.bot,
  first_name: desk.world.settings.names[''] ?? desk.bot.first_name,
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
  has_topics_enabled: false,
  allows_users_to_create_topics: false,
  can_manage_bots: false,
  supports_join_request_queries: false,
})

export const getChat: Handler<'getChat'> = (desk, parameters) => {
  const { chat } = knownChat(desk, parameters)
  return { ...chat, accent_color_id: 0, max_reaction_count: 11 } as ChatFullInfo
}

export const setMyCommands: Handler<'setMyCommands'> = ({ world }, parameters) => {
  const commands = parameters.list<BotCommand>('commands') ?? []
  if (commands.length > maxCommands) throw badRequest('BOT_COMMANDS_TOO_MUCH')
  const read = commands.map(({ command, description }) => {
    const name = String(command ?? '').replace(/^\//, '')
    if (!/^[a-z0-9_]{1,32}$/.test(name)) throw badRequest('BOT_COMMAND_INVALID')
    const text = String(description ?? '').trim()
    if (text === '') throw badRequest('command description must be non-empty')
    if (text.length > maxCommandDescriptionLength) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID')
    return { command: name, description: text }
  })
  world.setting('commands', { ...world.settings.commands, [commandsKey(parameters)]: read })
  return true
}

export const getMyCommands: Handler<'getMyCommands'> = ({ world }, parameters) =>
  world.settings.commands[commandsKey(parameters)] ?? []

export const deleteMyCommands: Handler<'deleteMyCommands'> = ({ world }, parameters) => {
  world.setting('commands', without(world.settings.commands, commandsKey(parameters)))
  return true
}

/** The commands a person sees: the narrowest scope that has any, in their language before any language. */
export function commandsFor(world: World, chatId: number, languageCode: string | undefined): BotCommand[] {
  const language = languageCode?.slice(0, 2) ?? ''
  for (const scope of [`chat:${chatId}`, 'all_private_chats', 'default']) {
    const found = world.settings.commands[`${scope}|${language}`] ?? world.settings.commands[`${scope}|`]
    if (found && found.length > 0) return found
  }
  return []
}

export const setChatMenuButton: Handler<'setChatMenuButton'> = ({ world }, parameters) => {
  const button = (parameters.structure<MenuButton>('menu_button', 'MenuButton') ?? {
    type: 'default',
  }) as MenuButton
  if (!['commands', 'web_app', 'default'].includes(button.type)) {
    throw badRequest("can't parse menu button: type must be one of commands, web_app, default")
  }
  const key = String(parameters.integer('chat_id') ?? '')
  world.setting('menuButtons', { ...world.settings.menuButtons, [key]: button })
  return true
}

export const getChatMenuButton: Handler<'getChatMenuButton'> = ({ world }, parameters) => {
  const own = world.settings.menuButtons[String(parameters.integer('chat_id') ?? '')]
  return own ?? world.settings.menuButtons[''] ?? { type: 'commands' }
}

export const setMyName: Handler<'setMyName'> = (desk, parameters) =>
  setWords(desk, parameters, 'names', 'name', maxNameLength)

export const getMyName: Handler<'getMyName'> = (desk, parameters) => ({
  name: wordsOf(desk, parameters, 'names') ?? desk.bot.first_name,
})

export const setMyDescription: Handler<'setMyDescription'> = (desk, parameters) =>
  setWords(desk, parameters, 'descriptions', 'description', maxDescriptionLength)

export const getMyDescription: Handler<'getMyDescription'> = (desk, parameters) => ({
  description: wordsOf(desk, parameters, 'descriptions') ?? '',
})

export const setMyShortDescription: Handler<'setMyShortDescription'> = (desk, parameters) =>
  setWords(desk, parameters, 'shortDescriptions', 'short_description', maxShortDescriptionLength)

export const getMyShortDescription: Handler<'getMyShortDescription'> = (desk, parameters) => ({
  short_description: wordsOf(desk, parameters, 'shortDescriptions') ?? '',
})

type BotText = 'names' | 'descriptions' | 'shortDescriptions'

/** One text per language; the empty language is for everybody else, and an empty text takes it away. */
function setWords(
  desk: MethodContext,
  parameters: Parameters,
  kind: BotText,
  field: string,
  maxLength: number,
): true {
  const text = parameters.text(field) ?? ''
  if (text.length > maxLength) throw badRequest(`the bot's ${field.replace('_', ' ')} is too long`)
  const words = without(desk.world.settings[kind], languageOf(parameters))
  desk.world.setting(kind, text === '' ? words : { ...words, [languageOf(parameters)]: text })
  return true
}

function wordsOf(desk: MethodContext, parameters: Parameters, kind: BotText): string | undefined {
  const words: Settings[BotText] = desk.world.settings[kind]
  return words[languageOf(parameters)] ?? words['']
}

function commandsKey(parameters: Parameters): string {
  const scope = parameters.structure<BotCommandScope & { chat_id: number; user_id: number }>(
    'scope',
    'BotCommandScope',
  )
  const owner = scope?.chat_id === undefined ? '' : `:${scope.chat_id}`
  const member = scope?.user_id === undefined ? '' : `:${scope.user_id}`
  return `${scope?.type ?? 'default'}${owner}${member}|${languageOf(parameters)}`
}

function languageOf(parameters: Parameters): LanguageCode | '' {
  const code = parameters.text('language_code') ?? ''
  if (code !== '' && !/^[a-z]{2}$/.test(code)) throw badRequest('invalid language code specified')
  return code as LanguageCode | ''
}

function without<Value>(table: Readonly<Record<string, Value>>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(table).filter(([each]) => each !== key))
}
