import type { FieldIssue, KnownIssue, RefusalCode, RequestPlace, TokenTerms } from '@tutti/core'
import type { OperationId, Operations } from '../operations/index.ts'
import type { Access, commonRefusals, LimitClass } from '../operations/operation.ts'
import type { DialectFields } from './field-names.ts'
import type { Versions } from './versions.ts'

/** `'GET /rooms/{room_id}'`, under each of the dialect's prefixes. */
export type Address = `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`

export interface Place {
  readonly place: Address
  /** 200 unless said otherwise; with 204 nothing is answered. */
  readonly status?: 200 | 201 | 202 | 204
  /** Other addresses that do the same. */
  readonly also?: readonly Address[]
  /** Who may ask, where the dialect asks for more than the operation does. */
  readonly access?: Exclude<Access, 'anyone'>
  /** Fields of a request that go by other names here: the first one is told, each one is taken. */
  readonly names?: Readonly<Record<string, readonly [string, ...string[]]>>
  /** Fields of the body that must be there, where the operation can do without. */
  readonly wants?: readonly string[]
  /** What it does here, where that is less than the operation can do. */
  readonly summary?: string
  /** What is meant when the body is empty and a token is shown. */
  readonly bare?: OperationId
}

export type Places = { readonly [Id in OperationId]?: Address | Place }

/** How a refusal is said: its status, its code on the wire, and the text where it is not the refusal's own. */
export interface Saying {
  readonly status: number
  readonly code: string | number
  /** One text, or one for each part of a request. */
  readonly message?: string | { readonly [Part in RequestPlace]: string }
}

/** One field that was refused, as the client knows it. */
export interface SaidIssue {
  /** The name that the client used, or would have to; dots lead into objects. */
  readonly field: string
  readonly issue: string
  readonly known?: KnownIssue
  readonly place: RequestPlace
  /** What was given, where that may be told. */
  readonly value?: unknown
}

/** An error as it travels, whatever the body around it looks like. */
export interface Said {
  readonly status: number
  readonly code: string | number
  readonly message: string
  readonly details: Readonly<Record<string, string | number | boolean | readonly FieldIssue[]>>
  readonly issues: readonly SaidIssue[]
  /** Whether the texts are the English ones. */
  readonly isEnglish: boolean
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

export interface DialectPaging {
  /** The query parameters of a collection under other names than `page` and `perPage`. */
  readonly page: string
  readonly perPage: string
  /** Other names of `perPage` that are taken. */
  readonly perPageToo: readonly string[]
  /** Items on a page unless said otherwise. */
  readonly usual: number
}

/** The same operations, said another way: names, addresses, envelope, errors. Data, not a second server. */
export interface Dialect<P extends Places = Places> extends DialectFields {
  readonly name: string
  readonly title: string
  readonly description: string
  /** Where its addresses begin; the first one is told. Empty for the root. */
  readonly prefixes: readonly string[]
  /** Whether a slash at the end of an address means nothing. */
  readonly ignoresTrailingSlash: boolean
  readonly version: Versions
  readonly places: P
  readonly paging: DialectPaging
  /** Whether fields that nobody knows are refused; else they are passed over. */
  readonly refusesUnknownFields: boolean
  /** Whether every request has to say which client it comes from: `User-Agent` and `Application-Id`. */
  readonly asksForConsumer: boolean
  /** What the tokens are like that are issued here. */
  readonly tokenTerms: TokenTerms
  /** Whether a user in an address goes by an id alone, and never by name. */
  readonly usersByIdAlone: boolean
  /** The budget of most requests. */
  readonly generalLimit: LimitClass
  /** `WWW-Authenticate`, by whether a token was shown that is none. */
  readonly challenge: { readonly absent: string; readonly invalid: string }
  /** Whether its answers hold texts for people, which are English; those of refusals are in any language. */
  readonly answersAreEnglish: boolean
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
