const atOnce = 8

/**
 * Works on several at once. After the first failure nothing more is begun; it is thrown when what was under
 * way has ended.
 */
export async function severalAtOnce<Item>(
  items: Iterable<Item>,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items].reverse()
  const ended = await Promise.allSettled(
    Array.from({ length: atOnce }, async () => {
      try {
        for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) await work(item)
      } finally {
        waiting.length = 0
      }
    }),
  )
  for (const one of ended) if (one.status === 'rejected') throw one.reason
}
