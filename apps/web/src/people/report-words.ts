import type { Ask } from '@tutti/client'

export type ReportReason = Ask<'fileReport'>['body']['reason']

/** Why somebody is reported, in the order that it is asked. */
export const reportReasons: readonly { readonly value: ReportReason; readonly label: string }[] = [
  { value: 'harassment', label: 'Harassment' },
  { value: 'hate', label: 'Hate' },
  { value: 'spam', label: 'Spam' },
  { value: 'disruption', label: 'Spoils the music on purpose' },
  { value: 'sexual', label: 'Sexual content' },
  { value: 'impersonation', label: 'Pretends to be somebody else' },
  { value: 'other', label: 'Something else' },
]

export function reasonLabel(reason: ReportReason): string {
  return reportReasons.find(({ value }) => value === reason)?.label ?? reason
}
