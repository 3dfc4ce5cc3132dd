import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { isPublicAddress, namesPrivateHost } from '../../../core/connections/public-address.ts'

/**
 * Which addresses may be written to. A subscription names a host, and somebody else's name server answers for
 * it; without this check a stranger could make the program speak to the machines beside it (SSRF). The answer
 * is judged where the connection takes its address from, so a name that resolves differently a moment later
 * (DNS rebinding) gains nothing.
 */

/** The host would lead to a machine that is nobody's business. */
export class PrivateAddressError extends Error {
  constructor(host: string) {
    super(`${host} leads to a private address.`)
  }
}

/**
 * Throws PrivateAddressError when the URL itself names a refused address, because such a host is never looked
 * up.
 */
export function assertPublicHost(url: URL): void {
  if (namesPrivateHost(url)) throw new PrivateAddressError(url.hostname)
}

/**
 * Looks a host up for a connection and gives it only addresses that were judged. One refused address refuses
 * the host.
 */
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
