import type { TuttiClient } from '@tutti/client'
import { TuttiProvider } from '@tutti/react'
import { useEffect } from 'react'
import { Home } from './home/home.tsx'
import { Nowhere } from './home/nowhere.tsx'
import { RoomPage } from './room/room-page.tsx'
import { useFocusOnArrival } from './router/use-focus-on-arrival.ts'
import { useRoute } from './router/use-route.ts'
import type { Studio } from './stage/studio.ts'
import { StudioContext } from './stage/use-studio.ts'
import { Notices } from './ui/notices.tsx'

interface AppProps {
  readonly client: TuttiClient
  readonly studio: Studio
}

export function App({ client, studio }: AppProps) {
  return (
    <TuttiProvider client={client}>
      <StudioContext value={studio}>
        <Page />
        <Notices />
      </StudioContext>
    </TuttiProvider>
  )
}

function Page() {
  const route = useRoute()
  useFocusOnArrival()
  useEffect(() => {
    if (route.page !== 'room') document.title = 'Tutti'
  }, [route])
  if (route.page === 'room') return <RoomPage key={route.roomId} roomId={route.roomId} />
  return route.page === 'home' ? <Home /> : <Nowhere />
}
