import { NameField } from '../people/name-field.tsx'
import { useMyself } from '../session/myself.ts'
import { Company } from './company.tsx'
import { CreateRoom } from './create-room.tsx'
import { Foyer } from './foyer.tsx'
import styles from './home.module.css'
import { JoinByLink } from './join-by-link.tsx'
import { PlayNow } from './play-now.tsx'
import { Rooms } from './rooms.tsx'

export function Home() {
  const { isMember } = useMyself()
  return (
    <Foyer>
      <div className={styles['home']}>
        <section className={styles['start']} aria-label="Start">
          <h1 className={styles['claim']}>Play piano together, now.</h1>
          <div className={styles['you']}>
            <span>You are</span> <NameField />
          </div>
          <PlayNow />
          <div className={styles['others']}>
            <CreateRoom />
            <JoinByLink />
          </div>
        </section>
        {isMember ? <Company /> : <Rooms />}
      </div>
    </Foyer>
  )
}
