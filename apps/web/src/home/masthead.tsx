import { ThemeButton } from '../design/theme-button.tsx'
import { AccountMenu } from '../people/account-menu.tsx'
import { Link } from '../router/link.tsx'
import { SignInButton } from '../session/sign-in-button.tsx'
import styles from './masthead.module.css'
import { Wordmark } from './wordmark.tsx'

/** The way home, and you; above everything outside of a room. */
export function Masthead() {
  return (
    <header className={styles['header']}>
      <Link href="/" className={styles['home']} aria-label="Tutti, home">
        <Wordmark />
      </Link>
      <div className={styles['right']}>
        <ThemeButton />
        <SignInButton />
        <AccountMenu />
      </div>
    </header>
  )
}
