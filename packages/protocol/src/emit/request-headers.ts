import type { Dialect } from '../dialects/dialect.ts'
import { newestVersion, spellVersion } from '../dialects/versions.ts'
import type { JsonObject } from './schemas.ts'

const text = { type: 'string' } as const

/** Headers of a request that are the same everywhere in a dialect, by their names among the components. */
export function headerParameters({ asksForConsumer, version }: Dialect): { readonly [name: string]: JsonObject } {
  if (!asksForConsumer) return {}
  const newest = spellVersion(version, newestVersion(version))
  return {
    UserAgent: header('User-Agent', {
      required: true,
      description: 'Which program asks.',
      schema: { ...text, maxLength: 512, examples: ['Nocturne/1.4 (Linux)'] },
    }),
    ApplicationId: header('Application-Id', {
      required: true,
      description: 'Which installation of it: a UUID that it has made for itself.',
      schema: { ...text, format: 'uuid', examples: ['6454d937-0a18-44a8-b482-bb48684f1ed4'] },
    }),
    ApiVersion: header(version.header, {
      description:
        'The version that is wanted; without one, the newest. Of a minor version that is not there the nearest one ' +
        'below answers, else the lowest above.',
      schema: { ...text, examples: [newest] },
    }),
    AcceptLanguage: header('Accept-Language', {
      description: 'In which language refusals are told; English unless there are words for another one.',
      schema: { ...text, examples: ['en'] },
    }),
  }
}

function header(name: string, more: JsonObject): JsonObject {
  return { name, in: 'header', ...more }
}
