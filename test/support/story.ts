import type { ButtonChoice, MessageChoice, SandboxPhone, ShownMessage } from '../../bot/sandbox/sandbox.ts'

/** Says something; what the bot answers. */
export async function say(phone: SandboxPhone, words: string, answer: MessageChoice): Promise<ShownMessage> {
  await phone.send(words)
  return phone.waitFor(answer)
}

/** Taps a button; what the bot answers. */
export async function tap(
  phone: SandboxPhone,
  button: ButtonChoice,
  answer: MessageChoice,
): Promise<ShownMessage> {
  await phone.tap(button)
  return phone.waitFor(answer)
}

/** What stands on the buttons of a message, row by row. */
export function labels({ buttons }: Pick<ShownMessage, 'buttons'>): string[] {
  return buttons.flat().map(({ text }) => text)
}

export async function speakEnglish(phone: SandboxPhone): Promise<void> {
  await phone.send('/language')
  await tap(phone, 'English', 'The language is now English')
}

/** The newest file from the bot, once there are so many. */
export async function file(phone: SandboxPhone, count = 1): Promise<ShownMessage> {
  const isFile = ({ from, document }: ShownMessage) => from === 'bot' && document !== undefined
  const { messages } = await phone.waitUntil((chat) => chat.messages.filter(isFile).length >= count, {
    what: `${count} files`,
  })
  return messages.findLast(isFile)!
}
