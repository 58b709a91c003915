import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readMidiFile, type TimedMidiEvent } from '@tutti/core'
import { pieces } from '@tutti/web/catalogue'
import { performScore } from '@tutti/web/perform-score'

export interface NamedPerformance {
  readonly name: string
  readonly events: readonly TimedMidiEvent[]
}

/** The Standard MIDI Files of a folder. @throws Error when there are none; UnreadableMidiFile. */
export async function readPerformances(folder: string): Promise<NamedPerformance[]> {
  const files = (await readdir(folder)).filter((file) => /\.midi?$/i.test(file)).toSorted()
  if (files.length === 0) throw new Error(`There is no .mid file in ${folder}`)
  return Promise.all(
    files.map(async (file) => {
      const { events } = readMidiFile(await readFile(join(folder, file)))
      return { name: file, events }
    }),
  )
}

/** The pieces that come with the web client, with the rubato that they are performed with there. */
export function bundledPerformances(): NamedPerformance[] {
  return pieces.map((piece) => ({ name: piece.id, events: performScore(piece).events }))
}
