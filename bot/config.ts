import { z } from 'zod'
import { keyBytes } from '../core/people/sealing.ts'
import { type LogFormat, logFormats } from './log.ts'

export const processRoles = ['intake', 'worker', 'schedule'] as const
export type ProcessRole = (typeof processRoles)[number]

export interface Config {
  readonly dataFolder: string
  /** Absent: the embedded PostgreSQL under the data folder. */
  readonly databaseUrl?: string
  readonly port: number
  readonly host: string
  readonly roles: ReadonlySet<ProcessRole>
  /** Absent: the sandbox plays Telegram. */
  readonly telegram?: { readonly token: string; readonly apiRoot: string }
  readonly transport: { kind: 'polling' } | { kind: 'webhook'; url?: string; secret?: string }
  /** Absent: keys made once in the data folder. */
  readonly keys?: { readonly sealing: Buffer; readonly index: Buffer }
  /** The messenger's limits: of bulk over all processes, and of one chat beyond short bursts. */
  readonly sendsPerSecond: number
  readonly sendsPerSecondAndChat: number
  /** Photos go this long after their cycle was frozen. */
  readonly evidenceKeptYears: number
  /** Events go out to private addresses as well, and without TLS. */
  readonly webhookOutAllowPrivate: boolean
  /** How large a message of another system may be. */
  readonly adminEventsMaxBytes: number
  readonly logFormat: LogFormat
  /** `check`: somebody else applies migrations, and the program does not start before that is done. */
  readonly migrate: 'auto' | 'check'
  /** Who bears it may read health and figures; absent: this machine only. */
  readonly metricsToken?: string
  /** Where a process without intake, which has no other door, serves health and figures. */
  readonly metricsPort?: number
}

/** A mistake in the settings, told in one sentence per setting. */
export class ConfigError extends Error {}

const key = z
  .string()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((bytes) => bytes.length === keyBytes, {
    error: `must be ${keyBytes} random bytes in base64 (for example from: openssl rand -base64 ${keyBytes})`,
    abort: true,
  })
  .refine((bytes) => new Set(bytes).size >= leastDifferentBytes, {
    error: `is no random key: make one with openssl rand -base64 ${keyBytes}`,
  })

/** Of 32 random bytes fewer than 16 different ones come up less than once in 10^12 keys. */
const leastDifferentBytes = 16

/** Words that stand in examples; somebody who copies an example has set no secret. */
const isExample = (text: string) => /replace-|example|change-?me|your-|xxxx/i.test(text)
const isRandom = (text: string) => new Set(text).size >= 8 && !isExample(text)

const port = z.coerce
  .number({ error: 'must be a port number' })
  .int()
  .min(0)
  .max(65535, 'must be a port up to 65535')

const settings = z.object({
  PORT: port.default(8090),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')
    .optional(),
  BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{20,}$/, 'must be the token that @BotFather gave, digits, a colon and a secret')
    .refine((text) => !isExample(text), { error: 'is the one of the example: set what @BotFather gave' })
    .optional(),
  TELEGRAM_API_ROOT: z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }).optional(),
  TRANSPORT: z.enum(['polling', 'webhook'], { error: 'must be polling or webhook' }).default('polling'),
  WEBHOOK_URL: z
    .url({ protocol: /^https?$/, error: 'must be the public https address that Telegram reaches' })
    .optional(),
  WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{16,256}$/, 'must be 16 to 256 letters, digits, _ or -')
    .refine(isRandom, { error: 'is no secret: make one with openssl rand -hex 24' })
    .optional(),
  ROLES: z
    .string()
    .default(processRoles.join(','))
    .transform((text) => text.split(',').map((role) => role.trim()))
    .pipe(z.array(z.enum(processRoles, { error: `may only name ${processRoles.join(', ')}` })).min(1)),
  SEALING_KEY: key.optional(),
  INDEX_KEY: key.optional(),
  EVIDENCE_KEPT_YEARS: z.coerce
    .number({ error: 'must be a number of years' })
    .int()
    .min(1)
    .max(100)
    .default(5),
  ADMIN_EVENTS_MAX_BYTES: z.coerce
    .number({ error: 'must be a number of bytes' })
    .int()
    .min(1024)
    .max(16 * 2 ** 20)
    .default(2 ** 20),
  WEBHOOK_OUT_ALLOW_PRIVATE: z
    .enum(['true', 'false'], { error: 'must be true or false' })
    .default('false')
    .transform((text) => text === 'true'),
  LOG_FORMAT: z.enum(logFormats, { error: `must be ${logFormats.join(' or ')}` }).default('text'),
  MIGRATE: z.enum(['auto', 'check'], { error: 'must be auto or check' }).default('auto'),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\w.~+/-]{16,256}=*$/, 'must be 16 to 256 letters, digits or ._~+/-')
    .refine(isRandom, { error: 'is no secret: make one with openssl rand -hex 24' })
    .optional(),
  METRICS_PORT: port.optional(),
  SENDS_PER_SECOND: z.coerce.number({ error: 'must be a number' }).min(1).max(1000).default(30),
  SENDS_PER_SECOND_AND_CHAT: z.coerce.number({ error: 'must be a number' }).min(0.1).max(1000).default(1),
})

