import { nobodysName, type RecordingId, type RecordingStore, type UserId } from '@tutti/core'
import type { MemoryRecording, MemoryTables } from './memory-tables.ts'

export function createMemoryRecordingStore({ recordings }: Pick<MemoryTables, 'recordings'>): RecordingStore {
  const change = (id: RecordingId, to: (kept: MemoryRecording) => Partial<MemoryRecording>): void => {
    const kept = recordings.get(id)
    if (kept) recordings.set(id, { ...kept, ...to(kept) })
  }
  const end = (id: RecordingId): void =>
    change(id, ({ recording }) => ({ recording: { ...recording, state: 'ended' as const } }))

  return {
    async add(recording) {
      recordings.set(recording.id, { recording, players: new Map(), logs: [] })
    },
    async append({ id, log, durationMs, players: came }) {
      change(id, ({ recording, players, logs }) => ({
        recording: { ...recording, durationMs, sizeBytes: recording.sizeBytes + log.length },
        players: new Map([...players, ...came.map((player) => [player.number, player] as const)]),
        logs: [...logs, log],
      }))
    },
    end: async (id) => end(id),
    async endAll() {
      const running = [...recordings.values()].filter(({ recording }) => recording.state === 'running')
      for (const { recording } of running) end(recording.id)
      return running.length
    },
    find: async (id) => recordings.get(id)?.recording ?? null,
    async list({ of, page, perPage }) {
      const listed = [...recordings.values()].filter(({ recording, players }) => {
        if ('roomId' in of) return recording.roomId === of.roomId
        return recording.startedById === of.userId || [...players.values()].some(({ userId }) => userId === of.userId)
      })
      const newest = listed.map(({ recording }) => recording).toReversed()
      return { recordings: newest.slice((page - 1) * perPage, page * perPage), total: newest.length }
    },
    async players(id) {
      const players = recordings.get(id)?.players.values() ?? []
      return [...players].toSorted((one, other) => one.number - other.number)
    },
    readLog: async (id) => new Uint8Array(Buffer.concat(recordings.get(id)?.logs ?? [])),
    rename: async (id, name) => change(id, ({ recording }) => ({ recording: { ...recording, name } })),
    remove: async (id) => void recordings.delete(id),
    async count(startedBy) {
      const all = [...recordings.values()].map(({ recording }) => recording)
      const own = all.filter(({ startedById }) => startedById === startedBy).length
      return { own, bytesInAll: all.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) }
    },
  }
}

/** An account is gone: what it played stays without its name. */
export function forgetInRecordings({ recordings }: Pick<MemoryTables, 'recordings'>, id: UserId): void {
  for (const [key, { recording, players, logs }] of recordings) {
    const started = recording.startedById === id ? { startedById: null, startedByName: nobodysName } : {}
    const left = [...players].map(([number, player]) => {
      return [number, player.userId === id ? { number, userId: null, username: nobodysName } : player] as const
    })
    recordings.set(key, { recording: { ...recording, ...started }, players: new Map(left), logs })
  }
}
