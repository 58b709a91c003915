import { useRef, useState } from 'react'
import { pieces } from '../pieces/catalogue.ts'
import { useStudio } from '../stage/use-studio.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { hasFinePointer } from '../ui/media.ts'
import { Popover } from '../ui/popover.tsx'
import { useObservable } from '../ui/use-observable.ts'
import { MidiFileInput } from './midi-file-input.tsx'
import styles from './piece-controls.module.css'
import type { PieceDeck } from './piece-deck.ts'
import { fileWords } from './piece-deck.ts'
import { PieceProgress } from './piece-progress.tsx'

interface PieceMenuProps {
  readonly deck: PieceDeck
  readonly mayPlay: boolean
  readonly isCompact: boolean
}

export function PieceMenu({ deck, mayPlay, isCompact }: PieceMenuProps) {
  const { notices } = useStudio()
  const [isOpen, setOpen] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const state = useObservable(deck.state)
  const open = (file: File) => {
    setOpen(false)
    deck.openFile(file).catch((error: unknown) => notices.say(fileWords(error)))
  }
  const trigger = (
    <Button
      icon="note"
      aria-label={state ? `Pieces: ${state.title}` : 'Pieces'}
      className={styles['choose']}
      disabled={!mayPlay}
    >
      {!isCompact && <span className={styles['title']}>{state?.title ?? 'Pieces'}</span>}
    </Button>
  )
  return (
    <>
      <Popover trigger={trigger} title="Pieces" open={isOpen} onOpenChange={setOpen}>
        {isCompact && state && (
          <div className={styles['current']}>
            <p>{state.title}</p>
            <PieceProgress deck={deck} durationMs={state.durationMs} />
          </div>
        )}
        <ul className={styles['list']}>
          {pieces.map((piece) => (
            <li key={piece.id}>
              <button
                type="button"
                className={styles['piece']}
                onClick={() => {
                  deck.choose(piece)
                  setOpen(false)
                }}
              >
                <span>{piece.title}</span>
                <span className={styles['composer']}>{piece.composer}</span>
              </button>
            </li>
          ))}
        </ul>
        <button type="button" className={styles['file']} onClick={() => input.current?.click()}>
          <Icon name="open" />
          <span>
            Open a MIDI file
            {hasFinePointer.matches && <span className={styles['composer']}>or drop it anywhere on the page</span>}
          </span>
        </button>
      </Popover>
      <MidiFileInput input={input} label="MIDI file" onFile={open} />
    </>
  )
}
