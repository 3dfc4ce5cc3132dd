import type { Conversation } from '@grammyjs/conversations'
import type { Context } from 'grammy'
import { readTypedText } from '../../../core/cycle/typed-text.ts'
import type { Refusal } from '../../../core/refusal.ts'
import type { Button } from './buttons.ts'
import type { BotContext } from './context.ts'

/** The dialogues in which an administrator types one line: a note, a name. Losing the thread costs that line. */
export type SideDialogue = Conversation<BotContext, Context>

/** Begins a side dialogue, whatever was going on; what is typed next is for it and not for a draft. */
export async function beginSideDialogue(ctx: BotContext, name: string, asked: object): Promise<void> {
  await ctx.conversation.exitAll()
  ctx.turn.setFocus(null)
  await ctx.conversation.enter(name, asked)
}

/**
 * Waits for a line of text. A command or another button wins: the dialogue ends and they are done.
 *
 * @param read what is not prose, as a telephone number, is read in its own way
 */
export async function typedLine(
  dialogue: SideDialogue,
  maxChars: number,
  read: ReadText = readTypedText,
): Promise<string> {
  for (;;) {
    const line = readLine(await dialogue.wait(), maxChars, read)
    if (line === undefined) await leave(dialogue)
    else if (typeof line === 'string') return line
    else await dialogue.external((outer) => outer.sayRefusal(line))
  }
}

interface Confirmation {
  readonly html: string
  readonly buttons: Button[][]
}

/**
 * Asks for a note, shows it once more with a button that confirms it, and does what it is for. Typing again replaces it.
 *
 * @param sure what the confirming button carries; it names its object, so that an old card confirms nothing else
 */
export async function notedAndConfirmed(
  dialogue: SideDialogue,
  {
    maxChars,
    read,
    sure,
    confirm,
    done,
  }: {
    maxChars: number
    read?: ReadText
    sure: string
    confirm: (outer: BotContext, note: string) => Confirmation | Promise<Confirmation>
    done: (outer: BotContext, note: string) => Promise<unknown>
  },
): Promise<void> {
  let note = await typedLine(dialogue, maxChars, read)
  for (;;) {
    await dialogue.external(async (outer) => {
      const { html, buttons } = await confirm(outer, note)
      outer.say(html, { buttons })
    })
    const next = await dialogue.wait()
    if (next.callbackQuery?.data === sure) {
      await dialogue.external(async (outer) => {
        outer.endDialogue()
        await done(outer, note)
      })
      return
    }
    const line = readLine(next, maxChars, read)
    if (line === undefined) await leave(dialogue)
    else if (typeof line === 'string') note = line
    else await dialogue.external((outer) => outer.sayRefusal(line))
  }
}

type ReadText = (text: string, maxChars: number) => string | Refusal

function readLine({ message }: Context, maxChars: number, read: ReadText = readTypedText) {
  if (!message || message.text?.startsWith('/')) return undefined
  return read(message.text ?? '', maxChars)
}

/** Ends the dialogue and hands what came to whoever it is for. */
export async function leave(dialogue: SideDialogue): Promise<never> {
  await dialogue.external((outer) => outer.endDialogue())
  return dialogue.halt({ next: true })
}
