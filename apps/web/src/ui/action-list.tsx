import type { ComponentProps, ReactNode } from 'react'
import styles from './action-list.module.css'
import { classNames } from './class-names.ts'
import type { IconName } from './icon.tsx'
import { Icon } from './icon.tsx'

/** Things that can be done with what stands above them. */
export function ActionList({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div role="group" aria-label={label} className={styles['list']}>
      {children}
    </div>
  )
}

interface ActionProps extends ComponentProps<'button'> {
  readonly icon: IconName
  readonly isGrave?: boolean
}

export function Action({ icon, isGrave = false, className, children, ...rest }: ActionProps) {
  return (
    <button type="button" {...rest} className={classNames(styles['action'], isGrave && styles['grave'], className)}>
      <Icon name={icon} />
      {children}
    </button>
  )
}
