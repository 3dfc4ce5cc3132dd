import { adminPaths, adminSchemas } from './admin.ts'
import { downloadPaths } from './downloads.ts'
import { operationsPaths } from './operations.ts'
import { outgoingWebhooks } from './outgoing.ts'
import { errorShape, schemaOf } from './parts.ts'

/** The doors for other systems as OpenAPI 3.1, made from the schemas by which they are held. */
export function openapiDocument() {
  return {
    openapi: '3.1.1',
    info: {
      title: 'xueshi 学时: doors for other systems',
      version: '1',
      license: { name: 'MIT', identifier: 'MIT' },
      description:
        'Annual verification of teachers’ continuing education. Other systems send events, are told of events and download documents, each as a connection that an operator of the city made. Events do what a button of the same role would do, under the same rules.',
    },
    servers: [{ url: '/' }],
    paths: { ...adminPaths, ...downloadPaths, ...operationsPaths },
    webhooks: outgoingWebhooks,
    components: {
      securitySchemes: {
        signature: {
          type: 'apiKey',
          in: 'header',
          name: 'webhook-signature',
          description:
            'Standard Webhooks: 「v1,」 and the base64 of the HMAC-SHA256 of 「webhook-id.webhook-timestamp.body」 under the 32 bytes of the key (base64 behind whsec_). Several signatures may stand side by side, apart by spaces. The timestamp is in seconds and within five minutes of ours.',
        },
        watcher: { type: 'http', scheme: 'bearer', description: 'METRICS_TOKEN of the settings.' },
      },
      schemas: { Error: schemaOf(errorShape), ...adminSchemas },
    },
  }
}
