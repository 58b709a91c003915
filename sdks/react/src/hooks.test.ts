import { createClient, type RoomPage, type TuttiClient } from '@tutti/client'
import { createElement, StrictMode, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { useClock, useConnection, useMessages, useParticipants, useRoom, useRoomList, useSession } from './hooks.ts'
import { TuttiProvider, useTutti } from './tutti-context.ts'

const noRooms: RoomPage = { items: [], page: 1, perPage: 100, total: 0 }

function createOffline(): TuttiClient {
  return createClient({
    baseUrl: 'https://tutti.example',
    fetch: async () => Response.json({ success: true, data: noRooms }),
  })
}

/** What a component that reads `read` shows at first. */
function show(read: () => unknown, client: TuttiClient | null = createOffline()): unknown {
  const Reader = (): ReactNode => JSON.stringify(read())
  const reader = createElement(Reader)
  const inside = client ? createElement(TuttiProvider, { client }, reader) : reader
  const markup = renderToStaticMarkup(createElement(StrictMode, null, inside))
  return JSON.parse(markup.replaceAll('&quot;', '"'))
}

test('the client is the one that the provider was given', () => {
  const client = createOffline()

  expect(show(() => useTutti() === client, client)).toBe(true)
})

test('without a provider a hook says what is missing', () => {
  expect(() => show(useTutti, null)).toThrow('TuttiProvider')
})

test('at first there is no session, no connection, no room and nobody', () => {
  expect(show(useSession)).toBeNull()
  expect(show(useConnection)).toEqual({ connection: null, state: { status: 'connecting' } })
  expect(show(useRoom)).toBeNull()
  expect(show(() => useParticipants(null))).toEqual([])
  expect(show(() => useMessages(null))).toEqual([])
  expect(show(useRoomList)).toEqual({ rooms: [], status: 'loading', error: null })
  expect(show(useClock)).toEqual({ rttMs: 0, synchronised: false })
})

test('drawing alone connects nothing', () => {
  const client = createOffline()
  show(useConnection, client)
  show(useRoom, client)

  expect(client.connection).toBeNull()
})
