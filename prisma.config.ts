import { defineConfig } from 'prisma/config'

// `prisma generate` asks for the schema engine without using it. Naming any executable keeps it from being
// downloaded; migrations run through the WebAssembly engine in prisma/migrate.ts.
if (process.argv.includes('generate')) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({ schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' } })
