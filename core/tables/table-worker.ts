import { parentPort, workerData } from 'node:worker_threads'
import { isRefusal } from '../refusal.ts'
import { type Asked, judgeTable } from './judge-table.ts'
import { packTable } from './packed-table.ts'

/** The other end of `readTable`: one table, one answer. */
const { bytes, asked } = workerData as { bytes: Uint8Array; asked: Asked }
const table = await judgeTable(bytes, asked)
parentPort!.postMessage(isRefusal(table) ? table : packTable(table))
