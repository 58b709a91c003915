import { blueprint } from '../dialects/blueprint.ts'
import { piano } from '../dialects/piano.ts'
import { emitOpenApi, type OpenApiDocument } from './openapi.ts'

/** What is generated and committed under `published/`: file name to content. */
export function publishedFiles(): Readonly<Record<string, string>> {
  return {
    'openapi.piano.json': print(emitOpenApi(piano)),
    'openapi.blueprint.json': print(emitOpenApi(blueprint)),
  }
}

function print(document: OpenApiDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`
}

export { emitOpenApi, type OpenApiDocument } from './openapi.ts'
export { promisesOf } from './promises.ts'
