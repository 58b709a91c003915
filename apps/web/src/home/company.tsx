import { Tabs } from '@base-ui/react/tabs'
import { Friends } from '../friends/friends.tsx'
import { useFriends } from '../friends/use-friends.ts'
import styles from './company.module.css'
import { Rooms } from './rooms.tsx'

/** The rooms of everybody and the friends of a member, side by side in one place. */
export function Company() {
  const friends = useFriends()
  const waiting = friends.value?.pendingRequests.length ?? 0
  const here = friends.value?.friends.filter(({ status }) => status === 'online').length ?? 0
  return (
    <Tabs.Root defaultValue="rooms" className={styles['company']}>
      <Tabs.List className={styles['tabs']} aria-label="Rooms and friends">
        <Tabs.Tab value="rooms" className={styles['tab']}>
          Rooms
        </Tabs.Tab>
        <Tabs.Tab value="friends" className={styles['tab']}>
          Friends
          {here > 0 && <span className={styles['figure']}>{here} here</span>}
          {waiting > 0 && (
            <span className={styles['badge']}>
              {waiting}
              <span className="visually-hidden"> {waiting === 1 ? 'asks' : 'ask'} to be your friend</span>
            </span>
          )}
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="rooms" className={styles['panel']}>
        <Rooms />
      </Tabs.Panel>
      <Tabs.Panel value="friends" className={styles['panel']}>
        <Friends friends={friends} />
      </Tabs.Panel>
    </Tabs.Root>
  )
}
