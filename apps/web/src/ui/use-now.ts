import { useEffect, useState } from 'react'

const minuteMs = 60_000

/** The moment, epoch ms, exact to a minute. */
export function useNow(): number {
  const [nowMs, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minuteMs)
    return () => clearInterval(timer)
  }, [])
  return nowMs
}
