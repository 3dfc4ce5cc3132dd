import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseEnv } from 'node:util'
import { ConfigError, settingNames } from './config.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** What stands in `.env` for other programs than ours: Node, its proxies and certificates, the time zone. */
const forOthers = /^(NODE_|NPM_|UV_|SSL_|LC_|PG)\w+$|^(TZ|LANG|DEBUG|(HTTPS?|ALL|NO)_PROXY)$/i

const programFolder = path.resolve(import.meta.dirname, '..')

/**
 * The settings as they were given: the environment, and `.env` of the folder for what the environment lacks.
 * Throws ConfigError for a `.env` that would not be read, and for every name that is no setting.
 */
export function readEnvironment(environment: Environment, folder = process.cwd()): Environment {
  const file = path.join(folder, '.env')
  const inFile = readFile(file)
  const elsewhere = path.join(programFolder, '.env')
  if (!inFile && !environment.BOT_TOKEN && existsSync(elsewhere)) {
    throw new ConfigError(
      `The settings in ${elsewhere} are not read when the program is started in ${folder}: start it in ${programFolder}.`,
    )
  }
  const unknown = Object.keys(inFile ?? {}).filter((name) => !isSetting(name) && !forOthers.test(name))
  const mistyped = Object.keys(environment).filter((name) => !isSetting(name) && nearest(name, environment))
  const mistakes = [
    ...unknown.map((name) => `${name} in .env is no setting${suggestion(nearest(name))}.`),
    ...mistyped.map((name) => `${name} is no setting${suggestion(nearest(name))}.`),
  ]
  if (mistakes.length > 0) throw new ConfigError(mistakes.join('\n'))
  return { ...inFile, ...environment }
}

/** Editors on Windows put a byte order mark before the first name, which would then be another name. */
function readFile(file: string): Environment | undefined {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    throw new ConfigError(`${file} cannot be read (${code}): let this user read it, or move it away.`)
  }
  try {
    return parseEnv(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new ConfigError(`${file} is not written in UTF-8: save it so.`)
  }
}

function isSetting(name: string): boolean {
  return settingNames.has(name)
}

/** Shorter names are near too much that others set, as HOME is to HOST. */
const shortestCompared = 8
const mostMistakes = 2

/** The setting that was probably meant by a name that is none, unless `given` has that as well. */
function nearest(name: string, given: Environment = {}): string | undefined {
  return [...settingNames].find(
    (setting) =>
      setting.length >= shortestCompared &&
      given[setting] === undefined &&
      distance(name.toUpperCase(), setting) <= mostMistakes,
  )
}

function suggestion(setting: string | undefined): string {
  return setting ? `: ${setting} is meant` : ': .env.example names them all'
}

/** How many letters have to be put, taken away or changed to come from one name to the other. */
function distance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > mostMistakes) return Number.POSITIVE_INFINITY
  let above = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (const [row, letter] of [...one].entries()) {
    const here = [row + 1]
    for (const [column, wanted] of [...other].entries()) {
      const changed = above[column]! + (letter === wanted ? 0 : 1)
      here.push(Math.min(changed, above[column + 1]! + 1, here[column]! + 1))
    }
    above = here
  }
  return above[other.length]!
}
