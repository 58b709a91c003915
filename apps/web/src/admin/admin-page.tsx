import { Tabs } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import { Foyer } from '../home/foyer.tsx'
import { Study } from '../home/study.tsx'
import tabs from '../home/company.module.css'
import gate from '../room/gate.module.css'
import { navigate } from '../router/navigate.ts'
import { useMyself } from '../session/myself.ts'
import { Button } from '../ui/button.tsx'
import { AddressBans } from './address-bans.tsx'
import { AuditLog } from './audit-log.tsx'
import { InstancePanel } from './instance-panel.tsx'
import { Invites } from './invites.tsx'
import { ReportQueue } from './report-queue.tsx'
import { UserSearch } from './user-search.tsx'

interface Section {
  readonly name: string
  readonly title: string
  readonly isForAdmins: boolean
  readonly content: ReactNode
}

const sections: readonly Section[] = [
  { name: 'reports', title: 'Reports', isForAdmins: false, content: <ReportQueue /> },
  { name: 'people', title: 'People', isForAdmins: true, content: <UserSearch /> },
  { name: 'invites', title: 'Invites', isForAdmins: true, content: <Invites /> },
  { name: 'addresses', title: 'Addresses', isForAdmins: false, content: <AddressBans /> },
  { name: 'server', title: 'Server', isForAdmins: true, content: <InstancePanel /> },
  { name: 'log', title: 'Audit log', isForAdmins: false, content: <AuditLog /> },
]

/** For moderators and admins. The server checks who asks; this only leaves out what would be refused. */
export function AdminPage() {
  const { isModerator, isAdmin } = useMyself()
  if (!isModerator) return <NotForYou />
  const shown = sections.filter(({ isForAdmins }) => isAdmin || !isForAdmins)
  return (
    <Study title="Administration" isWide>
      <Tabs.Root defaultValue="reports" className={tabs['company']}>
        <Tabs.List className={tabs['tabs']} aria-label="Administration">
          {shown.map(({ name, title }) => (
            <Tabs.Tab key={name} value={name} className={tabs['tab']}>
              {title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {shown.map(({ name, content }) => (
          <Tabs.Panel key={name} value={name} className={tabs['panel']}>
            {content}
          </Tabs.Panel>
        ))}
      </Tabs.Root>
    </Study>
  )
}

function NotForYou() {
  return (
    <Foyer>
      <div className={gate['gate']}>
        <h1 className={gate['title']}>This is for those who run the place</h1>
        <p className={gate['text']}>Sign in as a moderator or an admin to come in.</p>
        <Button look="solid" onClick={() => navigate('/')}>
          See the rooms
        </Button>
      </div>
    </Foyer>
  )
}
