import styles from './wordmark.module.css'

/** Three notes rising from a keyboard, and the name. */
export function Wordmark() {
  return (
    <span className={styles['wordmark']}>
      <svg aria-hidden="true" width="24" height="24" viewBox="0 0 24 24" fill="currentColor">
        <rect x="2.5" y="10.5" width="4.6" height="6.5" rx="1.8" />
        <rect x="9.7" y="3" width="4.6" height="14" rx="1.8" />
        <rect x="16.9" y="6.5" width="4.6" height="10.5" rx="1.8" />
        <rect x="1.5" y="19.4" width="21" height="2.4" rx="1.2" />
      </svg>
      Tutti
    </span>
  )
}
