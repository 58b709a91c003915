import type { ReactNode } from 'react'
import { useId } from 'react'
import { classNames } from './class-names.ts'
import styles from './field.module.css'
import { Icon } from './icon.tsx'

interface SelectFieldProps<Choice extends string> {
  readonly label: string
  readonly value: Choice
  readonly choices: readonly { readonly value: Choice; readonly label: string }[]
  readonly onChange: (value: Choice) => void
  readonly hint?: ReactNode
  readonly isLabelHidden?: boolean
}

/** The browser's own list of choices, which phones show best. */
export function SelectField<Choice extends string>(props: SelectFieldProps<Choice>) {
  const { label, value, choices, onChange, hint, isLabelHidden = false } = props
  const id = useId()
  const choose = (chosen: string) => {
    const choice = choices.find((one) => one.value === chosen)
    if (choice) onChange(choice.value)
  }
  return (
    <div className={styles['field']}>
      <label className={isLabelHidden ? 'visually-hidden' : styles['label']} htmlFor={id}>
        {label}
      </label>
      <span className={styles['select']}>
        <select
          id={id}
          className={classNames(styles['input'], styles['choices'])}
          value={value}
          onChange={(event) => choose(event.target.value)}
          aria-describedby={hint === undefined ? undefined : `${id}-note`}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
        <Icon name="chevron" size={18} />
      </span>
      {hint !== undefined && (
        <p id={`${id}-note`} className={styles['hint']}>
          {hint}
        </p>
      )}
    </div>
  )
}
