import { parseArgs } from 'node:util'
import type { CommandLine } from './office.ts'

/** One command of the command line: what it is called, what it is for, and what it does. */
export interface Command {
  /** `cycle load FILE`: small words name the command, capitals are what is given. */
  readonly usage: string
  readonly summary: string
  /** What more there is to know, shown by --help. */
  readonly more?: string
  readonly options?: Readonly<Record<string, Option>>
  /** Absent for what needs no database. */
  readonly needsOffice?: false
  /** @returns the exit code: 0 all is well, 1 something was refused or found wrong */
  run(given: Given, office: CommandLine): Promise<number> | number
}

export interface Option {
  /** What is given; absent for a switch. */
  readonly value?: string
  readonly summary: string
}

/** What stands behind the command's name. */
export interface Given {
  readonly words: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | undefined>>
}

/** A mistake of whoever typed the command, told in one sentence. */
export class Mistake extends Error {}

/** The small words at the beginning of a usage. */
export function nameOf({ usage }: Command): string[] {
  return usage.split(' ').filter((word) => /^[a-z-]+$/.test(word))
}

/** The command that the arguments name, and what is left of them. */
export function commandFor(
  commands: readonly Command[],
  args: readonly string[],
): { command: Command; rest: string[] } | undefined {
  const command = commands.find((one) => nameOf(one).every((word, at) => args[at] === word))
  return command && { command, rest: args.slice(nameOf(command).length) }
}

/** Throws Mistake when something is missing, too much or unknown. */
export function readGiven(command: Command, args: readonly string[]): Given {
  const options = Object.fromEntries(
    Object.entries(command.options ?? {}).map(([name, { value }]) => [
      name,
      { type: value ? ('string' as const) : ('boolean' as const) },
    ]),
  )
  let parsed: { values: Record<string, string | boolean | undefined>; positionals: string[] }
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw new Mistake(`${(error as Error).message.split(/[.\n]/)[0]}. ${usageOf(command)}`)
  }
  const wanted = command.usage.split(' ').filter((word) => /^[A-Z]+$/.test(word))
  const { positionals: words, values } = parsed
  if (words.length < wanted.length)
    throw new Mistake(`${wanted.slice(words.length).join(' and ')} is missing. ${usageOf(command)}`)
  if (words.length > wanted.length)
    throw new Mistake(`«${words[wanted.length]}» is too much. ${usageOf(command)}`)
  return { words, options: values }
}

export function usageOf(command: Command): string {
  const options = Object.entries(command.options ?? {}).map(
    ([name, { value }]) => `[--${name}${value ? ` ${value}` : ''}]`,
  )
  return `Usage: npm run admin -- ${[command.usage, ...options].join(' ')}`
}

export function helpOf(command: Command): string {
  const options = Object.entries(command.options ?? {}).map(
    ([name, { value, summary }]) => `  --${name}${value ? ` ${value}` : ''}  ${summary}`,
  )
  return [command.summary, usageOf(command), command.more, options.join('\n')].filter(Boolean).join('\n\n')
}

export function helpOfAll(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ usage }) => usage.length))
  const lines = commands.map(({ usage, summary }) => `  ${usage.padEnd(width)}  ${summary}`)
  return [
    'What only whoever runs the program does. It uses the settings of the program (.env) and may run beside it.',
    lines.join('\n'),
    'npm run admin -- COMMAND --help tells more of one command.',
  ].join('\n\n')
}
