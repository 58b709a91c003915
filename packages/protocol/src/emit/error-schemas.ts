import type { Dialect } from '../dialects/dialect.ts'
import { joiIssues } from '../dialects/joi-issues.ts'
import type { JsonObject } from './schemas.ts'

const text = { type: 'string' } as const
const wholeNumber = { type: 'integer' } as const

/** The body of an error, by the dialect whose `refuse` writes it. */
export const errorSchemas: Readonly<Record<string, (dialect: Dialect) => JsonObject>> = {
  piano: (dialect) => {
    const issue = { type: 'object', required: ['field', 'issue'], properties: { field: text, issue: text } }
    const details = {
      type: 'object',
      description: 'What exactly was refused; empty when there is nothing to add.',
      properties: { field: text, issue: text, errors: { type: 'array', items: issue } },
    }
    return objectOf({
      success: { const: false },
      error: objectOf({ code: { type: 'string', enum: codesOf(dialect) }, message: text, details }),
    })
  },
  blueprint: (dialect) => {
    const types = [...new Set(Object.values(joiIssues).map(({ type }) => type))].toSorted()
    const context = {
      type: 'object',
      required: ['key'],
      properties: { key: text, value: { description: 'What was given, unless it is a secret.' }, limit: wholeNumber },
    }
    const detail = objectOf({
      message: text,
      path: { ...text, description: 'The field; dots lead into objects.' },
      type: { type: 'string', enum: types },
      context,
    })
    const validation = {
      ...objectOf({
        details: { type: 'array', items: detail },
        source: { type: 'string', enum: ['params', 'query', 'payload'] },
        keys: { type: 'array', items: text, description: 'The paths of the details.' },
      }),
      description: 'Present with the codes 10003 and 10005 where fields are wrong.',
    }
    const data = {
      type: 'object',
      required: ['code'],
      properties: { code: { type: 'integer', enum: codesOf(dialect) }, validation },
    }
    return objectOf({ statusCode: wholeNumber, error: text, message: text, data })
  },
}

function objectOf(properties: JsonObject): JsonObject {
  return { type: 'object', required: Object.keys(properties), properties }
}

function codesOf({ refusals }: Dialect): readonly (string | number)[] {
  const codes = new Set(Object.values(refusals).map(({ code }) => code))
  return [...codes].toSorted((one, other) => (one < other ? -1 : 1))
}
