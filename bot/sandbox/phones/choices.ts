import type { ShownButton, ShownChat, ShownMessage } from './shown.ts'

/** A button by its label, or by the data it carries. */
export type ButtonChoice = string | RegExp | { data: string }
/** A message by its words or by whatever else it shows. */
export type MessageChoice = string | RegExp | ((message: ShownMessage) => boolean)

export function fitting(choice: MessageChoice): (message: ShownMessage) => boolean {
  if (typeof choice === 'function') return choice
  return ({ text }) => (typeof choice === 'string' ? text.includes(choice) : choice.test(text))
}

export function matches(label: string, choice: ButtonChoice): boolean {
  if (typeof choice === 'string') return label === choice
  return choice instanceof RegExp && choice.test(label)
}

function buttonIn(message: ShownMessage, choice: ButtonChoice): ShownButton | undefined {
  const fits = ({ text, data }: ShownButton) =>
    typeof choice === 'object' && 'data' in choice ? data === choice.data : matches(text, choice)
  return message.buttons.flat().find((button) => button.data !== undefined && fits(button))
}

export function newestWith(chat: ShownChat, choice: ButtonChoice): ShownMessage | undefined {
  return chat.messages.findLast((message) => buttonIn(message, choice))
}

export function offers(chat: ShownChat, choice: ButtonChoice): boolean {
  const instead = chat.keyboard?.rows.flat().some((text) => matches(text, choice)) ?? false
  return instead || newestWith(chat, choice) !== undefined
}

export function dataOf(message: ShownMessage, choice: ButtonChoice): string {
  const data = buttonIn(message, choice)?.data
  if (data === undefined) throw new Error(`Message ${message.id} has no button ${describe(choice)}.`)
  return data
}

export function describe(choice: ButtonChoice): string {
  return typeof choice === 'object' && 'data' in choice ? `with data «${choice.data}»` : `«${choice}»`
}

/** The end of the chat in words, for the error of a test that waited in vain. */
export function picture(chat: ShownChat): string {
  const lines = chat.messages.slice(-4).map((message) => {
    const buttons = message.buttons.flat().map(({ text }) => `[${text}]`)
    return `${message.from}: ${message.text || '(file)'} ${buttons.join(' ')}`
  })
  return `The chat ends with:\n${lines.join('\n')}`
}
