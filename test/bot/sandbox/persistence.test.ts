import { spawn } from 'node:child_process'
import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { call, emptyFolder, openSandbox, picture, teacherId } from './setting.ts'

test('chats, files, commands, the webhook and the clock survive a restart', async () => {
  const folder = await emptyFolder()
  const before = await openSandbox({ folder })
  const phone = before.client(teacherId)
  await phone.sendPhoto(await picture(300, 200))
  await call(before, 'sendMessage', { chat_id: teacherId, text: '收到' })
  await call(before, 'setMyCommands', { commands: [{ command: 'help', description: '帮助' }] })
  await before.clock.moveTo(new Date('2015-01-09T04:00:00Z'))
  const shown = await phone.messages()
  const bytes = await phone.download(shown[0]!.photo!)
  await before.close()

  const after = await openSandbox({ folder })
  const again = after.client(teacherId)
  expect((await again.messages()).map(({ text, id }) => [id, text])).toEqual(
    shown.map(({ text, id }) => [id, text]),
  )
  expect((await again.download(shown[0]!.photo!)).equals(bytes)).toBe(true)
  expect(await again.commandsMenu()).toHaveLength(1)
  expect(after.clock.now().toISOString()).toMatch(/^2015-01-09T04:00/)
  const { result } = await call(after, 'sendMessage', { chat_id: teacherId, text: '新的' })
  expect((result as { message_id: number }).message_id).toBeGreaterThan(shown.at(-1)!.id)
})

test('the token is random, and kept with the folder', async () => {
  const folder = await emptyFolder()
  const first = await openSandbox({ folder })
  await first.close()
  expect((await openSandbox({ folder })).token).toBe(first.token)
  expect((await openSandbox({ folder: await emptyFolder() })).token).not.toBe(first.token)
})

test('what was not confirmed when the process was killed comes again, with the same number, in order', async () => {
  const folder = await emptyFolder()
  const killed = await openSandbox({ folder })
  for (const text of ['一', '二', '三']) await killed.client(teacherId).send(text)
  const { result } = await call(killed, 'getUpdates', { limit: 1 })
  const [first] = result as [{ update_id: number }]
  await call(killed, 'getUpdates', { offset: first.update_id + 1, limit: 1 })

  // Nothing is closed before: a killed process has only what it wrote.
  const after = await openSandbox({ folder })
  expect((await call(after, 'getUpdates')).result).toMatchObject([
    { update_id: first.update_id + 1, message: { text: '二' } },
    { update_id: first.update_id + 2, message: { text: '三' } },
  ])
})

test('a process killed in the middle of sending loses nothing it acknowledged', async () => {
  const folder = await emptyFolder()
  const script = `
    import { startSandbox } from ${JSON.stringify(join(import.meta.dirname, '../../../bot/sandbox/sandbox.ts'))}
    const sandbox = await startSandbox({ port: 0, folder: ${JSON.stringify(folder)}, people: () => [] })
    const phone = sandbox.client(${teacherId})
    for (let count = 1; ; count++) {
      await phone.send('第' + count)
      process.stdout.write(count + ' ')
    }`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let told = ''
  for await (const chunk of child.stdout) {
    told += String(chunk)
    if (told.split(' ').length > 20) child.kill('SIGKILL')
  }
  const acknowledged = told
    .trim()
    .split(' ')
    .map((count) => `第${count}`)
  const after = await openSandbox({ folder })
  const { result } = await call(after, 'getUpdates', { limit: 100 })
  const kept = (result as { message: { text: string } }[]).map(({ message }) => message.text)
  expect(kept.slice(0, acknowledged.length)).toEqual(acknowledged.slice(0, 100))
  expect(kept.length - acknowledged.length).toBeLessThanOrEqual(1)
})

test('a tap may not be answered after 150 seconds, and an update is gone after a day', async () => {
  const folder = await emptyFolder()
  const query = (secondsAgo: number) => ({
    userId: teacherId,
    at: Date.now() - secondsAgo * 1000,
    answered: false,
  })
  const update = (update_id: number) => ({ update_id, message: { text: `${update_id}` } })
  const hour = 3600_000
  const entries = [
    { is: 'query', id: '1', query: query(151) },
    { is: 'query', id: '2', query: query(140) },
    { is: 'update', update: update(7), at: Date.now() - 25 * hour },
    { is: 'update', update: update(8), at: Date.now() - 23 * hour },
  ]
  await writeFile(
    join(folder, 'journal.jsonl'),
    entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''),
  )
  const sandbox = await openSandbox({ folder })
  const answer = (callback_query_id: string) => call(sandbox, 'answerCallbackQuery', { callback_query_id })
  expect((await answer('1')).description).toContain('query is too old')
  expect((await answer('2')).ok).toBe(true)
  expect((await call(sandbox, 'getUpdates')).result).toMatchObject([{ update_id: 8 }])
})

test('a phone that waited before a restart hears only what comes after it', async () => {
  const folder = await emptyFolder()
  const before = await openSandbox({ folder })
  await before.client(teacherId).send('你好')
  await call(before, 'sendMessage', { chat_id: teacherId, text: '旧的退案' })
  const { port } = new URL(before.url)
  const phone = before.client(teacherId)
  await phone.seen()
  await before.close()
  const after = await openSandbox({ folder, port: Number(port) })
  await expect(phone.waitFor('退案', 50)).rejects.toThrow('No message')
  await call(after, 'sendMessage', { chat_id: teacherId, text: '新的退案' })
  expect((await phone.waitFor('退案')).text).toBe('新的退案')
})

test('a last line torn by a crash is left out, damage elsewhere is told', async () => {
  const folder = await emptyFolder()
  const before = await openSandbox({ folder })
  await before.client(teacherId).send('完整')
  const journal = join(folder, 'journal.jsonl')
  await appendFile(journal, '{"is":"message","message":{"mess')
  const torn = await openSandbox({ folder })
  expect((await torn.client(teacherId).messages()).map(({ text }) => text)).toEqual(['完整'])
  await torn.client(teacherId).send('继续')
  const repaired = await openSandbox({ folder })
  expect((await repaired.client(teacherId).messages()).map(({ text }) => text)).toEqual(['完整', '继续'])

  const lines = (await readFile(journal, 'utf8')).split('\n')
  await writeFile(journal, ['{"is":"cha', ...lines].join('\n'))
  await expect(openSandbox({ folder })).rejects.toThrow('damaged in line 1')
})

test('the journal is made small again at each start', async () => {
  const folder = await emptyFolder()
  const before = await openSandbox({ folder })
  await before.client(teacherId).send('你好')
  const { result } = await call(before, 'sendMessage', { chat_id: teacherId, text: '0' })
  const { message_id } = result as { message_id: number }
  for (let count = 1; count <= 50; count++) {
    await call(before, 'editMessageText', { chat_id: teacherId, message_id, text: String(count) })
  }
  const sizeOf = async () => (await readFile(join(folder, 'journal.jsonl'))).length
  const grown = await sizeOf()
  await before.close()
  const after = await openSandbox({ folder })
  expect(await sizeOf()).toBeLessThan(grown / 5)
  expect((await after.client(teacherId).last())?.text).toBe('50')
})
