import { downloadTable } from '../../../core/connections/download-types.ts'
import { downloadFormats } from '../../../core/connections/downloads.ts'
import { downloadQuery } from '../downloads.ts'
import { signedHeaders } from './admin.ts'
import { errors, type Operation, type Schema, schemaOf } from './parts.ts'

const described: Readonly<Record<string, string>> = {
  cycle: 'Year of the cycle (年度).',
  organisation: 'The connection’s own organisation or one below it; its own when absent.',
  format: 'CSV when absent. A workbook holds a limited number of rows.',
  serial: 'Which export; the newest when absent.',
}

const { properties = {}, required = [] } = schemaOf(downloadQuery) as {
  properties?: Record<string, Schema>
  required?: readonly string[]
}

/** What the address may say, from the schema by which it is read. */
const query: Schema[] = Object.entries(properties).map(([name, schema]) => ({
  name,
  in: 'query',
  required: required.includes(name) || name === 'cycle',
  description: described[name] ?? '',
  schema: name === 'cycle' || name === 'serial' ? { type: 'integer', minimum: 1 } : schema,
  ...(name === 'cycle' && { example: 2014 }),
}))

const what: Schema = {
  name: 'what',
  in: 'path',
  required: true,
  description: Object.entries(downloadTable)
    .map(([name, { summary, kinds }]) => `${name}: ${summary} For connections of: ${kinds.join(', ')}.`)
    .join(' '),
  schema: { type: 'string', enum: Object.keys(downloadTable) },
  example: 'statistics',
}

const headers: Schema = {
  'x-snapshot-at': {
    description: 'Of when the rows are.',
    schema: { type: 'string', format: 'date-time' },
  },
  'content-disposition': { description: 'The name of the file.', schema: { type: 'string' } },
}

const mediaTypes: Readonly<Record<(typeof downloadFormats)[number], string>> = {
  csv: 'text/csv',
  json: 'application/json',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

const download: Operation = {
  operationId: 'download',
  summary: 'A public list, the statistics form or an export, as rows under a header.',
  description: `Signed as a message whose body is the path with its query, as it stands in the request line; the webhook-id may be used once. A connection needs the type 「download.」 with the name of the document. Every download is logged as an export of personal data. Formats: ${downloadFormats.join(', ')}. Rows are streamed: an answer that ends without its length was cut off.`,
  security: [{ signature: [] }],
  parameters: [what, ...query, ...signedHeaders],
  responses: {
    200: {
      description: 'The rows.',
      headers,
      content: {
        [mediaTypes.csv]: { schema: { type: 'string' } },
        [mediaTypes.json]: {
          schema: {
            type: 'object',
            properties: {
              snapshotAt: { type: 'string', format: 'date-time' },
              rows: { type: 'array', items: { type: 'object' } },
            },
            required: ['snapshotAt', 'rows'],
          },
        },
        [mediaTypes.xlsx]: { schema: { type: 'string', format: 'binary' } },
      },
    },
    ...errors({
      400: 'What the address says cannot be read, or there is no such cycle.',
      401: 'Unknown connection, wrong or missing signature, or a time more than five minutes away.',
      403: 'The connection is not allowed this download (download-not-allowed), or not of this organisation.',
      404: 'There is none, or it is no longer public.',
      409: 'This webhook-id was used before.',
      422: 'More rows than a workbook holds: ask for CSV or JSON.',
      429: 'More calls than the connection may make.',
      503: 'Too many downloads are running: try again after Retry-After.',
    }),
  },
}

export const downloadPaths = { '/admin/downloads/{what}': { get: download } }
