import { piano } from '../dialects/piano.ts'
import { emitOpenApi } from './openapi.ts'

/** What is generated and committed under `published/`: file name to content. */
export function publishedFiles(): Readonly<Record<string, string>> {
  return { 'openapi.piano.json': `${JSON.stringify(emitOpenApi(piano), null, 2)}\n` }
}
export { emitOpenApi, type OpenApiDocument } from './openapi.ts'
export { promisesOf } from './promises.ts'
