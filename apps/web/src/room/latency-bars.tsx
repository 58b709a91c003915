import styles from './latency.module.css'
import { barsOf } from './latency.ts'

/** Three bars: nearer is fuller. */
export function LatencyBars({ ms }: { readonly ms: number | undefined }) {
  const filled = ms === undefined ? 0 : barsOf(ms)
  return (
    <svg aria-hidden="true" className={styles['bars']} width="15" height="14" viewBox="0 0 15 14">
      {[1, 2, 3].map((bar) => (
        <rect
          key={bar}
          x={(bar - 1) * 5.5}
          y={14 - bar * 4.4}
          width="3.5"
          height={bar * 4.4}
          rx="1"
          opacity={bar <= filled ? 1 : 0.28}
        />
      ))}
    </svg>
  )
}
