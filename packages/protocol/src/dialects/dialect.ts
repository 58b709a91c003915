import type { FieldIssue, RefusalCode } from '@tutti/core'
import type { OperationId, Operations } from '../operations/index.ts'
import type { commonRefusals } from '../operations/operation.ts'

/** `'GET /rooms/{room_id}'`, under each of the dialect's prefixes. */
export type Address = `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`

export interface Place {
  readonly place: Address
  /** 200 unless said otherwise. */
  readonly status?: 200 | 201 | 202 | 204
  /** Other addresses that do the same. */
  readonly also?: readonly Address[]
}

export type Places = { readonly [Id in OperationId]?: Address | Place }

/** How a refusal is said: its status, its code on the wire, and the text where it is not the refusal's own. */
export interface Saying {
  readonly status: number
  readonly code: string
  readonly message?: string
}

/** An error as it travels, whatever the body around it looks like. */
export interface Said {
  readonly code: string
  readonly message: string
  readonly details: Readonly<Record<string, string | number | boolean | readonly FieldIssue[]>>
  /** Told beside the error, where a dialect has a place for it. */
  readonly data?: Readonly<Record<string, boolean>>
}

export interface Pagination {
  readonly page: number
  readonly perPage: number
  readonly total: number
}

type Placed<P> = Extract<keyof P, OperationId>

/** Every way in which a dialect with these places may have to say no. */
export type RefusalsOf<P extends Places> = (typeof commonRefusals)[number] | Operations[Placed<P>]['refusals'][number]

/** The same operations, said another way: names, addresses, envelope, errors. Data, not a second server. */
export interface Dialect<P extends Places = Places> {
  readonly name: string
  readonly title: string
  readonly description: string
  /** Where its addresses begin; the first one is told. */
  readonly prefixes: readonly string[]
  readonly fieldNames: 'snake_case' | 'camelCase'
  readonly version: { readonly header: string; readonly current: string; readonly accepts: readonly string[] }
  readonly places: P
  /** Query parameters of a collection under other names than `page` and `perPage`. */
  readonly paging: { readonly page: string; readonly perPage: string }
  readonly wrap: (data: unknown, message: string) => unknown
  readonly wrapPage: (items: unknown, collection: string, pagination: Pagination) => unknown
  readonly refuse: (said: Said) => unknown
  readonly refusals: { readonly [Code in RefusalCode]?: Saying }
}

/** A refusal that a placed operation may give and the dialect has no entry for does not compile. */
export function dialect<const P extends Places>(
  value: Dialect<P> & { readonly refusals: { readonly [Code in RefusalsOf<P>]: Saying } },
): Dialect<P> {
  return value
}
