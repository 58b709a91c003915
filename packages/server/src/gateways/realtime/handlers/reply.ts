import type { OutgoingMember } from '@tutti/protocol/realtime'

/** What a handler wants to be said; the connection says it. Nothing is answered when a client asked for no answer. */
export type Reply = OutgoingMember | undefined

/** "Done", for commands that have no result of their own. */
export const done: Reply = { case: 'ack', value: {} }
