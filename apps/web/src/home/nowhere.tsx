import { navigate } from '../router/navigate.ts'
import { Button } from '../ui/button.tsx'
import { Foyer } from './foyer.tsx'
import styles from '../room/gate.module.css'

export function Nowhere() {
  return (
    <Foyer>
      <div className={styles['gate']}>
        <h1 className={styles['title']}>There is nothing here</h1>
        <p className={styles['text']}>The link is broken or was cut short. The piano works all the same.</p>
        <Button look="solid" onClick={() => navigate('/')}>
          See the rooms
        </Button>
      </div>
    </Foyer>
  )
}
