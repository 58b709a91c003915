import styles from './chat.module.css'
import type { CommandHint } from './command-hints.ts'

interface CommandListProps {
  readonly id: string
  readonly hints: readonly CommandHint[]
  readonly onChoose: (name: string) => void
}

export function CommandList({ id, hints, onChoose }: CommandListProps) {
  return (
    <ul id={id} className={styles['commands']} aria-label="Commands">
      {hints.map(({ name, usage, about }) => (
        <li key={name}>
          <button type="button" className={styles['command']} onClick={() => onChoose(name)}>
            <code>{usage}</code> <span>{about}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
