import { emailKey, mailShare, type Letter, type Outbox, type Posting } from '@tutti/core'
import type { MemoryTables } from './memory-tables.ts'

export interface MemoryLetter {
  readonly letter: Letter
  readonly state: 'waiting' | 'sent' | 'dead' | 'decoy'
  readonly attempts: number
  readonly nextAttemptAtMs: number
}

export function createMemoryOutbox(tables: MemoryTables): Outbox {
  const { letters } = tables
  return {
    async post(postings) {
      for (const posting of postings) post(tables, posting)
    },
    async claim({ nowMs, leaseMs, limit }) {
      const due = [...letters.values()]
        .filter(({ state, nextAttemptAtMs }) => state === 'waiting' && nextAttemptAtMs <= nowMs)
        .toSorted((one, other) => one.nextAttemptAtMs - other.nextAttemptAtMs)
        .slice(0, limit)
      return due.map((kept) => {
        const attempts = kept.attempts + 1
        letters.set(kept.letter.id, { ...kept, attempts, nextAttemptAtMs: nowMs + leaseMs })
        return { letter: kept.letter, attempts }
      })
    },
    async putOff(id, { untilMs }) {
      const kept = letters.get(id)
      if (kept?.state === 'waiting') letters.set(id, { ...kept, nextAttemptAtMs: untilMs })
    },
    async settle(id, { state }) {
      const kept = letters.get(id)
      if (kept) letters.set(id, { ...kept, state, letter: { ...kept.letter, sealedToken: null } })
    },
    async count() {
      const states = [...letters.values()].map(({ state }) => state)
      const lettersIn = (wanted: string) => states.filter((state) => state === wanted).length
      return { waiting: lettersIn('waiting'), dead: lettersIn('dead') }
    },
    async forget({ sentBeforeMs, deadBeforeMs }) {
      for (const [id, { state, letter }] of letters) {
        const untilMs = { waiting: 0, sent: sentBeforeMs, decoy: sentBeforeMs, dead: deadBeforeMs }[state]
        if (letter.createdAtMs < untilMs) letters.delete(id)
      }
    },
  }
}

/** A letter and its token, unless the address has had its share. */
export function post({ letters, mailTokens }: MemoryTables, { letter, token, isShared, isDecoy }: Posting): void {
  const since = letter.createdAtMs - mailShare.perMs
  const recent = [...letters.values()].filter(
    (kept) => emailKey(kept.letter.to) === emailKey(letter.to) && kept.letter.createdAtMs > since,
  )
  if (isShared && recent.length >= mailShare.letters) return
  if (token) {
    killLetters({ letters }, (kept) => kept.userId === token.userId && kept.kind === letter.kind)
    mailTokens.set(`${token.userId} ${token.purpose}`, token)
  }
  const state = isDecoy ? 'decoy' : 'waiting'
  letters.set(letter.id, { letter, state, attempts: 0, nextAttemptAtMs: letter.createdAtMs })
}

export function killLetters({ letters }: Pick<MemoryTables, 'letters'>, matches: (letter: Letter) => boolean): void {
  for (const [id, kept] of letters) {
    if (kept.state !== 'waiting' || !matches(kept.letter)) continue
    letters.set(id, { ...kept, state: 'dead', letter: { ...kept.letter, sealedToken: null } })
  }
}
