import { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/**
 * Which addresses may be written to. A subscription names a host that somebody else's name server answers for; without this a stranger
 * could make the program speak to the machines beside it (SSRF). The answer is judged where the connection takes its address from, so a
 * name that resolves differently a moment later (DNS rebinding) gains nothing.
 */

const refusedRanges = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Link-local, and the metadata service of every cloud.
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const

const refusedRanges6 = [
  // Nowhere, this machine, and ways to write an IPv4 address as IPv6: none of them is needed to reach a receiver.
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['2001::', 32],
  ['100::', 64],
  ['2001:db8::', 32],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const

const refused = new BlockList()
for (const [net, prefix] of refusedRanges) refused.addSubnet(net, prefix, 'ipv4')
for (const [net, prefix] of refusedRanges6) refused.addSubnet(net, prefix, 'ipv6')

/** Whether an IP address is one of the open internet. */
export function isPublicAddress(address: string): boolean {
  const mapped = /^::ffff:(.+)$/i.exec(address)?.[1]
  if (mapped) return isIP(mapped) === 4 ? isPublicAddress(mapped) : false
  const family = isIP(address)
  if (family === 0) return false
  return !refused.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

/** The host would lead to a machine that is nobody's business. */
export class PrivateAddressError extends Error {
  constructor(host: string) {
    super(`${host} leads to a private address.`)
  }
}

/** Throws PrivateAddressError when the URL itself names an address that is refused: such a host is never looked up. */
export function assertPublicHost(url: URL): void {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw new PrivateAddressError(host)
}

/** Looks a host up for a connection and gives it only addresses that were judged; one refused address refuses the host. */
export function publicLookup(resolve: typeof lookup = lookup): LookupFunction {
  return (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '', 0)
      const isSafe = addresses.length > 0 && addresses.every(({ address }) => isPublicAddress(address))
      if (!isSafe) return done(new PrivateAddressError(host), '', 0)
      if (options.all) return done(null, addresses)
      const [{ address, family }] = addresses as [{ address: string; family: number }]
      done(null, address, family)
    })
  }
}
