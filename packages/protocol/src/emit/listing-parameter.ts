import type { Dialect } from '../dialects/dialect.ts'
import { sayField, sayOrder } from '../dialects/field-names.ts'
import type { Collection } from '../operations/collection.ts'
import type { OperationShape } from '../operations/operation.ts'
import { isObject, type Json, type JsonObject } from './schemas.ts'

interface Parameter {
  /** As the dialect says it. */
  readonly name: string
  readonly schema: JsonObject
}

/** A query parameter of a collection: fields to sort by in the dialect's names, as a list with commas; what is searched; the usual page. */
export function listingParameter(dialect: Dialect, { lists }: OperationShape, { name, schema }: Parameter): JsonObject {
  if (!lists) return { schema }
  if (name === dialect.paging.perPage) return { schema: { ...schema, default: dialect.paging.usual } }
  if (name === 'search') return { description: describeSearch(dialect, lists), schema }
  const { items } = schema
  if (name !== 'sort' || !isObject(items)) return { schema }
  return { explode: false, schema: { ...schema, items: { ...items, enum: sayOrders(dialect, items['enum']) } } }
}

function describeSearch(dialect: Dialect, { searches }: Collection): string {
  const fields = searches.map((field) => `\`${sayField(dialect, field)}\``).join(', ')
  return `Beginnings of words in ${fields}, without case and accents; all of them must be there.`
}

function sayOrders(dialect: Dialect, orders: Json | undefined): readonly Json[] {
  return Array.isArray(orders) ? orders.map((order) => sayOrder(dialect, String(order))) : []
}
