import { useSession } from '@tutti/react'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { AccountDialog } from './account-dialog.tsx'
import styles from './sign-in-button.module.css'

/** For guests, where there is room for it; the menu under one's name has it too. */
export function SignInButton() {
  const session = useSession()
  const [isShown, setShown] = useState(false)
  if (session && !session.user.isGuest) return null
  return (
    <>
      <Button className={styles['signIn']} onClick={() => setShown(true)}>
        Sign in
      </Button>
      <AccountDialog open={isShown} onOpenChange={setShown} />
    </>
  )
}
