import type { ComponentProps } from 'react'
import styles from './button.module.css'
import { classNames } from './class-names.ts'
import type { IconName } from './icon.tsx'
import { Icon } from './icon.tsx'

interface Look {
  /**
   * solid: the one thing to do here. quiet (the default): text that answers to the pointer. outlined: one of several.
   * grave: cannot be taken back.
   */
  readonly look?: 'solid' | 'outlined' | 'quiet' | 'grave'
  readonly size?: 'medium' | 'large'
  readonly icon?: IconName
}

export function Button({
  look = 'quiet',
  size = 'medium',
  icon,
  className,
  children,
  ...rest
}: ComponentProps<'button'> & Look) {
  return (
    <button type="button" {...rest} className={classNames(styles['button'], styles[look], styles[size], className)}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  readonly icon: IconName
  /** Says what it does; shown as a tooltip too. */
  readonly label: string
}

export function IconButton({ icon, label, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={classNames(styles['button'], styles['quiet'], styles['icon'], className)}
    >
      <Icon name={icon} />
    </button>
  )
}
