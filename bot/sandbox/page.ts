import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'

const folder = join(import.meta.dirname, 'page')

const files = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/differences': ['differences.html', 'text/html; charset=utf-8'],
  '/page/page.css': ['page.css', 'text/css; charset=utf-8'],
} as const

/** The web page: a few files as they are. It may load nothing from anywhere else. */
export function servePage(app: FastifyInstance): void {
  const policy = "default-src 'self'; img-src 'self' blob: data:; frame-ancestors 'none'; base-uri 'none'"
  const serve = (path: string, file: string, type: string) =>
    app.get(path, async (_request, reply) => {
      reply.header('content-security-policy', policy).header('cache-control', 'no-cache')
      return reply.type(type).send(await readFile(join(folder, file)))
    })
  for (const [path, [file, type]] of Object.entries(files)) serve(path, file, type)
  app.get<{ Params: { script: string } }>('/page/:script', async (request, reply) => {
    const { script } = request.params
    if (!/^[a-z-]+\.js$/.test(script)) return reply.callNotFound()
    try {
      const bytes = await readFile(join(folder, script))
      return reply.type('text/javascript; charset=utf-8').header('cache-control', 'no-cache').send(bytes)
    } catch {
      return reply.callNotFound()
    }
  })
}
