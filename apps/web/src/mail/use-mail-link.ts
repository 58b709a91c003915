import { useEffect, useState } from 'react'
import type { MailLink } from './link-token.ts'
import { readMailLink } from './link-token.ts'

/** The link of a mail that was followed to here. Its token does not stay in the address bar or the history. */
export function useMailLink(): MailLink {
  const [link] = useState(() => readMailLink(location.hash))
  useEffect(() => history.replaceState(null, '', location.pathname), [])
  return link
}
