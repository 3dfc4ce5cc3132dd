/**
 * Gathers what arrives while the last batch is under way and does it together: under load one statement serves many
 * people, and alone nobody waits. A batch that fails fails for all in it.
 */
export function batching<Item, Result>(
  run: (items: Item[]) => Promise<Result[]>,
  { most = 200, atOnce = 1 }: { most?: number; atOnce?: number } = {},
): (item: Item) => Promise<Result> {
  let waiting: { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void }[] = []
  let running = 0

  function start() {
    if (running >= atOnce || waiting.length === 0) return
    const batch = waiting.slice(0, most)
    waiting = waiting.slice(most)
    running += 1
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
        running -= 1
        start()
      })
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (waiting.length === 1) setImmediate(start)
    })
}
