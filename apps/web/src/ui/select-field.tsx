import { useId } from 'react'
import { classNames } from './class-names.ts'
import type { FieldNote } from './field-frame.tsx'
import { FieldFrame, noteAttributes } from './field-frame.tsx'
import styles from './field.module.css'
import { Icon } from './icon.tsx'

interface SelectFieldProps<Choice extends string> extends FieldNote {
  readonly label: string
  readonly value: Choice
  readonly choices: readonly { readonly value: Choice; readonly label: string }[]
  readonly onChange: (value: Choice) => void
  readonly isLabelHidden?: boolean
}

/** The browser's own list of choices, which phones show best. */
export function SelectField<Choice extends string>(props: SelectFieldProps<Choice>) {
  const { label, value, choices, onChange, hint, error, isLabelHidden = false } = props
  const id = useId()
  const note = { hint, error }
  const choose = (chosen: string) => {
    const choice = choices.find((one) => one.value === chosen)
    if (choice) onChange(choice.value)
  }
  return (
    <FieldFrame id={id} label={label} isLabelHidden={isLabelHidden} {...note}>
      <span className={styles['select']}>
        <select
          id={id}
          className={classNames(styles['input'], styles['choices'])}
          value={value}
          onChange={(event) => choose(event.target.value)}
          {...noteAttributes(id, note)}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
        <Icon name="chevron" size={18} />
      </span>
    </FieldFrame>
  )
}
