import { sayField, type Dialect } from '@tutti/protocol/dialects'
import { z } from 'zod'
import { presentNames } from './present-names.ts'

type Present = (value: unknown) => unknown

/**
 * Puts what an operation answers into the dialect's names. What the operation does not declare does not leave: only
 * declared fields are copied. Made once for each operation, because renaming every key of every answer costs more than
 * all else.
 */
export function createPresenter(dialect: Dialect, schema: z.ZodType): Present {
  const present = compile(dialect, schema)
  // What the schema changes on its way out is its own affair.
  return present ?? ((value) => presentNames(dialect, schema.parse(value)))
}

/** Undefined for a schema that does more than describe. */
function compile(dialect: Dialect, schema: z.core.$ZodType): Present | undefined {
  if (schema instanceof z.ZodObject) return compileObject(dialect, schema)
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) {
    const present = compile(dialect, schema.unwrap())
    return present && ((value) => (value === null || value === undefined ? value : present(value)))
  }
  if (schema instanceof z.ZodArray) {
    const present = compile(dialect, schema.element)
    return present && ((value) => (Array.isArray(value) ? value.map(present) : refuse(value)))
  }
  return leaves.some((leaf) => schema instanceof leaf) ? presentLeaf : undefined
}

const leaves = [z.ZodString, z.ZodStringFormat, z.ZodNumber, z.ZodBoolean, z.ZodEnum, z.ZodLiteral, z.ZodNull] as const

function compileObject(dialect: Dialect, { shape, def }: z.ZodObject): Present | undefined {
  if (def.catchall !== undefined) return undefined
  const fields: (readonly [name: string, said: string, present: Present])[] = []
  for (const [name, schema] of Object.entries(shape)) {
    if (dialect.without.includes(name)) continue
    const present = compile(dialect, schema)
    if (!present) return undefined
    fields.push([name, sayField(dialect, name), present])
  }
  return (value) => {
    if (!isRecord(value)) return refuse(value)
    const said: Record<string, unknown> = {}
    for (const [name, as, present] of fields) {
      const item = value[name]
      if (item !== undefined) said[as] = present(item)
    }
    return said
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

/** Nothing with fields of its own can leave where a plain value is declared. */
function presentLeaf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? refuse(value) : value
}

function refuse(value: unknown): never {
  throw new TypeError(`An answer holds ${value === null ? 'null' : typeof value} where something else is declared`)
}
