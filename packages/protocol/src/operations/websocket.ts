import { z } from 'zod'
import { operation } from './operation.ts'
import { Timestamp } from './views.ts'

export const createTicket = operation({
  id: 'createTicket',
  tag: 'Realtime',
  summary: 'Get a ticket for one WebSocket connection.',
  description: 'The ticket works once and for 30 seconds. Open `url` with one of `protocols`.',
  access: 'user',
  limit: 'general',
  handsOut: true,
  begins: true,
  output: z.object({
    payload: z.string().describe('The encrypted ticket; the last part of `url`.'),
    url: z.url().meta({ example: 'ws://localhost:8080/api/websocket/eyJhbGciOiJkaXIi' }),
    protocols: z.array(z.string()).meta({ example: ['tutti.v1.proto', 'tutti.v1.json'] }),
    expiresAt: Timestamp,
  }),
  done: 'Ticket created',
  refusals: [],
})
