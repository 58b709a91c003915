import { useTutti } from '@tutti/react'
import { useCallback, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { Empty, Loading, NotLoaded } from '../ui/states.tsx'
import { momentWords } from '../ui/time-words.ts'
import styles from './admin.module.css'
import type { AuditAction, AuditEntry } from './audit-words.ts'
import { auditVerbs, detailWords } from './audit-words.ts'
import { LiftDialog } from './lift-dialog.tsx'
import { PageTurner } from './page-turner.tsx'
import { usePages } from './use-pages.ts'

const perPage = 50

export function AuditLog() {
  const client = useTutti()
  const [action, setAction] = useState<AuditAction | 'all'>('all')
  const ask = useCallback(
    (page: number) => client.call('listAudit', { query: { page, perPage, ...(action !== 'all' && { action }) } }),
    [client, action],
  )
  const pages = usePages(ask)
  const { items, error, isLoading, reload } = pages
  return (
    <>
      <div className={styles['tools']}>
        <SelectField label="What happened" isLabelHidden value={action} choices={choices} onChange={setAction} />
      </div>
      {!items && isLoading && <Loading words="Reading the log…" />}
      {!items && !isLoading && <NotLoaded error={error} onAgain={reload} />}
      {items?.length === 0 && <Empty>Nothing of that kind has happened.</Empty>}
      <ol className={styles['log']}>
        {items?.map((entry) => (
          <Entry key={entry.entryId} entry={entry} onChanged={reload} />
        ))}
      </ol>
      <PageTurner pages={pages} />
    </>
  )
}

const choices: readonly { readonly value: AuditAction | 'all'; readonly label: string }[] = [
  { value: 'all', label: 'Everything' },
  ...Object.entries(auditVerbs).map(([value, verb]) => ({
    value: value as AuditAction,
    label: `${verb[0]?.toUpperCase() ?? ''}${verb.slice(1)}`,
  })),
]

function Entry({ entry, onChanged }: { readonly entry: AuditEntry; readonly onChanged: () => void }) {
  const { action, actorName, targetName, targetId, address, details, timestamp } = entry
  const target = targetName ?? targetId
  const [isLifting, setLifting] = useState(false)
  const more = [address, detailWords(details)].filter(Boolean).join(' · ')
  return (
    <li className={styles['entry']}>
      <time className={styles['aside']} dateTime={timestamp}>
        {momentWords(Date.parse(timestamp))}
      </time>
      <div>
        <p>
          <span className={styles['who']}>{actorName === '' ? 'Somebody' : actorName}</span> {auditVerbs[action]}
          {target !== null && target !== actorName && `: ${target}`}
        </p>
        {more !== '' && <p className={styles['aside']}>{more}</p>}
        {action === 'user_suspended' && targetId !== null && (
          <div className={styles['buttons']}>
            <Button look="outlined" onClick={() => setLifting(true)}>
              Let {targetName ?? 'them'} in again…
            </Button>
            <LiftDialog
              userId={targetId}
              username={targetName ?? 'them'}
              open={isLifting}
              onClose={() => setLifting(false)}
              onDone={onChanged}
            />
          </div>
        )}
      </div>
    </li>
  )
}
