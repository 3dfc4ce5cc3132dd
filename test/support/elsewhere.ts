import { afterAll, vi } from 'vitest'

/** For the whole file the machine believes to be elsewhere: Guangzhou's hours must not depend on that. */
export function machineStandsIn(zone: string): void {
  vi.stubEnv('TZ', zone)
  afterAll(() => {
    vi.unstubAllEnvs()
  })
}
