// Offline shell and samples. Built files have a hash in their name, so what is kept never grows stale;
// pages come from the network first, and everything under /api is left alone.
// The build writes this line anew, and with it the worker is a new one: what no build of today has is dropped.
/** @type {readonly string[]} */
const built = []
const kept = 'tutti-1'
const shell = '/'

// Fetches at once: a worker that its policy keeps from the network never takes over a page.
self.addEventListener('install', (event) => {
  event.waitUntil(keepShell())
  self.skipWaiting()
})

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([dropOldCaches(), dropOldFiles()]))
  self.clients.claim()
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin || request.headers.has('range')) return
  if (url.pathname.startsWith('/assets/')) event.respondWith(fromCacheFirst(request))
  else if (request.mode === 'navigate' && (url.pathname === '/' || url.pathname.startsWith('/r/')))
    event.respondWith(fromNetworkFirst(request))
})

async function fromCacheFirst(request) {
  const cache = await caches.open(kept)
  const found = await cache.match(request, { ignoreVary: true })
  if (found) return found
  const answer = await fetch(request)
  if (answer.ok && answer.status === 200) await cache.put(request, answer.clone())
  return answer
}

async function dropOldCaches() {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name !== kept).map((name) => caches.delete(name)))
}

/** Samples are heavy and seldom change: what the new build still has is not fetched again. */
async function dropOldFiles() {
  const cache = await caches.open(kept)
  const current = new Set(built)
  const old = (await cache.keys()).filter(({ url }) => isOld(new URL(url).pathname, current))
  await Promise.all(old.map((request) => cache.delete(request)))
}

function isOld(path, current) {
  return path.startsWith('/assets/') && !current.has(path)
}

/** The page, and the scripts and styles that it names. */
async function keepShell() {
  const cache = await caches.open(kept)
  const answer = await fetch(shell)
  if (!answer.ok) throw new Error(`${shell} answered ${answer.status}.`)
  const assets = (await answer.clone().text()).match(/\/assets\/[^"']+/g) ?? []
  await cache.put(shell, answer)
  await cache.addAll([...new Set(assets)])
}

/** Every page of ours is the same shell. */
async function fromNetworkFirst(request) {
  const cache = await caches.open(kept)
  try {
    const answer = await fetch(request)
    if (answer.ok && answer.headers.get('content-type')?.includes('text/html')) await cache.put(shell, answer.clone())
    return answer
  } catch (error) {
    const found = await cache.match(shell, { ignoreVary: true })
    if (found) return found
    throw error
  }
}
