import type { Answer } from '@tutti/client'
import { useTutti } from '@tutti/react'
import { useCallback, useEffect, useState } from 'react'
import { Foyer } from '../home/foyer.tsx'
import { FriendActions } from '../friends/friend-actions.tsx'
import gate from '../room/gate.module.css'
import { navigate } from '../router/navigate.ts'
import { errorCode } from '../session/error-words.ts'
import { useMyself } from '../session/myself.ts'
import { useAnswer } from '../session/use-answer.ts'
import { Action, ActionList } from '../ui/action-list.tsx'
import { Button } from '../ui/button.tsx'
import { Popover } from '../ui/popover.tsx'
import { Loading, NotLoaded } from '../ui/states.tsx'
import { agoWords, dayWords } from '../ui/time-words.ts'
import { useNow } from '../ui/use-now.ts'
import { Avatar } from './avatar.tsx'
import styles from './person-page.module.css'
import { playedWords } from './played-words.ts'
import { ReportDialog } from './report-dialog.tsx'

/** What everybody may know of somebody. */
export function PersonPage({ username }: { readonly username: string }) {
  const client = useTutti()
  const ask = useCallback(() => client.call('getUser', { params: { userId: username } }), [client, username])
  const { value, error, isLoading, reload } = useAnswer(ask)
  useEffect(() => {
    document.title = `${username} · Tutti`
  }, [username])
  return (
    <Foyer>
      <div className={gate['gate']}>
        {value ? (
          <Person person={value} />
        ) : isLoading ? (
          <Loading words={`Looking for ${username}…`} />
        ) : errorCode(error) === 'user_not_found' ? (
          <Nobody username={username} />
        ) : (
          <NotLoaded error={error} onAgain={reload} />
        )}
      </div>
    </Foyer>
  )
}

function Nobody({ username }: { readonly username: string }) {
  return (
    <>
      <h1 className={gate['title']}>Nobody is called {username}</h1>
      <p className={gate['text']}>The name may have changed, or the account is gone.</p>
      <Button look="solid" onClick={() => navigate('/')}>
        See the rooms
      </Button>
    </>
  )
}

function Person({ person }: { readonly person: Answer<'getUser'> }) {
  const me = useMyself()
  const nowMs = useNow()
  const { username, userTag, avatarUrl, statusText, status, stats } = person
  const fullName = [person.name, person.surname].filter(Boolean).join(' ')
  return (
    <>
      <header className={styles['head']}>
        <Avatar name={username} color={userTag} size="large" picture={avatarUrl} />
        <div>
          <h1 className={styles['name']}>{username}</h1>
          {fullName !== '' && <p className={styles['full']}>{fullName}</p>}
          <p className={styles['seen']}>
            {status === 'online' ? 'Here now' : `Was here ${agoWords(Date.parse(person.lastSeen), nowMs)}`}
          </p>
        </div>
      </header>
      {statusText !== '' && <p className={gate['text']}>{statusText}</p>}
      <dl className={styles['figures']}>
        <div>
          <dt>Notes played</dt>
          <dd>{stats.notesPlayed.toLocaleString()}</dd>
        </div>
        <div>
          <dt>At the piano</dt>
          <dd>{playedWords(stats.timePlayed)}</dd>
        </div>
        <div>
          <dt>Here since</dt>
          <dd>{dayWords(Date.parse(person.createdAt))}</dd>
        </div>
      </dl>
      <div className={gate['offers']}>
        {me.userId === person.userId && (
          <Button look="solid" onClick={() => navigate('/settings')}>
            Change your profile
          </Button>
        )}
        {me.userId !== undefined && me.userId !== person.userId && <With person={person} />}
      </div>
    </>
  )
}

function With({ person }: { readonly person: Answer<'getUser'> }) {
  const { isMember } = useMyself()
  const [isOpen, setOpen] = useState(false)
  const [isReporting, setReporting] = useState(false)
  const { userId, username } = person
  return (
    <>
      <Popover
        trigger={<Button look="outlined">Friends, block, report</Button>}
        title={username}
        side="bottom"
        align="start"
        open={isOpen}
        onOpenChange={setOpen}
      >
        <ActionList label={`With ${username}`}>
          {isMember && <FriendActions userId={userId} username={username} />}
          <Action
            icon="flag"
            onClick={() => {
              setOpen(false)
              setReporting(true)
            }}
          >
            Report…
          </Action>
        </ActionList>
      </Popover>
      <ReportDialog open={isReporting} onOpenChange={setReporting} userId={userId} username={username} />
    </>
  )
}
