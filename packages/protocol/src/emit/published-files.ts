import { blueprint } from '../dialects/blueprint.ts'
import { piano } from '../dialects/piano.ts'
import { emitAsyncApi, type Examples } from './asyncapi.ts'
import { emitOpenApi } from './openapi.ts'
import { ProtoDocument } from './proto-document.ts'
import { presentRealtime } from './realtime-reference.ts'
import type { JsonObject } from './schemas.ts'

/** What is generated and committed under `published/`: file name to content. */
export function publishedFiles(): Readonly<Record<string, string>> {
  return {
    'openapi.piano.json': print(emitOpenApi(piano)),
    'openapi.blueprint.json': print(emitOpenApi(blueprint)),
  }
}

export interface RealtimeSources {
  /** A file descriptor set of realtime.proto, with source information. */
  readonly descriptors: Uint8Array
  /** The prose of the reference page. */
  readonly template: string
  readonly examples: Examples
}

/** What is told of the WebSocket, to programs and to people. */
export function realtimeFiles({ descriptors, template, examples }: RealtimeSources): RealtimeFiles {
  const proto = new ProtoDocument(descriptors)
  return {
    'asyncapi.json': print(emitAsyncApi(proto, examples)),
    'realtime.md': presentRealtime(proto, template, examples),
  }
}

type RealtimeFiles = Readonly<Record<'asyncapi.json' | 'realtime.md', string>>

function print(document: JsonObject): string {
  return `${JSON.stringify(document, null, 2)}\n`
}

export { emitOpenApi, type OpenApiDocument } from './openapi.ts'
export { promisesOf } from './promises.ts'
export { closeCodeMeanings, presentCloseCodes } from '../close-codes.ts'
export type { Json } from './schemas.ts'
