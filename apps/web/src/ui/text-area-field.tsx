import type { ComponentProps } from 'react'
import { useId } from 'react'
import { classNames } from './class-names.ts'
import type { FieldNote } from './field-frame.tsx'
import { FieldFrame, noteAttributes } from './field-frame.tsx'
import styles from './field.module.css'

interface TextAreaFieldProps extends ComponentProps<'textarea'>, FieldNote {
  readonly label: string
}

/** A field of several lines. */
export function TextAreaField({ label, hint, error, ...rest }: TextAreaFieldProps) {
  const id = useId()
  const note = { hint, error }
  return (
    <FieldFrame id={id} label={label} {...note}>
      <textarea
        rows={3}
        {...rest}
        id={id}
        className={classNames(styles['input'], styles['lines'])}
        {...noteAttributes(id, note)}
      />
    </FieldFrame>
  )
}
