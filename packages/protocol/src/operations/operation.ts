import type { RefusalCode } from '@tutti/core'
import type { Listing } from '@tutti/core'
import type { z } from 'zod'
import type { Collection } from './collection.ts'

/**
 * Who may ask. `user` is anybody signed in, guests too; `member` an account; `pro`, `moderator` and `admin` an account with
 * that role, or with one that includes it.
 */
export type Access = 'anyone' | 'user' | 'member' | 'pro' | 'moderator' | 'admin'

/** What a body may come as: JSON; a form, urlencoded or multipart; the bytes of an image or of a MIDI file. */
export type BodyForm = 'json' | 'form' | 'image' | 'midi'

/** Which budget a request is counted against. */
export type LimitClass = 'general' | 'wide' | 'auth' | 'guest' | 'upload' | 'billing'

export interface OperationShape {
  readonly id: string
  readonly tag: string
  readonly summary: string
  readonly description?: string
  readonly access: Access
  readonly limit: LimitClass
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodObject
  /** JSON alone, of at most 100 kB, unless said otherwise. Bytes arrive in the field `file`, or in the one of the form. */
  readonly accepts?: { readonly forms: readonly BodyForm[]; readonly mostBytes: number }
  /** What is answered; of a collection, one item. */
  readonly output: z.ZodObject
  /** Set when the answer is a page of items: the name of the items. */
  readonly collection?: string
  /** What may be asked of the collection, when it may be filtered, sorted or searched. Its query is made of it. */
  readonly lists?: Collection
  /** Set when the answer is no JSON but a file of this type; `output` says nothing then. */
  readonly file?: 'audio/midi'
  /** What a person is told when it worked. */
  readonly done: string
  /** It begins something that outlives the request: refused once the server is about to stop. */
  readonly begins?: true
  /** What somebody who may not ask is told in `data`, beside the error. */
  readonly refusedData?: Readonly<Record<string, boolean>>
  /** It hands out a token or a code: its answer is never compressed, since the length would tell about them (BREACH). */
  readonly handsOut?: true
  /** It works out a password hash for anybody: turned away before its body is read, while too many wait for theirs. */
  readonly hashes?: true
  /** The ways this operation can say no, beside those that any may give (`commonRefusals`). */
  readonly refusals: readonly RefusalCode[]
}

/** Declares something that can be asked of a server. Where it lives and how it looks is each dialect's data. */
export function operation<const Shape extends OperationShape>(shape: Shape): Shape {
  return shape
}

/** Refusals that do not depend on the operation. */
export const commonRefusals = [
  'invalid_input',
  'invalid_date',
  'malformed_body',
  'body_too_large',
  'unsupported_media_type',
  'not_acceptable',
  'version_unavailable',
  'route_not_found',
  'method_not_allowed',
  'not_authenticated',
  'invalid_token',
  'not_allowed',
  'suspended',
  'address_banned',
  'rate_limited',
  'overloaded',
  'unavailable',
  'internal',
] as const satisfies readonly RefusalCode[]

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined
type Given<Schema> = Schema extends z.ZodType ? z.input<Schema> : undefined

/** What a handler gets, already parsed. */
export interface RequestOf<Op extends OperationShape> {
  readonly params: Parsed<Op['params']>
  readonly query: Parsed<Op['query']>
  readonly body: Parsed<Op['body']>
  /** Which part of the collection the query asks for. */
  readonly listing: ListingOf<Op>
}

type ListingOf<Op> = Op extends { lists: Collection<infer Fields> } ? Listing<keyof Fields & string> : undefined

/** What a client gives. */
export interface AskOf<Op extends OperationShape> {
  readonly params: Given<Op['params']>
  readonly query: Given<Op['query']>
  readonly body: Given<Op['body']>
}

export interface PageOf<Item> {
  readonly items: readonly Item[]
  readonly page: number
  readonly perPage: number
  readonly total: number
}

/** A file for people to keep. */
export interface AnsweredFile {
  readonly bytes: Uint8Array
  /** Without an extension; any letters. */
  readonly name: string
}

/** What a handler returns. */
export type AnswerOf<Op extends OperationShape> = Op extends { file: string }
  ? AnsweredFile
  : Op extends { collection: string }
    ? PageOf<z.input<Op['output']>>
    : z.input<Op['output']>
