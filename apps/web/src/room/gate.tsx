import type { ClosedReason } from '@tutti/client'
import type { FormEvent } from 'react'
import { useEffect, useState } from 'react'
import { Foyer } from '../home/foyer.tsx'
import { navigate } from '../router/navigate.ts'
import { AccountDialog } from '../session/account-dialog.tsx'
import { classNames } from '../ui/class-names.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { formText } from '../ui/form-text.ts'
import type { GateWords } from './gate-words.ts'
import { gateWords, lineWords } from './gate-words.ts'
import styles from './gate.module.css'
import type { Entrance, EntranceAsk } from './use-entrance.ts'
import { useSuspensionWords } from './use-suspension-words.ts'

interface GateProps {
  readonly entrance: Exclude<Entrance, { kind: 'inside' }>
  readonly closedReason: ClosedReason | undefined
  readonly onGoIn: (ask?: EntranceAsk) => void
  readonly onLeaveLine: () => void
}

/** What is seen while the door opens, and when it does not. The piano plays here too. */
export function Gate({ entrance, closedReason, onGoIn, onLeaveLine }: GateProps) {
  return (
    <Foyer>
      <div className={styles['gate']} aria-live="polite">
        {entrance.kind === 'entering' && (
          <>
            <h1 className={classNames(styles['title'], styles['soon'])}>Coming in…</h1>
            <p className={classNames(styles['text'], styles['soon'])}>The piano is yours meanwhile.</p>
          </>
        )}
        {entrance.kind === 'waiting' && <InLine entrance={entrance} onGoIn={onGoIn} onLeaveLine={onLeaveLine} />}
        {entrance.kind === 'outside' && <Refused entrance={entrance} closedReason={closedReason} onGoIn={onGoIn} />}
      </div>
    </Foyer>
  )
}

interface InLineProps extends Pick<GateProps, 'onGoIn' | 'onLeaveLine'> {
  readonly entrance: Extract<Entrance, { kind: 'waiting' }>
}

function InLine({ entrance: { place }, onGoIn, onLeaveLine }: InLineProps) {
  const words = lineWords(place)
  useEffect(() => {
    document.title = `${words} · Tutti`
  }, [words])
  return (
    <>
      <h1 className={styles['title']}>{words}</h1>
      <p className={styles['text']}>
        You come in by yourself as soon as it is your turn; keep this page open. The piano is yours meanwhile.
      </p>
      <div className={styles['offers']}>
        <Button look="outlined" onClick={onLeaveLine}>
          Leave the line
        </Button>
        <Button icon="ear" onClick={() => onGoIn({ listen: true })}>
          Listen in instead
        </Button>
      </div>
    </>
  )
}

interface RefusedProps extends Pick<GateProps, 'closedReason' | 'onGoIn'> {
  readonly entrance: Extract<Entrance, { kind: 'outside' }>
}

function Refused({ entrance, closedReason, onGoIn }: RefusedProps) {
  const [isSigningIn, setSigningIn] = useState(false)
  const suspension = useSuspensionWords(closedReason === 'banned' || closedReason === 'refused')
  const { title, text, offers } = gateWords(entrance.code, { words: entrance.words, closedReason, suspension })
  return (
    <>
      <h1 className={styles['title']}>{title}</h1>
      <p className={styles['text']}>{text}</p>
      {offers.includes('password') && (
        <PasswordForm
          error={entrance.hadPassword ? 'That is not the password. Try again.' : undefined}
          onSubmit={(password) => onGoIn({ password })}
        />
      )}
      <div className={styles['offers']}>
        {offers.includes('listen') && (
          <Button look="solid" icon="ear" onClick={() => onGoIn({ listen: true })}>
            Listen in
          </Button>
        )}
        {offers.includes('wait') && (
          <Button look="outlined" onClick={() => onGoIn({ wait: true })}>
            Wait in line
          </Button>
        )}
        {offers.includes('signIn') && (
          <Button look="solid" onClick={() => setSigningIn(true)}>
            Sign in
          </Button>
        )}
        {offers.includes('reload') && (
          <Button look="solid" onClick={() => location.reload()}>
            Come back in
          </Button>
        )}
        {offers.includes('again') && (
          <Button look="outlined" onClick={() => onGoIn()}>
            Try again
          </Button>
        )}
        {offers.includes('home') && (
          <Button look={homeLook(offers)} onClick={() => navigate('/')}>
            Other rooms
          </Button>
        )}
      </div>
      <AccountDialog open={isSigningIn} onOpenChange={setSigningIn} onDone={() => onGoIn()} />
    </>
  )
}

/** The only way on is the main one; the first in the row has an edge to stand at. */
function homeLook(offers: GateWords['offers']): 'solid' | 'outlined' | 'quiet' {
  if (offers.length === 1) return 'solid'
  return offers[0] === 'password' ? 'outlined' : 'quiet'
}

function PasswordForm({
  error,
  onSubmit,
}: {
  readonly error: string | undefined
  readonly onSubmit: (password: string) => void
}) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const password = formText(event.currentTarget, 'password')
    if (password !== '') onSubmit(password)
  }
  return (
    <form className={styles['form']} onSubmit={submit}>
      <Field
        label="Room password"
        name="password"
        type="password"
        autoComplete="off"
        maxLength={64}
        autoFocus
        error={error}
      />
      <Button look="solid" type="submit">
        Come in
      </Button>
    </form>
  )
}
