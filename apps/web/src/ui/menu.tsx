import { Menu as Base } from '@base-ui/react/menu'
import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import type { IconName } from './icon.tsx'
import { Icon } from './icon.tsx'
import styles from './menu.module.css'
import popup from './popup.module.css'

export function Menu({ trigger, children }: { readonly trigger: ReactElement; readonly children: ReactNode }) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner side="bottom" align="end" sideOffset={8} collisionPadding={12} className={popup['positioner']}>
          <Base.Popup className={classNames(popup['popup'], styles['menu'])}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

interface MenuItemProps {
  readonly icon?: IconName
  readonly onSelect: () => void
  readonly children: ReactNode
}

export function MenuItem({ icon, onSelect, children }: MenuItemProps) {
  return (
    <Base.Item className={styles['item']} onClick={onSelect}>
      {icon && <Icon name={icon} />}
      {children}
    </Base.Item>
  )
}

interface MenuChoicesProps<Choice extends string> {
  readonly label: string
  readonly value: Choice
  readonly choices: readonly { readonly value: Choice; readonly label: string; readonly icon: IconName }[]
  readonly onChange: (value: Choice) => void
}

export function MenuChoices<Choice extends string>({ label, value, choices, onChange }: MenuChoicesProps<Choice>) {
  return (
    <Base.RadioGroup value={value} onValueChange={onChange} aria-label={label} className={styles['choices']}>
      {choices.map((choice) => (
        <Base.RadioItem key={choice.value} value={choice.value} className={styles['item']} closeOnClick={false}>
          <Icon name={choice.icon} />
          {choice.label}
          <Base.RadioItemIndicator className={styles['indicator']}>
            <Icon name="check" size={16} />
          </Base.RadioItemIndicator>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  )
}

export function MenuLine() {
  return <Base.Separator className={styles['line']} />
}
