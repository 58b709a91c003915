import { useTutti } from '@tutti/react'
import type { TuttiClient } from '@tutti/client'
import { useCallback, useEffect, useState } from 'react'
import { Foyer } from '../home/foyer.tsx'
import styles from '../room/gate.module.css'
import { navigate } from '../router/navigate.ts'
import { AccountDialog } from '../session/account-dialog.tsx'
import { errorCode, errorWords } from '../session/error-words.ts'
import { loadOwnProfile, useMyself } from '../session/myself.ts'
import { useAnswer } from '../session/use-answer.ts'
import { Button } from '../ui/button.tsx'
import type { MailLink } from './link-token.ts'
import { useMailLink } from './use-mail-link.ts'

/** Where the link of a mail leads that proves an address. */
export function VerifyPage() {
  const client = useTutti()
  const link = useMailLink()
  const { value, error, isLoading, reload } = useAnswer(useCallback(() => redeem(client, link), [client, link]))
  useEffect(() => {
    document.title = 'Your address · Tutti'
  }, [])
  return (
    <Foyer>
      <div className={styles['gate']} aria-live="polite">
        {isLoading && <h1 className={styles['title']}>One moment…</h1>}
        {!isLoading && value === true && <Confirmed isNew={link.purpose === 'change'} />}
        {!isLoading && value !== true && <NotConfirmed error={error} onAgain={reload} />}
      </div>
    </Foyer>
  )
}

/** False for a link without a token. @throws TuttiError */
async function redeem(client: TuttiClient, link: MailLink): Promise<boolean> {
  if (link.purpose !== 'confirm' && link.purpose !== 'change') return false
  const operation = link.purpose === 'confirm' ? 'verifyEmail' : 'confirmNewEmail'
  await client.call(operation, { body: { token: link.token } })
  if (client.session && !client.session.user.isGuest) loadOwnProfile(client).catch(() => {})
  return true
}

function Confirmed({ isNew }: { readonly isNew: boolean }) {
  const { isMember } = useMyself()
  const [isSigningIn, setSigningIn] = useState(false)
  return (
    <>
      <h1 className={styles['title']}>Your address is confirmed</h1>
      <p className={styles['text']}>
        {isNew ? 'Your account goes by the new one from now on.' : 'Thank you. A forgotten password can find you now.'}
      </p>
      <div className={styles['offers']}>
        {isMember ? (
          <Button look="solid" onClick={() => navigate('/')}>
            See the rooms
          </Button>
        ) : (
          <Button look="solid" onClick={() => setSigningIn(true)}>
            Sign in
          </Button>
        )}
      </div>
      <AccountDialog open={isSigningIn} onOpenChange={setSigningIn} onDone={() => navigate('/')} />
    </>
  )
}

function NotConfirmed({ error, onAgain }: { readonly error: unknown; readonly onAgain: () => void }) {
  const isAway = ['network_error', 'timed_out'].includes(errorCode(error))
  return (
    <>
      <h1 className={styles['title']}>{isAway ? 'The server cannot be reached' : 'This link does not work'}</h1>
      <p className={styles['text']}>
        {isAway
          ? errorWords(error)
          : 'It was used before, is more than a day old, or was cut short. A newer mail ends the older ones. Ask for another one in the settings, or under “Forgot your password?” where you sign in.'}
      </p>
      <div className={styles['offers']}>
        {isAway ? (
          <Button look="solid" onClick={onAgain}>
            Try again
          </Button>
        ) : (
          <Button look="solid" onClick={() => navigate('/settings')}>
            Go to the settings
          </Button>
        )}
      </div>
    </>
  )
}
