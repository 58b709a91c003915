import { useEffect, useState } from 'react'

/** Calls back with a file that is dropped anywhere on the page; true while one is held above it. */
export function useFileDrop(onFile: (file: File) => void): boolean {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const closing = new AbortController()
    const { signal } = closing
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      setOver(true)
    }
    const drop = (event: DragEvent) => {
      const file = event.dataTransfer?.files[0]
      setOver(false)
      if (!file) return
      event.preventDefault()
      onFile(file)
    }
    window.addEventListener('dragover', over, { signal })
    window.addEventListener('drop', drop, { signal })
    // Leaving the window has no target to come from.
    window.addEventListener('dragleave', (event) => event.relatedTarget === null && setOver(false), { signal })
    return () => closing.abort()
  }, [onFile])
  return isOver
}
