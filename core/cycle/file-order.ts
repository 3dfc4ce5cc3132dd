import { z } from 'zod'
import { type CycleFile, cycleSchema } from './cycle.ts'

/**
 * A cycle with its keys in the order in which a person reads and writes the file. The database orders the
 * keys of its JSON by length.
 */
export function inFileOrder(file: CycleFile): CycleFile {
  return ordered(file, cycleSchema) as CycleFile
}

function ordered(value: unknown, schema: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return ordered(value, schema.unwrap())
  }
  // What is read and then turned into something else stands in the file as it is read.
  if (schema instanceof z.ZodPipe) return ordered(value, schema.in)
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((entry) => ordered(entry, schema.element))
  }
  if (!(schema instanceof z.ZodObject) || typeof value !== 'object' || value === null) return value
  const given = new Map(Object.entries(value))
  const known = Object.entries(schema.shape).flatMap(([key, part]) =>
    given.has(key) ? [[key, ordered(given.get(key), part)] as const] : [],
  )
  return Object.fromEntries(known)
}
