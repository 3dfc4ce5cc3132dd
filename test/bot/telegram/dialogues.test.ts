import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sideDialogue, versionOfDialogues } from '../../../bot/telegram/dialogue/side-dialogue.ts'
import { state, stateOf } from '../../../bot/telegram/dialogue/state.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dialogues-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('other code of a side dialogue is another version, and code beside them is not', async () => {
  await writeFile(path.join(folder, 'note.ts'), "const note = sideDialogue('note', ask)")
  await writeFile(path.join(folder, 'list.ts'), 'export const list = []')
  const before = versionOfDialogues(folder)
  await writeFile(path.join(folder, 'list.ts'), 'export const list = [1]')
  expect(versionOfDialogues(folder)).toBe(before)
  await writeFile(path.join(folder, 'note.ts'), "const note = sideDialogue('note', askTwice)")
  expect(versionOfDialogues(folder)).not.toBe(before)
})

test('a state or a side dialogue that is declared twice ends the start', () => {
  const waiting = state('test-waiting')
  expect(() => state('test-waiting')).toThrow('declared twice')
  sideDialogue('test-note', async () => {})
  expect(() => sideDialogue('test-note', async () => {})).toThrow('declared twice')
  expect(stateOf({ at: 'test-waiting' })).toBe(waiting)
  expect(stateOf({ at: 'of another version of the program' })).toBeUndefined()
})
