import { useEffect, useState } from 'react'
import { useStudio } from '../stage/use-studio.ts'
import { Button } from '../ui/button.tsx'
import { copyText } from './copy-text.ts'
import styles from './top-bar.module.css'

const shownForMs = 2000

interface InviteButtonProps {
  readonly look: 'outlined' | 'quiet'
  /** Only the icon where there is little room. */
  readonly isShort?: boolean
}

/** Copies the link to the room, and says so. */
export function InviteButton({ look, isShort = false }: InviteButtonProps) {
  const { notices } = useStudio()
  const [isCopied, setCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return undefined
    const timer = setTimeout(() => setCopied(false), shownForMs)
    return () => clearTimeout(timer)
  }, [isCopied])
  const invite = async () => {
    const link = location.origin + location.pathname
    const hasCopied = await copyText(link)
    setCopied(hasCopied)
    notices.say(hasCopied ? 'Link copied. Whoever opens it is in the room.' : `Send this link: ${link}`)
  }
  return (
    <Button
      look={look}
      icon={isCopied ? 'check' : 'link'}
      aria-label="Invite: copy the link"
      onClick={() => void invite()}
    >
      <span className={isShort ? styles['short'] : undefined}>{isCopied ? 'Copied' : 'Invite'}</span>
    </Button>
  )
}
