/** What a test waits for comes or does not come: this only ends what hangs, also on a machine that is busy with much else. */
export const longestWaitMs = 60_000
