import { outgoingEnvelope, outgoingTypeNames, outgoingTypes } from '../../../core/events/outgoing-types.ts'
import { connectionHeader } from '../signed-call.ts'
import { signedHeaders } from './admin.ts'
import { json, type Operation, schemaOf } from './parts.ts'

/** What subscribers are told, one webhook to a type. */
export const outgoingWebhooks: Readonly<Record<string, { readonly post: Operation }>> = Object.fromEntries(
  outgoingTypeNames.map((type) => [type, { post: told(type) }]),
)

function told(type: keyof typeof outgoingTypes): Operation {
  const { properties, ...envelope } = schemaOf(outgoingEnvelope)
  return {
    operationId: type,
    summary: outgoingTypes[type].summary,
    description:
      'Signed with each key of the connection in force, the newest first: while keys are changed there are two signatures. Any 2xx within 15 seconds takes it; 410 ends the subscription; anything else is tried again, ten times over three days, with the same webhook-id. Redirects are not followed.',
    security: [{ signature: [] }],
    parameters: signedHeaders.filter(({ name }) => name !== connectionHeader),
    requestBody: {
      required: true,
      content: json({
        ...envelope,
        properties: {
          ...(properties as object),
          type: { const: type },
          data: schemaOf(outgoingTypes[type].data),
        },
      }),
    },
    responses: {
      '2XX': { description: 'Taken.' },
      410: { description: 'The receiver has gone for good: the subscription ends.' },
    },
  }
}
