/**
 * Where the time of the verification comes from. Every rule takes its `now` from here (the sandbox moves it
 * through the notice's calendar). Leases, timeouts and retries run on the machine's own time instead.
 */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }
