import { livePath, liveShape, metricsPath, readyPath, readyShape } from '../operations.ts'
import { json, type Operation, schemaOf } from './parts.ts'

/** Either a token or nothing but being on the machine itself. */
const watcher: Operation['security'] = [{ watcher: [] }, {}]
const notForYou = { description: 'Not for you: a token is missing, or this came from outside.' }

const live: Operation = {
  operationId: 'live',
  summary: 'Whether the process answers. It asks nobody else.',
  security: [{}],
  responses: { 200: { description: 'It lives.', content: json(schemaOf(liveShape)) } },
}

const ready: Operation = {
  operationId: 'ready',
  summary:
    'Whether it can do its work: database, migrations, storage, the messenger, and whether what is to be sent is sent.',
  security: watcher,
  responses: {
    200: { description: 'All is well.', content: json(schemaOf(readyShape)) },
    404: notForYou,
    503: { description: 'Something fails; the log says why.', content: json(schemaOf(readyShape)) },
  },
}

const metrics: Operation = {
  operationId: 'metrics',
  summary: 'Figures in the text format of Prometheus.',
  description:
    'What waits and for how long, what was set aside, updates, sends, deliveries and requests by result and duration, refusals by code, and the process itself. Counters are of this process, gauges of what waits of all.',
  security: watcher,
  responses: {
    200: { description: 'The figures.', content: { 'text/plain': { schema: { type: 'string' } } } },
    404: notForYou,
  },
}

export const operationsPaths = {
  [livePath]: { get: live },
  [readyPath]: { get: ready },
  [metricsPath]: { get: metrics },
}
