import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'

const folder = join(import.meta.dirname, 'page')

const files = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/differences': ['differences.html', 'text/html; charset=utf-8'],
  '/page/page.css': ['page.css', 'text/css; charset=utf-8'],
} as const

/** Words of whoever starts the sandbox, in the languages of the page; a plain text is the same in both. */
export type PageWords = string | { readonly zh: string; readonly en: string }

/**
 * One more page, added by whoever starts the sandbox. To look like the rest it may use page.css and the
 * scripts beside it.
 */
export interface ExtraPage {
  /** `/texts` */
  readonly path: string
  /** What stands on the link in the bar above the phones. */
  readonly label: PageWords
  /** Made anew each time somebody opens it. */
  readonly html: () => Promise<string> | string
}

/** The web page: a few files as they are. It may load nothing from anywhere else. */
export function servePage(app: FastifyInstance, pages: readonly ExtraPage[]): void {
  const policy = "default-src 'self'; img-src 'self' blob: data:; frame-ancestors 'none'; base-uri 'none'"
  const serve = (path: string, file: string, type: string) =>
    app.get(path, async (_request, reply) => {
      reply.header('content-security-policy', policy).header('cache-control', 'no-cache')
      return reply.type(type).send(await readFile(join(folder, file)))
    })
  for (const [path, [file, type]] of Object.entries(files)) serve(path, file, type)
  for (const { path, html } of pages) {
    app.get(path, async (_request, reply) => {
      reply.header('content-security-policy', policy).header('cache-control', 'no-cache')
      return reply.type('text/html; charset=utf-8').send(await html())
    })
  }
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
