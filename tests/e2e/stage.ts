import { launchChromium } from '@tutti/testkit/browser'
import { startTestServer, type StartTestServer, type TestServer } from '@tutti/testkit/server'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { ensureWebClient } from '../../tools/web-client.ts'
import { Ears } from './ears.ts'

/** A server with the built web client, and a browser to visit it. */
export interface Stage extends AsyncDisposable {
  readonly server: TestServer
  visit(path: string, options?: VisitOptions): Promise<Visitor>
}

export interface VisitOptions extends BrowserContextOptions {
  /** Spares a page that nobody listens to the loading of its piano. */
  readonly isMute?: boolean
}

/** One person: a browser profile of its own, one page, and what the page hears over its WebSocket. */
export interface Visitor {
  readonly page: Page
  readonly ears: Ears
  /** What went wrong in the page, and what it tried to load from elsewhere. */
  readonly faults: readonly string[]
}

export async function setStage(overrides: StartTestServer = {}): Promise<Stage> {
  await using owned = new AsyncDisposableStack()
  const server = owned.use(await startTestServer({ ...overrides, webClientDir: await ensureWebClient() }))
  const browser = owned.adopt(await launchChromium(), (opened: Browser) => opened.close())
  const rest = owned.move()
  return {
    server,
    visit: (path, options) => visit(browser, new URL(path, server.url), options),
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  }
}

/** Without motion: what is drawn again and again costs a machine without a graphics card more than all else. */
const ordinary = { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' } as const

async function visit(browser: Browser, url: URL, { isMute = false, ...options }: VisitOptions = {}): Promise<Visitor> {
  const context = await browser.newContext({ ...ordinary, ...options })
  if (isMute) await context.route('**/*.mp3', (route) => route.abort())
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    const isMissed = isMute && message.location().url.endsWith('.mp3')
    if (message.type() === 'error' && !isMissed) faults.push(message.text())
  })
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url())
    if (protocol.startsWith('http') && host !== url.host) faults.push(`request to ${host}`)
  })
  const ears = new Ears(page)
  await page.goto(url.href)
  return { page, ears, faults }
}

/** Two people in the room of the first, the second of whom hears it: with the piano, unless nobody listens. */
export async function meet(
  stage: Stage,
  { isMute = false }: Pick<VisitOptions, 'isMute'> = {},
): Promise<{ readonly ana: Visitor; readonly bo: Visitor }> {
  const ana = await stage.visit('/', { isMute: true })
  await ana.page.getByRole('textbox', { name: 'Your name' }).fill('Ana')
  await ana.page.getByRole('button', { name: 'Play now' }).click()
  await ana.page.waitForURL('**/r/*')
  const bo = await stage.visit(new URL(ana.page.url()).pathname, { isMute })
  await bo.page.getByRole('list', { name: 'Players' }).getByText('Ana').waitFor()
  // A person clicks somewhere, and that alone lets the page sound.
  await bo.page.getByRole('region', { name: 'Notes' }).click()
  await bo.page.waitForFunction(() => document.documentElement.dataset['audio'] === 'running')
  return { ana, bo }
}

/** How loud the page is: the root mean square of what leaves the audio graph, 0 in silence. */
export function loudness(page: Page): Promise<number> {
  return page.evaluate(() => {
    const piano: { output: AnalyserNode } = Reflect.get(globalThis, Symbol.for('tutti.piano'))
    const samples = new Float32Array(piano.output.fftSize)
    piano.output.getFloatTimeDomainData(samples)
    return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)
  })
}
