import type { TuttiClient } from '@tutti/client'
import { TuttiProvider } from '@tutti/react'
import { lazy, Suspense, useEffect } from 'react'
import { Home } from './home/home.tsx'
import { Nowhere } from './home/nowhere.tsx'
import { RoomPage } from './room/room-page.tsx'
import { useFocusOnArrival } from './router/use-focus-on-arrival.ts'
import { useRoute } from './router/use-route.ts'
import { useOwnProfileKept } from './session/myself.ts'
import { useServerNotices } from './stage/use-server-notices.ts'
import type { Studio } from './stage/studio.ts'
import { StudioContext } from './stage/use-studio.ts'
import { Notices } from './ui/notices.tsx'
import { PageBoundary } from './ui/page-boundary.tsx'

const SettingsPage = lazy(async () => ({ default: (await import('./account/settings-page.tsx')).SettingsPage }))
const AdminPage = lazy(async () => ({ default: (await import('./admin/admin-page.tsx')).AdminPage }))
const VerifyPage = lazy(async () => ({ default: (await import('./mail/verify-page.tsx')).VerifyPage }))
const ResetPage = lazy(async () => ({ default: (await import('./mail/reset-page.tsx')).ResetPage }))
const PersonPage = lazy(async () => ({ default: (await import('./people/person-page.tsx')).PersonPage }))

interface AppProps {
  readonly client: TuttiClient
  readonly studio: Studio
}

export function App({ client, studio }: AppProps) {
  return (
    <TuttiProvider client={client}>
      <StudioContext value={studio}>
        {/* What is fetched later comes from the same server within a moment: nothing needs to stand in for it. */}
        <PageBoundary>
          <Suspense>
            <Page />
          </Suspense>
        </PageBoundary>
        <Notices />
      </StudioContext>
    </TuttiProvider>
  )
}

function Page() {
  const route = useRoute()
  useFocusOnArrival()
  useOwnProfileKept()
  useServerNotices()
  useEffect(() => {
    if (route.page === 'home' || route.page === 'nowhere') document.title = 'Tutti'
  }, [route])
  if (route.page === 'room') return <RoomPage key={route.roomId} roomId={route.roomId} />
  if (route.page === 'home') return <Home />
  if (route.page === 'settings') return <SettingsPage />
  if (route.page === 'verify') return <VerifyPage />
  if (route.page === 'reset') return <ResetPage />
  if (route.page === 'admin') return <AdminPage />
  if (route.page === 'person') return <PersonPage key={route.username} username={route.username} />
  return <Nowhere />
}
