import { useTutti } from '@tutti/react'
import { useCallback, useState } from 'react'
import { SelectField } from '../ui/select-field.tsx'
import { Empty, Loading, NotLoaded } from '../ui/states.tsx'
import styles from './admin.module.css'
import { PageTurner } from './page-turner.tsx'
import { ReportCase } from './report-case.tsx'
import { usePages } from './use-pages.ts'

const statuses = [
  { value: 'open', label: 'Open, oldest first' },
  { value: 'resolved', label: 'Resolved' },
  { value: 'all', label: 'All' },
] as const

type Status = (typeof statuses)[number]['value']

export function ReportQueue() {
  const client = useTutti()
  const [status, setStatus] = useState<Status>('open')
  const ask = useCallback((page: number) => client.call('listReports', { query: { status, page } }), [client, status])
  const pages = usePages(ask)
  const { items, error, isLoading, reload } = pages
  return (
    <>
      <div className={styles['tools']}>
        <SelectField label="Which reports" isLabelHidden value={status} choices={statuses} onChange={setStatus} />
      </div>
      {!items && isLoading && <Loading words="Looking for reports…" />}
      {!items && !isLoading && <NotLoaded error={error} onAgain={reload} />}
      {items?.length === 0 && (
        <Empty>{status === 'open' ? 'Nothing waits. All is well.' : 'There are no such reports.'}</Empty>
      )}
      <ul className={styles['cases']}>
        {items?.map((report) => (
          <ReportCase key={report.reportId} report={report} onChanged={reload} />
        ))}
      </ul>
      <PageTurner pages={pages} />
    </>
  )
}
