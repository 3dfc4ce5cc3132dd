import { z } from 'zod'
import { type Bucket, bucketEncryptions } from '../core/evidence/files-in-bucket.ts'
import type { GivenKeys } from '../core/privacy/fit-keys.ts'
import { keyBytes } from '../core/privacy/sealing.ts'
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
  readonly keys?: GivenKeys
  /** Where photos are kept; absent: under the data folder. */
  readonly bucket?: Bucket
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

const flag = z
  .enum(['true', 'false'], { error: 'must be true or false' })
  .transform((text) => text === 'true')

/** Something is appended to such an address. */
function isPlainAddress(text: string): boolean {
  return !/[?#]/.test(text)
}

function withoutLastSlash(text: string): string {
  return text.replace(/\/+$/, '')
}

const settings = z.object({
  PORT: port.default(8090),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')
    .refine((text) => !/[?&]schema=(?!public(&|$))/.test(text), {
      error: 'names a schema, but every table lies in public: leave ?schema=… out',
    })
    .optional(),
  BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{20,}$/, 'must be the token that @BotFather gave, digits, a colon and a secret')
    .refine((text) => !isExample(text), { error: 'is the one of the example: set what @BotFather gave' })
    .optional(),
  TELEGRAM_API_ROOT: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) address' })
    .refine(isPlainAddress, { error: 'must be an address without ? and #' })
    .transform(withoutLastSlash)
    .optional(),
  TRANSPORT: z.enum(['polling', 'webhook'], { error: 'must be polling or webhook' }).default('polling'),
  WEBHOOK_URL: z
    .url({ protocol: /^https?$/, error: 'must be the public https address that Telegram reaches' })
    .refine(isPlainAddress, { error: 'must be an address without ? and #' })
    .transform(withoutLastSlash)
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
  // Two while one is being changed: keys.ts says how.
  SEALING_KEY: z
    .string()
    .transform((text) => text.split(',').map((one) => one.trim()))
    .pipe(z.array(key))
    .optional(),
  INDEX_KEY: key.optional(),
  S3_BUCKET: z
    .string()
    .regex(
      /^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/,
      'must be the name of a bucket, 3 to 63 lower-case letters, digits, dots or hyphens',
    )
    .optional(),
  S3_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be the http(s) address of an S3 server' })
    .refine((text) => /^https?:\/\/[^@?#]*$/.test(text), {
      error: 'must be an address alone: the key goes into S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY',
    })
    .optional(),
  S3_REGION: z
    .string()
    .regex(/^[a-z\d-]{2,40}$/i, 'must be the name of a region, such as cn-north-1')
    .optional(),
  S3_ACCESS_KEY_ID: z
    .string()
    .regex(/^[\w.-]{3,128}$/, 'must be the id of an access key, 3 to 128 letters, digits or ._-')
    .refine((text) => !isExample(text), { error: 'is the one of the example: set that of your key' })
    .optional(),
  S3_SECRET_ACCESS_KEY: z
    .string()
    .regex(
      /^[\w.~+/=-]{16,256}$/,
      'must be the secret of the access key, 16 to 256 letters, digits or ._~+/=-',
    )
    .refine(isRandom, { error: 'is no secret: set that of your key' })
    .optional(),
  S3_PREFIX: z
    .string()
    .regex(/^[\w-][\w.-]*(\/[\w-][\w.-]*)*\/?$/, 'may hold letters, digits, ._- and slashes between them')
    .max(200, 'may be 200 characters long')
    .optional(),
  S3_PATH_STYLE: flag.optional(),
  S3_ENCRYPTION: z.enum(bucketEncryptions, { error: `must be ${bucketEncryptions.join(' or ')}` }).optional(),
  EVIDENCE_KEPT_YEARS: z.coerce
    .number({ error: 'must be a number of years' })
    .int()
    .min(1)
    .max(100)
    .default(5),
  ADMIN_EVENTS_MAX_BYTES: z.coerce
    .number({ error: 'must be a number of bytes from 1024 to 16777216' })
    .int()
    .min(1024)
    .max(16 * 2 ** 20)
    .default(2 ** 20),
  WEBHOOK_OUT_ALLOW_PRIVATE: flag.default(false),
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

type Settings = z.infer<typeof settings>

/** Every setting there is, by name. */
export const settingNames: ReadonlySet<string> = new Set(Object.keys(settings.shape))

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
    it.SEALING_KEY?.some((one) => it.INDEX_KEY?.equals(one)) && 'SEALING_KEY and INDEX_KEY must differ.',
    ...bucketMistakes(it),
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
    bucket: bucketOf(it),
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

/** Half a bucket is a mistake: photos would go to a disk where nobody looks for them. */
function bucketMistakes(it: Settings): (string | false | undefined)[] {
  const { S3_BUCKET, S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = it
  const lonely = Object.keys(it).filter((name) => name.startsWith('S3_') && name !== 'S3_BUCKET')
  const lacking = [
    !S3_ACCESS_KEY_ID && 'S3_ACCESS_KEY_ID',
    !S3_SECRET_ACCESS_KEY && 'S3_SECRET_ACCESS_KEY',
  ].filter(Boolean)
  if (!S3_BUCKET) {
    const without = 'without it photos lie under DATA_DIR'
    return [lonely.length > 0 && `${lonely.join(', ')} can do nothing alone: set S3_BUCKET too; ${without}.`]
  }
  return [
    lacking.length > 0 && `S3_BUCKET needs ${lacking.join(' and ')}.`,
    !S3_ENDPOINT &&
      !S3_REGION &&
      "S3_BUCKET needs S3_REGION, or S3_ENDPOINT where the server is not Amazon's.",
    S3_ACCESS_KEY_ID &&
      S3_ACCESS_KEY_ID === S3_SECRET_ACCESS_KEY &&
      'S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY must differ.',
  ]
}

function bucketOf(it: Settings): Bucket | undefined {
  const { S3_BUCKET: name, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = it
  if (!name || !accessKeyId || !secretAccessKey) return undefined
  return {
    name,
    // Servers of one's own mostly have one region and call it so.
    region: it.S3_REGION ?? 'us-east-1',
    endpoint: it.S3_ENDPOINT,
    accessKeyId,
    secretAccessKey,
    prefix: it.S3_PREFIX ? `${it.S3_PREFIX.replace(/\/$/, '')}/` : '',
    pathStyle: it.S3_PATH_STYLE ?? it.S3_ENDPOINT !== undefined,
    encryption: it.S3_ENCRYPTION,
  }
}
