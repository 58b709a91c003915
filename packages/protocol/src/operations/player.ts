import { z } from 'zod'
import { operation } from './operation.ts'
import { roomParams } from './room-params.ts'

export const QueuedPieceView = z
  .object({
    piece: z.int().describe('From 1, never used again while the room lives.'),
    title: z.string().meta({ example: 'Prelude in C major' }),
    durationMs: z.int(),
    addedBy: z.uuid(),
    addedByName: z.string(),
  })
  .meta({ id: 'QueuedPiece' })

export const addPiece = operation({
  id: 'addPiece',
  tag: 'Rooms',
  summary: 'Put a piece into the queue of the shared player.',
  description:
    'A Standard MIDI File of at most 1 MiB, 200,000 events and three hours: the bytes themselves as `audio/midi`, or the ' +
    'field `file` of a multipart form. For the owner, moderators and admins while they are in the room, and for every ' +
    'player there where the room shares its player. An empty player begins at once.',
  access: 'user',
  limit: 'upload',
  accepts: { forms: ['midi', 'form'], mostBytes: 1024 * 1024 + 4096 },
  params: roomParams,
  query: z.object({
    title: z.string().max(500).optional().describe('Else the name of the first track, else the name of the player.'),
  }),
  body: z.object({
    file: z.instanceof(Uint8Array).meta({ type: 'string', format: 'binary' }),
    title: z.string().max(500).optional().describe('As the one of the query.'),
  }),
  output: QueuedPieceView,
  done: 'Piece added',
  refusals: [
    'room_not_found',
    'not_in_room',
    'not_allowed',
    'file_too_large',
    'unreadable_midi_file',
    'player_queue_full',
  ],
})

export const getPlayer = operation({
  id: 'getPlayer',
  tag: 'Rooms',
  summary: 'See what the shared player of a room plays.',
  description: 'For whoever may read the messages of the room. In the room it is told as it changes.',
  access: 'user',
  limit: 'general',
  params: roomParams,
  output: z.object({
    queue: z.array(QueuedPieceView).describe('The first one is where the player stands.'),
    playing: z.boolean(),
    positionMs: z.int(),
    votes: z.int(),
    votesNeeded: z.int().describe('So many players must want the next piece.'),
  }),
  done: 'Player retrieved',
  refusals: ['room_not_found', 'not_allowed', 'guests_not_allowed', 'pro_required', 'banned_from_room'],
})

export const removePiece = operation({
  id: 'removePiece',
  tag: 'Rooms',
  summary: 'Take a piece out of the queue of the shared player.',
  description: 'One of your own, or any when you may use the player. The one that plays ends, and the next begins.',
  access: 'user',
  limit: 'general',
  params: roomParams.extend({ piece: z.coerce.number().int().min(1) }),
  output: z.object({}),
  done: 'Piece removed',
  refusals: ['room_not_found', 'not_in_room', 'not_allowed', 'piece_not_found'],
})
