import { bachPreludeCMajor } from './bach-prelude-c-major.ts'
import { beethovenFurElise } from './beethoven-fur-elise.ts'
import { chopinPreludeAMajor } from './chopin-prelude-a-major.ts'
import { petzoldMinuetGMajor } from './petzold-minuet-g-major.ts'
import { satieGymnopedie1 } from './satie-gymnopedie-1.ts'
import type { Piece } from './score.ts'

/** The pieces that come with the client, all in the public domain. */
export const pieces: readonly Piece[] = [
  bachPreludeCMajor,
  petzoldMinuetGMajor,
  beethovenFurElise,
  chopinPreludeAMajor,
  satieGymnopedie1,
]

export function findPiece(id: string): Piece | undefined {
  return pieces.find((piece) => piece.id === id)
}
