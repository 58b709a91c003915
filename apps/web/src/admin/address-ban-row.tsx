import type { Answer } from '@tutti/client'
import { useTutti } from '@tutti/react'
import { useState } from 'react'
import { useStudio } from '../stage/use-studio.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { momentWords } from '../ui/time-words.ts'
import styles from './admin.module.css'

interface AddressBanRowProps {
  readonly ban: Answer<'listAddressBans'>['items'][number]
  readonly onChanged: () => void
}

export function AddressBanRow({ ban, onChanged }: AddressBanRowProps) {
  const client = useTutti()
  const { notices } = useStudio()
  const [isLifting, setLifting] = useState(false)
  const { address, reason, until } = ban
  const lift = async () => {
    await client.call('liftAddressBan', { query: { address } })
    notices.say(`${address} is open again.`)
    onChanged()
  }
  return (
    <li className={styles['row']}>
      <div className={styles['words']}>
        <p className={styles['name']}>{address}</p>
        <p className={styles['aside']}>
          {until === null ? 'Until it is lifted' : `Until ${momentWords(Date.parse(until))}`}: {reason}
        </p>
      </div>
      <Button onClick={() => setLifting(true)} aria-label={`Lift the ban of ${address}`}>
        Lift
      </Button>
      <ConfirmDialog
        open={isLifting}
        onOpenChange={setLifting}
        title={`Lift the ban of ${address}?`}
        action="Lift the ban"
        onConfirm={lift}
      >
        <p>Whoever is there can sign in and come as a guest again.</p>
      </ConfirmDialog>
    </li>
  )
}
