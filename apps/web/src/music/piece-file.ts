import { writeMidiFile } from '@tutti/core'
import { performScore } from '../pieces/perform-score.ts'
import type { Piece } from '../pieces/score.ts'

/** A bundled piece as the file that the player of a room takes. */
export function pieceFile(piece: Piece): Uint8Array {
  const { name, events } = performScore(piece)
  return writeMidiFile({ name, tracks: [{ name: piece.composer, events }] })
}
