import type { Answer } from '@tutti/client'
import { useTutti } from '@tutti/react'
import { useCallback } from 'react'
import { Chapter } from '../home/study.tsx'
import { playedWords } from '../people/played-words.ts'
import { useAnswer } from '../session/use-answer.ts'
import { Loading, NotLoaded } from '../ui/states.tsx'
import styles from './admin.module.css'
import { MaintenanceForm } from './maintenance-form.tsx'
import { NoticeForm } from './notice-form.tsx'

type Overview = Answer<'getOverview'>

export function InstancePanel() {
  const client = useTutti()
  const { value, error, isLoading, reload } = useAnswer(useCallback(() => client.call('getOverview'), [client]))
  if (!value) return isLoading ? <Loading words="Looking around…" /> : <NotLoaded error={error} onAgain={reload} />
  return (
    <>
      <Figures overview={value} />
      <Chapter title="Tell everybody" about="A line on every screen that is connected. It is kept nowhere.">
        <NoticeForm />
      </Chapter>
      <Chapter
        title="Maintenance"
        about="While it is on, only admins sign in and nobody opens rooms. Who is connected is told and plays on."
      >
        <MaintenanceForm key={String(value.maintenance.enabled)} present={value.maintenance} onDone={reload} />
      </Chapter>
    </>
  )
}

function Figures({ overview }: { readonly overview: Overview }) {
  const { users, guests, rooms, sockets, messagesToday, openReports, uptime } = overview
  const figures = {
    'Connected now': sockets.toLocaleString(),
    Rooms: rooms.toLocaleString(),
    Accounts: users.toLocaleString(),
    Guests: guests.toLocaleString(),
    'Messages today': messagesToday.toLocaleString(),
    'Open reports': openReports.toLocaleString(),
    'Running for': playedWords(uptime),
  }
  return (
    <dl className={styles['figures']}>
      {Object.entries(figures).map(([name, figure]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{figure}</dd>
        </div>
      ))}
    </dl>
  )
}
