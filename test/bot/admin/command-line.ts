import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'
import { freshDatabase } from '../../support/database.ts'

const main = fileURLToPath(new URL('../../../bot/admin/main.ts', import.meta.url))

/**
 * An empty database, a folder, and each command as typed there, in a process of its own. They end with the
 * test file.
 */
export async function openCommandLine() {
  const { url, database } = await freshDatabase()
  const folder = await mkdtemp(path.join(tmpdir(), 'xueshi-admin-'))
  afterAll(() => rm(folder, { recursive: true, force: true }))

  async function admin(args: readonly string[], settings: Record<string, string> = {}) {
    const { PATH = '', HOME = '' } = process.env
    const child = spawn(process.execPath, [main, ...args], {
      cwd: folder,
      env: { PATH, HOME, DATA_DIR: folder, DATABASE_URL: url, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const printed = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        printed[name] += text
      })
    }
    const [code] = (await once(child, 'close')) as [number]
    return { code, ...printed }
  }
  return { database, folder, admin }
}
