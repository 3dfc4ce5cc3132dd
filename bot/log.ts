/** One thing that happened: a line for people, and what a machine may want to filter by. */
export type Log = (line: string, fields?: LogFields) => void
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>

export const logFormats = ['text', 'json'] as const
export type LogFormat = (typeof logFormats)[number]

const longestLine = 2000

/**
 * The program's only log. It removes what must not be logged, whoever writes: by the name of a field and by
 * what a value looks like.
 */
export function openLog(
  format: LogFormat,
  {
    write = (line: string) => console.log(line),
    now = () => new Date(),
  }: { write?: (line: string) => void; now?: () => Date } = {},
): Log {
  return (line, fields = {}) => {
    const time = now().toISOString()
    const text = redacted(line).slice(0, longestLine)
    const kept = Object.entries(fields).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, redactedField(name, value)] as const],
    )
    if (format === 'json') {
      const topic = /^([a-z-]+): /.exec(text)
      write(
        JSON.stringify({
          time,
          ...(topic && { topic: topic[1] }),
          message: topic ? text.slice(topic[0].length) : text,
          ...Object.fromEntries(kept),
        }),
      )
    } else {
      write([time, text.replaceAll('\n', ' '), ...kept.map(([name, value]) => `${name}=${value}`)].join(' '))
    }
  }
}

const withheld = '[withheld]'

/** Fields that hold somebody's data or a secret whatever stands in them. */
const neverLogged =
  /secret|token|password|authorization|signature|cookie|(^|_)key(_?id)?$|Key(Id)?$|body|payload|^text$|name|number|phone|address/i

function redactedField(name: string, value: string | number | boolean): string | number | boolean {
  if (neverLogged.test(name)) return withheld
  return typeof value === 'string' ? redacted(value).slice(0, longestLine) : value
}

/** What is known by its looks; the order matters, as a token begins with digits. */
const looks: readonly (readonly [RegExp, string])[] = [
  [/whsec_[\w+/=-]+/g, '[key]'],
  [/(?<!\d)\d{6,}:[\w-]{20,}/g, '[token]'],
  [/\bv1a?,[\w+/=-]{20,}/g, '[signature]'],
  [/\b(Bearer|Basic) +\S+/gi, '$1 [token]'],
  [/AWS4-HMAC-SHA256\b.*/gs, '[signature]'],
  [/(?<![\dA-Za-z])(AKIA|ASIA)[\dA-Z]{12,}(?![\dA-Za-z])/g, '[key]'],
  [/(\w+:\/\/)[^\s/@]+@/g, '$1[secret]@'],
  // The values of a query may be anything a person typed.
  [/([?&][\w.[\]-]+)=[^\s&#'"]*/g, '$1='],
  [/(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])/g, '[id number]'],
  [/(?<![\dA-Za-z])\d{15}(?![\dA-Za-z])/g, '[id number]'],
  [/(?<![\dA-Za-z])1[3-9]\d{9}(?![\dA-Za-z])/g, '[phone]'],
]

/**
 * Removes keys, tokens, signatures, passwords, values of queries, and numbers that look like those of a
 * person.
 */
export function redacted(text: string): string {
  return looks.reduce((left, [look, put]) => left.replace(look, put), text)
}
