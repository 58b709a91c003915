import type { Ask } from '@tutti/client'

export type Outcome = Ask<'resolveReport'>['body']['outcome']

export const outcomes: readonly { readonly value: Outcome; readonly label: string }[] = [
  { value: 'dismissed', label: 'Nothing wrong' },
  { value: 'warned', label: 'Warned' },
  { value: 'removed', label: 'Removed' },
  { value: 'suspended', label: 'Suspended' },
  { value: 'banned', label: 'Banned' },
]

export function outcomeLabel(outcome: Outcome): string {
  return outcomes.find(({ value }) => value === outcome)?.label ?? outcome
}
