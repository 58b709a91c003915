/** What the link of a mail is for, and its token. */
export type MailLink =
  | { readonly purpose: 'confirm' | 'change' | 'reset'; readonly token: string }
  | { readonly purpose: 'none' }

/** Reads what stands after the `#`: `confirm=…`, `change=…`, `token=…` for a new password. */
export function readMailLink(hash: string): MailLink {
  const parts = new URLSearchParams(hash.replace(/^#/, ''))
  for (const [name, purpose] of [
    ['confirm', 'confirm'],
    ['change', 'change'],
    ['token', 'reset'],
  ] as const) {
    const token = parts.get(name)
    if (token) return { purpose, token }
  }
  return { purpose: 'none' }
}
