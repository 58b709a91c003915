import { nobodysName, recordingId, roomId, type Recording } from '@tutti/core'
import { describe, expect, test } from 'vitest'
import type { OpenStores } from './open-stores.ts'
import { aGuest, anAccount, aNotice } from './samples.ts'

let made = 0

export function aRecording(overrides: Partial<Recording> = {}): Recording {
  made += 1
  return {
    id: recordingId(`rec${made.toString().padStart(6, '0')}`),
    roomId: roomId('V1StGXR8_'),
    name: 'Evening',
    startedById: null,
    startedByName: 'clara',
    startedAtMs: 1000,
    durationMs: 0,
    sizeBytes: 0,
    state: 'running',
    ...overrides,
  }
}

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)

/** What every store of recordings keeps to. */
export function recordingStoreContract(name: string, open: OpenStores): void {
  describe(`recordings in ${name}`, () => {
    test('[REC-3] pieces make up the log in their order, with who was there and how long it is', async () => {
      await using stores = await open()
      const { recordings, users } = stores
      const guest = aGuest()
      await users.addGuest(guest)
      const recording = aRecording()
      await recordings.add(recording)
      expect(await recordings.find(recording.id)).toEqual(recording)

      const bo = { number: 2, userId: guest.id, username: 'Bo' }
      const player = { number: 3, userId: null, username: 'Prelude' }
      const { id } = recording
      await recordings.append({ id, seq: 1, log: bytes(1, 2, 3), durationMs: 500.5, players: [bo, player] })
      await recordings.append({ id, seq: 2, log: bytes(4), durationMs: 900, players: [{ ...bo, username: 'Bob' }] })

      expect(await recordings.find(id)).toEqual({ ...recording, durationMs: 900, sizeBytes: 4 })
      expect(await recordings.readLog(id)).toEqual(bytes(1, 2, 3, 4))
      expect(await recordings.players(id)).toEqual([{ ...bo, username: 'Bob' }, player])
    })

    test('[REC-6] what runs can be ended, one by one or all that an earlier run has left', async () => {
      await using stores = await open()
      const { recordings } = stores
      const [one, two, three] = [aRecording(), aRecording(), aRecording()]
      for (const recording of [one, two, three]) await recordings.add(recording)

      await recordings.end(one.id)
      expect((await recordings.find(one.id))?.state).toBe('ended')
      expect((await recordings.find(two.id))?.state).toBe('running')
      expect(await recordings.endAll()).toBe(2)
      expect((await recordings.find(three.id))?.state).toBe('ended')
      expect(await recordings.endAll()).toBe(0)
    })

    test('recordings of a room, and of whoever was there, are listed newest first in pages', async () => {
      await using stores = await open()
      const { recordings, users } = stores
      const [ana, bo] = [aGuest(), aGuest()]
      await users.addGuest(ana)
      await users.addGuest(bo)
      const own = [aRecording({ startedById: ana.id }), aRecording({ roomId: roomId('elsewhere') }), aRecording()]
      for (const recording of own) await recordings.add(recording)
      const [first, second, third] = own.map(({ id }) => id)
      const player = { number: 1, userId: bo.id, username: 'Bo' }
      if (second) await recordings.append({ id: second, seq: 1, log: bytes(0), durationMs: 1, players: [player] })

      const idsOf = async (of: Parameters<typeof recordings.list>[0]['of'], page = 1, perPage = 10) => {
        const listed = await recordings.list({ of, page, perPage })
        return [listed.recordings.map(({ id }) => id), listed.total]
      }
      expect(await idsOf({ roomId: roomId('V1StGXR8_') })).toEqual([[third, first], 2])
      expect(await idsOf({ roomId: roomId('V1StGXR8_') }, 2, 1)).toEqual([[first], 2])
      expect(await idsOf({ userId: ana.id })).toEqual([[first], 1])
      expect(await idsOf({ userId: bo.id })).toEqual([[second], 1])
    })

    test('a recording is renamed, counted and removed with its log', async () => {
      await using stores = await open()
      const { recordings, users } = stores
      const ana = aGuest()
      await users.addGuest(ana)
      const recording = aRecording({ startedById: ana.id })
      const { id } = recording
      await recordings.add(recording)
      await recordings.append({ id, seq: 1, log: bytes(1, 2), durationMs: 1, players: [] })
      await recordings.rename(id, 'Morning')
      expect((await recordings.find(id))?.name).toBe('Morning')
      expect(await recordings.count(ana.id)).toEqual({ own: 1, bytesInAll: 2 })

      await recordings.remove(id)
      expect(await recordings.find(id)).toBeNull()
      expect(await recordings.readLog(id)).toEqual(bytes())
      expect(await recordings.players(id)).toEqual([])
      expect(await recordings.count(ana.id)).toEqual({ own: 0, bytesInAll: 0 })
    })

    test('[ACCT-4] of an account that goes its music stays without its name', async () => {
      await using stores = await open()
      const { recordings, users, accounts } = stores
      const clara = anAccount()
      await users.addAccount(clara, 'hash')
      const recording = aRecording({ startedById: clara.id })
      await recordings.add(recording)
      const player = { number: 1, userId: clara.id, username: clara.username }
      await recordings.append({ id: recording.id, seq: 1, log: bytes(7), durationMs: 1, players: [player] })

      const notice = aNotice(clara, 'account_deleted')
      await accounts.remove({ userId: clara.id, nowMs: 5, notice })

      expect(await recordings.find(recording.id)).toMatchObject({ startedById: null, startedByName: nobodysName })
      expect(await recordings.players(recording.id)).toEqual([{ number: 1, userId: null, username: nobodysName }])
      expect(await recordings.readLog(recording.id)).toEqual(bytes(7))
    })
  })
}
