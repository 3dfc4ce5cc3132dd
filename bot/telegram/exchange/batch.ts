/** How long a batch waits for company if others have just come. What comes alone does not wait. */
const restMilliseconds = 2
const worthWhile = 24

/**
 * Gathers what arrives while the last batch is under way and does it together: under load one statement
 * serves many people, and alone nobody waits. A batch that fails fails for all in it.
 */
export function batching<Item, Result>(
  run: (items: Item[]) => Promise<Result[]>,
  { most = 200 }: { most?: number } = {},
): (item: Item) => Promise<Result> {
  let waiting: { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void }[] = []
  let state: 'idle' | 'about-to-run' | 'running' = 'idle'

  function start() {
    state = 'running'
    const batch = waiting.slice(0, most)
    waiting = waiting.slice(most)
    run(batch.map(({ item }) => item))
      .then(
        (results) => {
          batch.forEach(({ resolve }, at) => {
            resolve(results[at] as Result)
          })
        },
        (error) => {
          for (const { reject } of batch) reject(error)
        },
      )
      .finally(() => {
        if (waiting.length === 0) {
          state = 'idle'
          return
        }
        state = 'about-to-run'
        if (waiting.length >= worthWhile) start()
        else setTimeout(start, restMilliseconds)
      })
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (state !== 'idle') return
      state = 'about-to-run'
      setImmediate(start)
    })
}
