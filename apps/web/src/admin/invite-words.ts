import { dayWords } from '../ui/time-words.ts'

interface InviteUse {
  readonly uses: number
  readonly maxUses: number
  /** Epoch ms. */
  readonly endsAtMs: number
  readonly nowMs: number
}

/** What an invite is still good for. */
export function inviteWords({ uses, maxUses, endsAtMs, nowMs }: InviteUse): string {
  if (uses >= maxUses) return maxUses === 1 ? 'Used' : `All ${maxUses} accounts are open`
  const opened = maxUses === 1 ? 'Not used yet' : `${uses} of ${maxUses} accounts opened`
  return `${opened}, ${endsAtMs <= nowMs ? 'over since' : 'good until'} ${dayWords(endsAtMs)}`
}
