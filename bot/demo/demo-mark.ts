import type pg from 'pg'
import { ConfigError } from '../config.ts'
import { organisations } from './city/city.ts'
import { demoPeople } from './city/people.ts'

/**
 * Where the sandbox may play: in a database that it marked when it made the invented city, or in an empty
 * one.
 */
export async function assertDemoDatabase(client: pg.ClientBase): Promise<void> {
  if ((await contentOf(client)) !== 'other') return
  throw new ConfigError(
    'This database holds something else than the sandbox made: set BOT_TOKEN, or for the sandbox the DATABASE_URL of an empty database.',
  )
}

/** Real people must not meet invented ones, whose ID numbers everybody can read. */
export async function assertNoDemoDatabase(client: pg.ClientBase): Promise<void> {
  if ((await contentOf(client)) !== 'demo') return
  throw new ConfigError(
    "This database holds the sandbox's invented city: with BOT_TOKEN set the DATABASE_URL of an empty database, or another DATA_DIR.",
  )
}

async function contentOf(client: pg.ClientBase): Promise<'nothing' | 'demo' | 'other'> {
  const ask = async (condition: string, values: unknown[] = []) =>
    (await client.query<{ so: boolean }>(`select ${condition} as so`, values)).rows[0]!.so
  if (await ask(`to_regclass('demo_city') is not null`)) {
    if (await ask('exists (select from demo_city)')) return 'demo'
  }
  if (!(await ask(`to_regclass('organisation') is not null`))) {
    return (await ask(`exists (
      select from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and c.relname <> '_prisma_migrations'
        and n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%')`))
      ? 'other'
      : 'nothing'
  }
  const isUsed = `exists (select from organisation) or exists (select from cycle) or exists (select from account)`
  if (!(await ask(isUsed))) return 'nothing'
  // Sandboxes of before the mark: the whole city is there, and nobody but its people ever wrote.
  const isOldDemo = `(select count(*) from organisation where id = any($1)) = cardinality($1::text[])
    and not exists (select from account where id <> all($2::bigint[]))`
  const ids = [organisations.map(({ id }) => id), demoPeople.map(({ userId }) => userId)]
  return (await ask(isOldDemo, ids)) ? 'demo' : 'other'
}
