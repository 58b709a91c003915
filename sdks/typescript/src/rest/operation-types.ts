import type { piano } from '@tutti/protocol/dialects'
import type { AnswerOf, AskOf, Operations } from '@tutti/protocol/rest'

/** Everything that can be asked of a server over HTTP. */
export type OperationName = keyof (typeof piano)['places']

type AskParts<Id extends OperationName> = AskOf<Operations[Id]>

type Part<Name extends string, Value> = [keyof Value] extends [never]
  ? unknown
  : object extends Value
    ? { readonly [N in Name]?: Value }
    : { readonly [N in Name]: Value }

/** `{ params, query, body }`, as far as the operation has them. */
export type Ask<Id extends OperationName> = Part<'params', AskParts<Id>['params']> &
  Part<'query', AskParts<Id>['query']> &
  Part<'body', AskParts<Id>['body']>

/** The last argument of `call`; it may be left out where nothing must be given. */
export type AskArguments<Id extends OperationName> = object extends Ask<Id> ? [ask?: Ask<Id>] : [ask: Ask<Id>]

export type Answer<Id extends OperationName> = AnswerOf<Operations[Id]>

export type RoomView = Answer<'getRoom'>
export type UserView = Answer<'register'>
export type SessionView = Answer<'logIn'>
export type TicketView = Answer<'createTicket'>
