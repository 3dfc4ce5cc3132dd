/**
 * What Telegram answers when it refuses, in Telegram's own words: the bot's code recognises some of them.
 * Thrown, because a Bot API call has exactly one way out and handlers refuse from deep inside.
 */
export class ApiRefusal extends Error {
  readonly code: number
  readonly retryAfterSeconds: number | undefined

  constructor(code: number, description: string, retryAfterSeconds?: number) {
    super(description)
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
  }

  get body() {
    const parameters = this.retryAfterSeconds ? { retry_after: this.retryAfterSeconds } : undefined
    return { ok: false, error_code: this.code, description: this.message, parameters }
  }
}

/** A «Bad Request» with the given reason. */
export function badRequest(reason: string): ApiRefusal {
  return new ApiRefusal(400, `Bad Request: ${reason}`)
}

export const refusals = {
  unauthorized: () => new ApiRefusal(401, 'Unauthorized'),
  methodNotFound: () => new ApiRefusal(404, 'Not Found: method not found'),
  onlyByPost: () => new ApiRefusal(405, 'Method Not Allowed: this sandbox changes nothing by GET'),
  notFound: () => new ApiRefusal(404, 'Not Found'),
  otherPoller: () =>
    new ApiRefusal(
      409,
      'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    ),
  webhookActive: () =>
    new ApiRefusal(
      409,
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    ),
  blocked: () => new ApiRefusal(403, 'Forbidden: bot was blocked by the user'),
  tooManyRequests: (seconds: number) =>
    new ApiRefusal(429, `Too Many Requests: retry after ${seconds}`, seconds),
  badGateway: () => new ApiRefusal(502, 'Bad Gateway'),
  tooLarge: () => new ApiRefusal(413, 'Request Entity Too Large'),
  chatNotFound: () => badRequest('chat not found'),
  notModified: () =>
    badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    ),
  queryTooOld: () => badRequest('query is too old and response timeout expired or query ID is invalid'),
}
