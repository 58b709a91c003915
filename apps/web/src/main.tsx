import './design/fonts.css'
import './design/tokens.css'
import './design/base.css'
import { browserStorage, createClient } from '@tutti/client'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { applyTheme } from './design/theme.ts'
import { registerServiceWorker } from './offline/register-service-worker.ts'
import { openStudio } from './stage/studio.ts'

applyTheme()

const client = createClient({ baseUrl: location.origin, storage: browserStorage() })
const studio = openStudio()

// The end-to-end tests listen to the real output of the audio graph here.
Object.defineProperty(globalThis, Symbol.for('tutti.piano'), { value: studio.piano })

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root.')
createRoot(root).render(<App client={client} studio={studio} />)

registerServiceWorker()
