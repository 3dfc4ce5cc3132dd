import type { LookupAddress, lookup } from 'node:dns'
import { describe, expect, test } from 'vitest'
import { assertPublicHost, publicLookup } from '../../../bot/webhook/outgoing/safe-address.ts'
import { isPublicAddress } from '../../../core/connections/public-address.ts'

describe('an address that may be written to', () => {
  test.each([
    ...['127.0.0.1', '127.9.9.9', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
    ...['169.254.169.254', '100.64.0.1', '100.100.100.200', '198.18.0.1', '224.0.0.1', '255.255.255.255'],
    ...[
      '::',
      '::1',
      '::127.0.0.1',
      '::ffff:10.0.0.1',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      'fe80::1',
      'fc00::1',
    ],
    ...['fd00:ec2::254', '64:ff9b::7f00:1', '2002:7f00:1::', '2001::1', 'ff02::1', 'localhost', ''],
  ])('is not %s', (address) => expect(isPublicAddress(address)).toBe(false))

  test.each([
    '8.8.8.8',
    '172.15.0.1',
    '172.32.0.1',
    '203.0.112.1',
    '2400:3200::1',
    '2606:4700::1111',
    '::ffff:8.8.8.8',
  ])('is %s', (address) => expect(isPublicAddress(address)).toBe(true))

  test('is judged however it is written in a URL', () => {
    for (const host of [
      '127.1',
      '2130706433',
      '0x7f.0.0.1',
      '0177.0.0.1',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '１２７.0.0.1',
    ])
      expect(() => assertPublicHost(new URL(`https://${host}/`))).toThrow('private address')
    expect(() => assertPublicHost(new URL('https://8.8.8.8/'))).not.toThrow()
  })
})

describe('a host that is looked up', () => {
  const answers = (addresses: LookupAddress[]) =>
    ((_host: string, _options: object, done: (error: null, all: LookupAddress[]) => void) =>
      done(null, addresses)) as unknown as typeof lookup
  const look = (addresses: LookupAddress[], all: boolean) =>
    new Promise<unknown>((resolve) =>
      publicLookup(answers(addresses))('receiver.example', { all }, (error, address, family) =>
        resolve(error ? error.message : all ? address : [address, family]),
      ),
    )
  const open = { address: '8.8.8.8', family: 4 }
  const closed = { address: '10.0.0.1', family: 4 }

  test('gives the connection the very addresses that were judged', async () => {
    expect(await look([open], true)).toEqual([open])
    expect(await look([open], false)).toEqual(['8.8.8.8', 4])
  })

  test('is refused as a whole when one of its addresses is', async () => {
    for (const all of [true, false]) {
      expect(await look([open, closed], all)).toContain('private address')
      expect(await look([], all)).toContain('private address')
    }
  })
})
