import { z } from 'zod'

/** As much of OpenAPI 3.1 as this document uses; its schemas are JSON Schema made from zod. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
export type Schema = { readonly [key: string]: Json }

export interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly description?: string
  readonly security: readonly Readonly<Record<string, readonly string[]>>[]
  readonly parameters?: readonly Schema[]
  readonly requestBody?: { readonly required: true; readonly content: Content }
  readonly responses: Readonly<Record<string, Response>>
}
export type Content = Readonly<Record<string, { readonly schema: Schema; readonly examples?: Schema }>>
export interface Response {
  readonly description: string
  readonly headers?: Schema
  readonly content?: Content
}

/** A zod schema as what may be sent. What a schema cannot say of itself stands in its description. */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output' = 'input'): Schema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest as Schema
}

export const json = (schema: Schema, examples?: Schema): Content => ({
  'application/json': { schema, ...(examples && { examples }) },
})

export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })

/** How every door says no before it does anything. */
export const errorShape = z
  .object({
    error: z
      .string()
      .regex(/^[a-z-]+$/)
      .describe('A code that does not change.'),
    message: z.string().optional().describe('The same in words, for whoever reads the log of the sender.'),
  })
  .describe('Nothing was done.')

const comesAgain: readonly number[] = [429, 503]
const retryAfter: Schema = {
  description: 'After how many seconds to call again.',
  schema: { type: 'integer', minimum: 1 },
}

export function errors(statuses: Readonly<Record<number, string>>): Record<string, Response> {
  return Object.fromEntries(
    Object.entries(statuses).map(([status, description]) => [
      status,
      {
        description,
        content: json(ref('Error')),
        ...(comesAgain.includes(Number(status)) && { headers: { 'retry-after': retryAfter } }),
      },
    ]),
  )
}
