/** What a test waits for comes or does not come. This only ends what hangs, also on a very busy machine. */
export const longestWaitMs = 60_000
