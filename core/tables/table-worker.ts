import { parentPort, workerData } from 'node:worker_threads'
import { type Asked, judgeTable } from './judge-table.ts'

/** The other end of `readTable`: one table, one answer. */
const { bytes, asked } = workerData as { bytes: Uint8Array; asked: Asked }
parentPort!.postMessage(await judgeTable(bytes, asked))
