import { enterAsGuest, logIn, register } from './auth.ts'
import { createRoom, getRoom, listRooms } from './rooms.ts'
import { createTicket } from './websocket.ts'

/** Everything that may be asked of a server over HTTP. */
export const operations = { register, logIn, enterAsGuest, listRooms, getRoom, createRoom, createTicket } as const

export type Operations = typeof operations
export type OperationId = keyof Operations
