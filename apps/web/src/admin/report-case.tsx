import type { Answer } from '@tutti/client'
import { useState } from 'react'
import { reasonLabel } from '../people/report-words.ts'
import { Link } from '../router/link.tsx'
import { personPathOf, roomPathOf } from '../router/route.ts'
import { Button } from '../ui/button.tsx'
import { momentWords } from '../ui/time-words.ts'
import styles from './admin.module.css'
import { LiftDialog } from './lift-dialog.tsx'
import { outcomeLabel } from './outcomes.ts'
import { ResolveDialog } from './resolve-dialog.tsx'
import { SuspendDialog } from './suspend-dialog.tsx'

type Report = Answer<'listReports'>['items'][number]

/** One report: what is said of whom, what was said around it, and what to do about it. */
export function ReportCase({ report, onChanged }: { readonly report: Report; readonly onChanged: () => void }) {
  const [asked, setAsked] = useState<'resolve' | 'suspend' | 'lift'>()
  const { subject, reporter, reason, comment, room, createdAt, resolution } = report
  const close = () => setAsked(undefined)
  return (
    <li className={styles['case']}>
      <header>
        <h2 className={styles['heading']}>
          {reasonLabel(reason)}: <Link href={personPathOf(subject.username)}>{subject.username}</Link>
        </h2>
        <p className={styles['aside']}>
          Reported by {reporter.username}, {momentWords(Date.parse(createdAt))}
          {room && (
            <>
              , in <Link href={roomPathOf(room.roomId)}>{room.roomName}</Link>
            </>
          )}
        </p>
      </header>
      {comment !== '' && <p className={styles['comment']}>“{comment}”</p>}
      <Around report={report} />
      {resolution ? (
        <p className={styles['aside']}>
          {outcomeLabel(resolution.outcome)} by {resolution.resolvedBy.username},{' '}
          {momentWords(Date.parse(resolution.resolvedAt))}
          {resolution.note !== '' && `: ${resolution.note}`}
        </p>
      ) : (
        <div className={styles['buttons']}>
          <Button look="outlined" onClick={() => setAsked('resolve')}>
            Resolve…
          </Button>
          <Button look="grave" onClick={() => setAsked('suspend')}>
            Suspend {subject.username}…
          </Button>
        </div>
      )}
      {resolution?.outcome === 'suspended' && (
        <div className={styles['buttons']}>
          <Button look="outlined" onClick={() => setAsked('lift')}>
            Let {subject.username} in again…
          </Button>
        </div>
      )}
      <LiftDialog userId={subject.userId} username={subject.username} open={asked === 'lift'} onClose={close} />
      <ResolveDialog
        reportId={report.reportId}
        username={subject.username}
        open={asked === 'resolve'}
        onClose={close}
        onDone={onChanged}
      />
      <SuspendDialog
        userId={subject.userId}
        username={subject.username}
        reportId={report.reportId}
        open={asked === 'suspend'}
        onClose={close}
        onDone={onChanged}
      />
    </li>
  )
}

/** The reported message among what was said around it, as it was then. */
function Around({ report: { around, message } }: { readonly report: Report }) {
  const isAround = around.some(({ messageId }) => messageId === message?.messageId)
  const said = message && !isAround ? [...around, message] : around
  if (said.length === 0) return null
  return (
    <ol className={styles['said']} aria-label="What was said around it">
      {said.map(({ messageId, username, message: text }) => (
        <li key={messageId} data-reported={messageId === message?.messageId || undefined}>
          <span className={styles['who']}>{username}</span> {text}
          {messageId === message?.messageId && <span className="visually-hidden"> (the reported message)</span>}
        </li>
      ))}
    </ol>
  )
}
