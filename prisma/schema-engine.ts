import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import type { SchemaEngine } from '@prisma/schema-engine-wasm'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

const schemaFile = new URL('./schema.prisma', import.meta.url)

/** PostgreSQL refused a script, in its own words, which the engine keeps to itself. */
export class ScriptRefused extends Error {}

/**
 * Lends Prisma's schema engine as WebAssembly to `use`: migrations without downloading a binary. Throws
 * ScriptRefused where PostgreSQL refuses one.
 */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  use: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  loading ??= loadWebAssembly()
  await loading
  // One connection: the engine asks one thing at a time, so what the last answer held can be remembered
  // beside it.
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1, Client: CatalogClient })
  const adapter = new MigrationAdapter(pool)
  const schema = await readFile(schemaFile, 'utf8')
  const engine = await bindings.SchemaEngine.new(
    { datamodels: [['schema.prisma', schema]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapter),
  )
  try {
    return await use(engine)
  } catch (error) {
    throw adapter.refusal ?? error
  } finally {
    engine.free()
    await pool.end()
  }
}

/** The bindings hold one instance per process; a second would read the memory of the first. */
let loading: Promise<void> | undefined

async function loadWebAssembly() {
  const beside = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const wasm = await readFile(path.join(path.dirname(beside), 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': bindings as never })
  bindings.__wbg_set_wasm(instance.exports)
  ;(instance.exports.__wbindgen_start as () => void)()
}

/**
 * Closes two gaps of the adapter for the engine. It does not know PostgreSQL's one-byte "char", which only
 * the system catalogue uses: such columns pass as text and are named Character in the answer. And it cuts a
 * script at every semicolon, even within functions and comments: sent whole, PostgreSQL reads it itself and
 * takes all or nothing.
 */
class MigrationAdapter extends PrismaPg {
  refusal: ScriptRefused | undefined

  override async connect() {
    return closeGaps(await super.connect(), this.keepRefusal)
  }
  override async connectToShadowDb() {
    return closeGaps(await super.connectToShadowDb(), this.keepRefusal)
  }

  private readonly keepRefusal = (error: Error) => {
    this.refusal = new ScriptRefused(error.message, { cause: error })
    throw error
  }
}

const oneByteChar = 18
const text = 25
let charColumns: number[] = []

class CatalogClient extends pg.Client {
  constructor(settings?: pg.ClientConfig) {
    super(settings)
    this.connection.prependListener('rowDescription', ({ fields }: { fields: { dataTypeID: number }[] }) => {
      charColumns = fields.flatMap((field, at) => (field.dataTypeID === oneByteChar ? [at] : []))
      for (const at of charColumns) fields[at]!.dataTypeID = text
    })
  }
}

function closeGaps<Adapter extends SqlMigrationAwareAdapter>(
  adapter: Adapter,
  refused: (error: Error) => never,
): Adapter {
  const queryRaw = adapter.queryRaw.bind(adapter)
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query)
    for (const at of charColumns)
      if (at < result.columnTypes.length) result.columnTypes[at] = ColumnTypeEnum.Character
    return result
  }
  adapter.executeScript = async (script) => {
    await (adapter.underlyingDriver() as pg.Pool).query(script).catch(refused)
  }
  return adapter
}

type SqlMigrationAwareAdapter = Awaited<ReturnType<PrismaPg['connect']>>

export const noFilters = { externalTables: [], externalEnums: [] }

/** The SQL that leads from what the migrations make to what schema.prisma says; empty when they agree. */
export function sqlFromMigrationsToSchema(
  emptyDatabaseUrl: string,
  migrations: MigrationList,
): Promise<string> {
  return withSchemaEngine(emptyDatabaseUrl, async (engine) => {
    const content = await readFile(schemaFile, 'utf8')
    const { stdout } = await engine.diff({
      from: { tag: 'migrations', ...migrations },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] },
      script: true,
      exitCode: null,
      filters: noFilters,
    })
    const sql = stdout ?? ''
    return sql.includes('This is an empty migration') ? '' : sql
  })
}

export type MigrationList = Parameters<SchemaEngine['applyMigrations']>[0]['migrationsList']
