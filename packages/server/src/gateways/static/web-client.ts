import { listAssets } from './asset-folder.ts'
import { serveAsset } from './serve-asset.ts'

/** Scripts, workers and styles from here only, nothing inline; sockets anywhere, because the public address may differ. */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "media-src 'self' data: blob:",
  "connect-src 'self' ws: wss: data: blob:",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const pages = [/^\/$/, /^\/r\/[^/]+$/, /^\/u\/[^/]+$/, /^\/(?:verify|reset|settings|admin)$/]
const pageHeaders = { 'Content-Security-Policy': pagePolicy, 'Cache-Control': 'no-cache' }

/** The built web client: its files, and its one page at every address that it shows. Null is for nothing to be found. */
export function createWebClient(folder: string): (request: Request) => Promise<Response | null> {
  const assets = listAssets(folder)
  const page = assets.get('/index.html')

  return async (request) => {
    const path = decodePath(new URL(request.url).pathname)
    const asset = path === '/index.html' ? undefined : assets.get(path)
    if (asset) return serveAsset(request, asset, { headers: assetHeaders(path) })
    if (!page || !wantsPage(request, path)) return null
    const status = pages.some((known) => known.test(path)) ? 200 : 404
    return serveAsset(request, page, { status, headers: pageHeaders })
  }
}

/** A service worker lives under the policy that its own file came with: it fetches the shell and the samples. */
const workerPolicy = "default-src 'none'; connect-src 'self'"

function assetHeaders(path: string): Record<string, string> {
  const caching = { 'Cache-Control': cachingOf(path) }
  return path === '/sw.js' ? { ...caching, 'Content-Security-Policy': workerPolicy } : caching
}

/** Built assets carry a hash of their content in their names; the service worker and the rest keep theirs. */
function cachingOf(path: string): string {
  return path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
}

function wantsPage(request: Request, path: string): boolean {
  const accept = request.headers.get('accept') ?? ''
  const isKnown = pages.some((known) => known.test(path))
  return accept.includes('text/html') || (isKnown && (accept === '' || accept.includes('*/*')))
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
