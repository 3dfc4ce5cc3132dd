import { readConfig } from '../config.ts'
import { readEnvironment } from '../read-env.ts'
import { sentenceOf } from '../sentence-of.ts'
import { type Command, commandFor, helpOf, helpOfAll, Mistake, readGiven } from './command.ts'
import { connectionCommands } from './connections.ts'
import { cycleCommands } from './cycles.ts'
import { exportCommands } from './export.ts'
import { fileCommands } from './files.ts'
import { peopleCommands } from './first-people.ts'
import { keyCommands } from './keys.ts'
import { type CommandLine, withCommandLine } from './office.ts'
import { photoCommands } from './photos.ts'
import { subscriptionCommands } from './subscriptions.ts'
import { textCommands } from './texts.ts'
import { trailCommands } from './trail.ts'

/**
 * `npm run admin -- COMMAND`. Exit codes: 0 all is well, 1 something was refused or found wrong, 2 the
 * command was mistyped.
 */
const commands: readonly Command[] = [
  ...cycleCommands,
  ...fileCommands,
  ...peopleCommands,
  ...exportCommands,
  ...connectionCommands,
  ...photoCommands,
  ...trailCommands,
  ...keyCommands,
  ...subscriptionCommands,
  ...textCommands,
]

const code = await main(process.argv.slice(2))
// Lets the printed text out first. The explicit exit keeps kept-alive connections from holding up whoever
// waits for the command.
for (const stream of [process.stdout, process.stderr]) {
  await new Promise<void>((resolve) => void stream.write('', () => resolve()))
}
process.exit(code)

async function main(args: string[]): Promise<number> {
  const asksForHelp = args.includes('--help') || args.includes('-h')
  const found = commandFor(commands, args)
  if (asksForHelp || args.length === 0) {
    process.stdout.write(`${found ? helpOf(found.command) : helpOfAll(commands)}\n`)
    return 0
  }
  if (!found)
    return tell(`There is no command «${args.slice(0, 2).join(' ')}»: npm run admin -- --help shows all.`, 2)
  const { command, rest } = found
  let given: ReturnType<typeof readGiven>
  try {
    given = readGiven(command, rest)
  } catch (error) {
    if (error instanceof Mistake) return tell(error.message, 2)
    throw error
  }
  try {
    if (command.needsOffice === false) return await command.run(given, {} as CommandLine)
    return await withCommandLine(readConfig(readEnvironment(process.env)), (office) =>
      command.run(given, office),
    )
  } catch (error) {
    const sentence = error instanceof Mistake ? error.message : sentenceOf(error)
    if (sentence) return tell(sentence, 1)
    console.error(error)
    return 1
  }
}

function tell(sentence: string, code: number): number {
  process.stderr.write(`${sentence}\n`)
  return code
}
