import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/**
 * What outlives the process: one JSON line per event, written before anybody is told of the event. So a
 * killed process loses nothing it acknowledged, and a last line torn by a crash can be left out because
 * nobody was told of it.
 */
export interface Journal<Entry> {
  append(entry: Entry): void
  close(): void
}

const fileName = 'journal.jsonl'

/** Reads all entries; a folder without a journal has none. Throws on damage anywhere but in the last line. */
export function readJournal<Entry>(folder: string): Entry[] {
  let text: string
  try {
    text = readFileSync(join(folder, fileName), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
  const lines = text.split('\n')
  // A whole journal ends in a newline: what follows the last one is torn or empty.
  lines.pop()
  return lines.map((line, index) => {
    try {
      return JSON.parse(line) as Entry
    } catch {
      throw new Error(
        `The sandbox journal in ${folder} is damaged in line ${index + 1}; move the folder away.`,
      )
    }
  })
}

/** Replaces the journal by what is still worth keeping, in one rename, and opens it for appending. */
export function startJournal<Entry>(folder: string, worthKeeping: Iterable<Entry>): Journal<Entry> {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, fileName)
  const fresh = openSync(`${path}.new`, 'w', 0o600)
  for (const entry of worthKeeping) writeLine(fresh, entry)
  fsyncSync(fresh)
  closeSync(fresh)
  renameSync(`${path}.new`, path)
  const file = openSync(path, 'a', 0o600)
  return {
    append: (entry) => writeLine(file, entry),
    close: () => closeSync(file),
  }
}

function writeLine(file: number, entry: unknown): void {
  const line = Buffer.from(`${JSON.stringify(entry)}\n`)
  for (let written = 0; written < line.length; ) written += writeSync(file, line, written)
}