/** Reads the settings and checks them against each other. Throws ConfigError naming every mistake. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  const read = settings.safeParse(given)
  if (!read.success) {
    throw new ConfigError(
      read.error.issues.map((issue) => `${issue.path[0]?.toString()} ${issue.message}.`).join('\n'),
    )
  }
  const it = read.data
  const mistakes = [
    !it.BOT_TOKEN &&
      it.TELEGRAM_API_ROOT &&
      'TELEGRAM_API_ROOT needs BOT_TOKEN; without both the sandbox plays Telegram.',
    it.BOT_TOKEN && it.TRANSPORT === 'webhook' && !it.WEBHOOK_URL && 'TRANSPORT=webhook needs WEBHOOK_URL.',
    it.BOT_TOKEN &&
      it.TRANSPORT === 'webhook' &&
      !it.WEBHOOK_SECRET &&
      "TRANSPORT=webhook needs WEBHOOK_SECRET: without it anybody could speak in a teacher's name.",
    Boolean(it.SEALING_KEY) !== Boolean(it.INDEX_KEY) &&
      'SEALING_KEY and INDEX_KEY go together: set both or neither.',
    it.SEALING_KEY && it.INDEX_KEY?.equals(it.SEALING_KEY) && 'SEALING_KEY and INDEX_KEY must differ.',
  ].filter((mistake) => typeof mistake === 'string' && mistake !== '')
  if (mistakes.length > 0) throw new ConfigError(mistakes.join('\n'))
  return {
    dataFolder: it.DATA_DIR,
    databaseUrl: it.DATABASE_URL,
    port: it.PORT,
    host: it.HOST,
    roles: new Set(it.ROLES),
    telegram: it.BOT_TOKEN
      ? { token: it.BOT_TOKEN, apiRoot: it.TELEGRAM_API_ROOT ?? 'https://api.telegram.org' }
      : undefined,
    transport:
      it.TRANSPORT === 'polling'
        ? { kind: 'polling' }
        : { kind: 'webhook', url: it.WEBHOOK_URL, secret: it.WEBHOOK_SECRET },
    keys: it.SEALING_KEY && it.INDEX_KEY ? { sealing: it.SEALING_KEY, index: it.INDEX_KEY } : undefined,
    sendsPerSecond: it.SENDS_PER_SECOND,
    sendsPerSecondAndChat: it.SENDS_PER_SECOND_AND_CHAT,
    evidenceKeptYears: it.EVIDENCE_KEPT_YEARS,
    webhookOutAllowPrivate: it.WEBHOOK_OUT_ALLOW_PRIVATE,
    adminEventsMaxBytes: it.ADMIN_EVENTS_MAX_BYTES,
    logFormat: it.LOG_FORMAT,
    migrate: it.MIGRATE,
    metricsToken: it.METRICS_TOKEN,
    metricsPort: it.METRICS_PORT,
  }
}
