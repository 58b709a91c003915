import type { RoomSession } from '@tutti/client'
import { useTutti } from '@tutti/react'
import { useRef } from 'react'
import { MidiFileInput } from '../piece/midi-file-input.tsx'
import { midiFileTitle } from '../piece/midi-file-title.ts'
import { pieces } from '../pieces/catalogue.ts'
import { useAct } from '../session/use-act.ts'
import { useStudio } from '../stage/use-studio.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import styles from './music.module.css'
import { pieceFile } from './piece-file.ts'

/** Pieces and files for everybody to hear. */
export function AddPieces({ room }: { readonly room: RoomSession }) {
  const client = useTutti()
  const { notices } = useStudio()
  const { isBusy, failure, run } = useAct()
  const input = useRef<HTMLInputElement>(null)
  const add = async (title: string, read: () => Uint8Array | Promise<Uint8Array>) => {
    const { roomId } = room.room
    const isAdded = await run(async () => client.pieces.add(roomId, await read(), { title }))
    if (isAdded) notices.say(`“${title}” is in the queue.`)
  }
  const addFile = (file: File) => void add(midiFileTitle(file), async () => new Uint8Array(await file.arrayBuffer()))
  return (
    <section>
      <h3 className={styles['heading']}>Put into the queue</h3>
      <ul className={styles['list']}>
        {pieces.map((piece) => (
          <li key={piece.id}>
            <button
              type="button"
              className={styles['choice']}
              disabled={isBusy}
              onClick={() => void add(piece.title, () => pieceFile(piece))}
            >
              <span>{piece.title}</span>
              <span className={styles['aside']}>{piece.composer}</span>
            </button>
          </li>
        ))}
      </ul>
      <Button look="outlined" icon="open" disabled={isBusy} onClick={() => input.current?.click()}>
        Choose a MIDI file
      </Button>
      <MidiFileInput input={input} label="MIDI file for the room" onFile={addFile} />
      <Failure text={failure.text} />
    </section>
  )
}
