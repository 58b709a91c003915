export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'room'; readonly roomId: string }
  | { readonly page: 'nowhere'; readonly path: string }

const roomPath = /^\/r\/([^/]+)\/?$/

export function parseRoute(path: string): Route {
  if (path === '/' || path === '/index.html') return { page: 'home' }
  const roomId = decode(roomPath.exec(path)?.[1])
  return roomId === undefined ? { page: 'nowhere', path } : { page: 'room', roomId }
}

export function roomPathOf(roomId: string): string {
  return `/r/${encodeURIComponent(roomId)}`
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
