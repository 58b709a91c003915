import { useTutti } from '@tutti/react'
import type { KeyboardEvent } from 'react'
import { useEffect, useState } from 'react'
import { errorWords } from '../session/error-words.ts'
import { longestName, takeName, tidyName } from '../session/my-name.ts'
import { useMyself } from '../session/myself.ts'
import { Icon } from '../ui/icon.tsx'
import styles from './name-field.module.css'

/** One's own name, to be changed where it stands. Accounts keep theirs. */
export function NameField() {
  const client = useTutti()
  const { name, isMember: isFixed } = useMyself()
  const [draft, setDraft] = useState(name)
  const [error, setError] = useState<string>()
  useEffect(() => setDraft(name), [name])

  const keep = () => {
    const tidy = tidyName(draft)
    setError(undefined)
    if (tidy === undefined || tidy === name) return setDraft(name)
    takeName(client, tidy).catch((thrown: unknown) => {
      setError(errorWords(thrown))
      setDraft(name)
    })
  }
  const finish = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') setDraft(name)
    if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur()
  }
  return (
    <div className={styles['wrap']}>
      <div className={styles['name']}>
        <span className={styles['sizer']} data-text={draft || ' '}>
          <input
            aria-label="Your name"
            className={styles['input']}
            value={draft}
            size={1}
            maxLength={longestName}
            readOnly={isFixed}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setDraft(event.target.value)}
            onFocus={(event) => event.target.select()}
            onBlur={keep}
            onKeyDown={finish}
          />
        </span>
        {!isFixed && <Icon name="pencil" size={16} />}
      </div>
      {error !== undefined && (
        <p role="alert" className={styles['error']}>
          {error}
        </p>
      )}
    </div>
  )
}
