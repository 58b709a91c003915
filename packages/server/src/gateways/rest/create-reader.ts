import { namesOf, type Dialect, type PlaceNames } from '@tutti/protocol/dialects'
import { z } from 'zod'

/** A part of a request in the domain's names, still unchecked. */
export interface ReadFields {
  readonly fields: unknown
  /** What nobody knows, by the name that was sent; dots lead into objects. */
  readonly unknown: readonly string[]
  /** By which name each field was sent, where it was. */
  readonly sent: ReadonlyMap<string, string>
}

type Read = (value: unknown) => ReadFields

const nothing: ReadonlyMap<string, string> = new Map()

/**
 * Puts what a client sent into the domain's names. A key that the dialect does not have, or that names again what another
 * one has named, is left out and told. Made once for each place: looking names up is cheaper than renaming.
 */
export function createReader(dialect: Dialect, schema: z.ZodObject | undefined, names: PlaceNames = {}): Read {
  if (!schema) return () => ({ fields: {}, unknown: [], sent: nothing })
  const known = new Map<string, string>()
  const inner = new Map<string, Read>()
  for (const [name, field] of Object.entries(schema.shape)) {
    for (const said of namesOf(dialect, name, names)) known.set(said, name)
    const nested = unwrap(field)
    if (nested instanceof z.ZodObject) inner.set(name, createReader(dialect, nested))
  }
  return (value) => readObject(value, known, inner)
}

function readObject(value: unknown, known: ReadonlyMap<string, string>, inner: ReadonlyMap<string, Read>): ReadFields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { fields: value, unknown: [], sent: nothing }
  }
  const fields: Record<string, unknown> = {}
  const unknown: string[] = []
  const sent = new Map<string, string>()
  for (const [key, item] of Object.entries(value)) {
    const name = known.get(key)
    if (name === undefined || sent.has(name)) {
      unknown.push(key)
      continue
    }
    sent.set(name, key)
    const read = inner.get(name)?.(item)
    fields[name] = read ? read.fields : item
    for (const stranger of read?.unknown ?? []) unknown.push(`${key}.${stranger}`)
  }
  return { fields, unknown, sent }
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable ? unwrap(schema.unwrap()) : schema
}
