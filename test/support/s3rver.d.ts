/** What the tests use of a package that brings no types. */
declare module 's3rver' {
  import type { IncomingMessage, ServerResponse } from 'node:http'
  import type { Readable } from 'node:stream'

  interface StoredObject {
    readonly bucket: string
    readonly key: string
    readonly content: Readable
    readonly metadata: Record<string, unknown>
  }

  export default class S3rver {
    constructor(options: { directory: string; silent?: boolean; vhostBuckets?: boolean })
    readonly store: {
      putBucket(name: string): Promise<unknown>
      deleteBucket(name: string): Promise<unknown>
      listObjects(bucket: string, options: object): Promise<{ objects: { key: string }[] }>
      getResourcePath(bucket: string, key: string, resource: string): string
      putMetadata(bucket: string, key: string, metadata: Record<string, unknown>, md5: string): Promise<void>
      putObject(object: StoredObject): Promise<{ size: number; md5: string }>
    }
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>
  }
}
