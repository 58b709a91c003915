import type { UserStatus } from '@tutti/client'
import { useConnection } from '@tutti/react'
import { useState } from 'react'
import { errorWords } from '../session/error-words.ts'
import { useStudio } from '../stage/use-studio.ts'
import { SelectField } from '../ui/select-field.tsx'

const choices = [
  { value: 'online', label: 'Here' },
  { value: 'away', label: 'Away' },
  { value: 'busy', label: 'Busy' },
  { value: 'invisible', label: 'Invisible to friends' },
] as const satisfies readonly { readonly value: UserStatus; readonly label: string }[]

/** What the others, and friends elsewhere, see of us. */
export function OwnStatus() {
  const { connection } = useConnection()
  const { notices } = useStudio()
  const [status, setStatus] = useState<UserStatus>(connection?.status ?? 'online')
  const choose = (chosen: UserStatus): void => {
    setStatus(chosen)
    connection?.setStatus(chosen).catch((error: unknown) => {
      setStatus(connection.status)
      notices.say(errorWords(error))
    })
  }
  return <SelectField label="You are" value={status} choices={choices} onChange={choose} />
}
