import { describe, expect, it } from 'vitest'
import { openLog, redacted } from '../../bot/log.ts'

const now = () => new Date('2015-01-05T01:02:03Z')

function written(...args: Parameters<ReturnType<typeof openLog>>) {
  const lines: string[] = []
  for (const format of ['text', 'json'] as const)
    openLog(format, { now, write: (line) => lines.push(line) })(...args)
  return { text: lines[0]!, json: JSON.parse(lines[1]!) }
}

describe('the log', () => {
  it('is one line for people, or one object for machines', () => {
    const { text, json } = written('http: POST /admin/events 200', { ms: 12 })
    expect(text).toBe('2015-01-05T01:02:03.000Z http: POST /admin/events 200 ms=12')
    expect(json).toEqual({
      time: '2015-01-05T01:02:03.000Z',
      topic: 'http',
      message: 'POST /admin/events 200',
      ms: 12,
    })
  })

  it('withholds fields that hold somebody or a secret, whatever stands in them', () => {
    const fields = {
      name: '陈静怡',
      idNumber: 'x',
      authorization: 'y',
      webhookSignature: 'z',
      body: '{}',
      accessKeyId: 'a',
      secretAccessKey: 'b',
    }
    const { text, json } = written('given', fields)
    for (const value of Object.values(fields)) expect(text).not.toContain(`=${value}`)
    expect(new Set(Object.keys(fields).map((field) => json[field]))).toEqual(new Set(['[withheld]']))
  })

  it.each([
    ['an ID number', '44010019900101123X', 'of 44010019900101123X.', 'of [id number].'],
    ['an old ID number', '440100900101123', '(440100900101123)', '([id number])'],
    ['a telephone number', '13800138000', 'tel 13800138000', 'tel [phone]'],
    ['a bot token', 'secretsecretsecret', '/bot123456789:secretsecretsecret_1/getMe', '/bot[token]/getMe'],
    ['a key', 'whsec_', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', '[key]'],
    ['a signature', 'g0hM9SsE', 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=', '[signature]'],
    ['the id of an access key', 'AKIA', 'key AKIAQWERTYUIOPASDFGH refused', 'key [key] refused'],
    [
      'the signature of a bucket',
      '5d672d79c15b',
      'sent AWS4-HMAC-SHA256 Credential=photos-key/20141220/cn/s3/aws4_request, Signature=5d672d79c15b',
      'sent [signature]',
    ],
    ['a bearer', 'abc.def', 'Bearer abc.def', 'Bearer [token]'],
    ['a password in an address', 'hunter2', 'postgresql://me:hunter2@db/x', 'postgresql://[secret]@db/x'],
    ['values of a query', '静怡', 'GET /x?name=静怡&page=2', 'GET /x?name=&page='],
  ])('takes out %s wherever it stands', (_, secret, line, left) => {
    expect(redacted(line)).toBe(left)
    const { text, json } = written(line, { why: line })
    expect(text + JSON.stringify(json)).not.toContain(secret)
  })

  it('leaves what operations need: numbers of updates, accounts, instants', () => {
    const line = 'inbox: update 123456789 of 5000000001 was parked at 2015-01-05T01:02:03.000Z'
    expect(redacted(line)).toBe(line)
  })

  it('keeps one line one line', () => {
    expect(written('a\nb').text).toBe('2015-01-05T01:02:03.000Z a b')
  })
})
