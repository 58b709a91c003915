import type { ComponentProps, MouseEvent, ReactNode } from 'react'
import { navigate } from './navigate.ts'

/** A link within the app: it keeps the page, and leaves new tabs and modified clicks to the browser. */
export function Link({
  href,
  onClick,
  children,
  ...rest
}: ComponentProps<'a'> & { readonly href: string; readonly children: ReactNode }) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
    if (event.defaultPrevented || !isPlain) return
    event.preventDefault()
    navigate(href)
  }
  return (
    <a {...rest} href={href} onClick={follow}>
      {children}
    </a>
  )
}
