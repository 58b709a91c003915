import { classNames } from '../ui/class-names.ts'
import styles from './avatar.module.css'
import { chosenPicture } from './chosen-picture.ts'
import { initialsOf } from './initials.ts'
import { personStyle } from './person-style.ts'
import { grainOf } from './player-color.ts'

interface AvatarProps {
  readonly name: string
  readonly color: string
  /** The player's number gives the grain of their notes. */
  readonly number?: number
  readonly size?: 'small' | 'medium' | 'large'
  /** The address of a picture; the one that a server draws is left out for our own disc. */
  readonly picture?: string | undefined
}

export function Avatar({ name, color, number = 0, size = 'medium', picture }: AvatarProps) {
  const chosen = chosenPicture(picture)
  if (chosen !== undefined) {
    return <img alt="" className={classNames(styles['avatar'], styles[size])} style={personStyle(color)} src={chosen} />
  }
  return (
    <span
      aria-hidden="true"
      className={classNames(styles['avatar'], styles[size], styles[grainOf(number)])}
      style={personStyle(color)}
      data-initials={initialsOf(name)}
    />
  )
}
