import { useSession } from '@tutti/react'
import type { ReactNode } from 'react'
import { useEffect, useRef } from 'react'
import { Instrument } from '../keyboard/instrument.tsx'
import { useKeyWindow } from '../keyboard/use-key-window.ts'
import { NotesCanvas } from '../notes/notes-canvas.tsx'
import { useSight } from '../notes/use-sight.ts'
import { hueOf } from '../people/player-color.ts'
import { self } from '../stage/stage.ts'
import { useStudio } from '../stage/use-studio.ts'
import styles from './foyer.module.css'
import { Masthead } from './masthead.tsx'

/** Every place outside of a room: something to read or choose, and a piano that plays for oneself. */
export function Foyer({ children }: { readonly children: ReactNode }) {
  const { stage, loadPiano } = useStudio()
  const session = useSession()
  const sight = useSight(stage)
  const keys = useRef<HTMLElement>(null)
  const { window, isPartial } = useKeyWindow(keys)
  const color = session?.user.userTag ?? ''
  useEffect(() => {
    sight.palette.set(self, color)
    document.documentElement.style.setProperty('--my-hue', String(hueOf(color)))
  }, [sight, color])
  // The sound is fetched when somebody plays, not when somebody looks around.
  useEffect(() => stage.onNote(() => loadPiano()), [stage, loadPiano])
  return (
    <div className={styles['foyer']}>
      <div className={styles['air']}>
        <NotesCanvas sight={sight} window={window} />
      </div>
      <Masthead />
      <main className={styles['main']}>{children}</main>
      <section ref={keys} className={styles['instrument']} aria-label="A piano to try">
        <Instrument sight={sight} window={window} isPartial={isPartial} />
      </section>
    </div>
  )
}
