export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'settings' }
  | { readonly page: 'verify' }
  | { readonly page: 'reset' }
  | { readonly page: 'admin' }
  | { readonly page: 'room'; readonly roomId: string }
  | { readonly page: 'person'; readonly username: string }
  | { readonly page: 'nowhere'; readonly path: string }

const roomPath = /^\/r\/([^/]+)\/?$/
const personPath = /^\/u\/([^/]+)\/?$/
const plainPath = /^\/(settings|verify|reset|admin)\/?$/

export function parseRoute(path: string): Route {
  if (path === '/' || path === '/index.html') return { page: 'home' }
  const plain = plainPath.exec(path)?.[1]
  if (isPlainPage(plain)) return { page: plain }
  const roomId = decode(roomPath.exec(path)?.[1])
  if (roomId !== undefined) return { page: 'room', roomId }
  const username = decode(personPath.exec(path)?.[1])
  return username === undefined ? { page: 'nowhere', path } : { page: 'person', username }
}

export function roomPathOf(roomId: string): string {
  return `/r/${encodeURIComponent(roomId)}`
}

export function personPathOf(username: string): string {
  return `/u/${encodeURIComponent(username)}`
}

/** The room that somebody pasted: a link to it, its path or its bare id. */
export function findRoomId(pasted: string): string | undefined {
  const text = pasted.trim()
  if (text === '') return undefined
  const path = /^[a-z]+:\/\//i.test(text) ? pathOf(text) : text
  const route = parseRoute(path)
  if (route.page === 'room') return route.roomId
  return /^[\w-]{2,64}$/.test(text) ? text : undefined
}

function isPlainPage(name: string | undefined): name is 'settings' | 'verify' | 'reset' | 'admin' {
  return name !== undefined
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url
}

function decode(part: string | undefined): string | undefined {
  if (part === undefined) return undefined
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}
