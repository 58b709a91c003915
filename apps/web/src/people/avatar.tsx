import { classNames } from '../ui/class-names.ts'
import styles from './avatar.module.css'
import { initialsOf } from './initials.ts'
import { personStyle } from './person-style.ts'
import { grainOf } from './player-color.ts'

interface AvatarProps {
  readonly name: string
  readonly color: string
  /** The player's number gives the grain of their notes. */
  readonly number?: number
  readonly size?: 'small' | 'medium'
}

export function Avatar({ name, color, number = 0, size = 'medium' }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      className={classNames(styles['avatar'], styles[size], styles[grainOf(number)])}
      style={personStyle(color)}
      data-initials={initialsOf(name)}
    />
  )
}
