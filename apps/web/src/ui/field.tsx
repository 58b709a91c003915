import type { ComponentProps } from 'react'
import { useId } from 'react'
import type { FieldNote } from './field-frame.tsx'
import { FieldFrame, noteAttributes } from './field-frame.tsx'
import styles from './field.module.css'

interface FieldProps extends ComponentProps<'input'>, FieldNote {
  readonly label: string
}

export function Field({ label, hint, error, className, ...rest }: FieldProps) {
  const id = useId()
  const note = { hint, error }
  return (
    <FieldFrame id={id} label={label} className={className} {...note}>
      <input {...rest} id={id} className={styles['input']} {...noteAttributes(id, note)} />
    </FieldFrame>
  )
}
