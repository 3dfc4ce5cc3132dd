import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Conversation, createConversation } from '@grammyjs/conversations'
import { Composer, type Context } from 'grammy'
import { readTypedText } from '../../../core/cycle/typed-text.ts'
import type { Refusal } from '../../../core/refusal.ts'
import type { Button } from './buttons.ts'
import type { BotContext } from './context.ts'
import type { Dialogue } from './place.ts'

/**
 * The dialogues in which an administrator types one line: a note, a name. Losing the thread costs only that
 * line.
 */
export type SideDialogue = Conversation<BotContext, Context>

/** Every side dialogue; where none is under way this hands on at once. */
export const sideDialogues = new Composer<BotContext>()

/** Declares one, for `ctx.place.begin`. What it is begun with is kept as JSON and holds no ID number. */
export function sideDialogue<Asked extends object = object>(
  name: string,
  run: (dialogue: SideDialogue, asked: Asked) => Promise<unknown>,
): Dialogue<Asked> {
  if (declared.has(name)) throw new Error(`The side dialogue «${name}» is declared twice.`)
  declared.add(name)
  sideDialogues.use(
    createConversation<BotContext, Context>((dialogue, _, asked: Asked) => run(dialogue, asked), name),
  )
  return { name }
}

const declared = new Set<string>()

/**
 * The plugin replays what a dialogue did, and fails if the code has changed since the dialogue began. So the
 * version is a hash of every file with a part of a dialogue: new code ends running dialogues, and that costs
 * somebody one line.
 */
export function versionOfDialogues(folder = fileURLToPath(new URL('..', import.meta.url))): string {
  const hash = createHash('sha256')
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const text = file.endsWith('.ts') ? readFileSync(path.join(folder, file), 'utf8') : ''
    if (text.includes('SideDialogue') || text.includes('sideDialogue(')) hash.update(text)
  }
  return hash.digest('base64url').slice(0, 16)
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
 * Asks for a note, shows it once more with a button that confirms it, and does what it is for. Typing again
 * replaces the note.
 *
 * @param sure what the confirming button carries; it names its object, so that an old card confirms nothing
 *   else
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
        outer.place.leave()
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
  await dialogue.external((outer) => outer.place.leave())
  return dialogue.halt({ next: true })
}
