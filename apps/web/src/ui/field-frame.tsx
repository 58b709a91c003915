import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './field.module.css'

export interface FieldNote {
  readonly hint?: ReactNode
  /** What is wrong with it and what to do; it stands in place of the hint. */
  readonly error?: string | undefined
}

interface FieldFrameProps extends FieldNote {
  /** Of the control itself. */
  readonly id: string
  readonly label: string
  readonly isLabelHidden?: boolean
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** The label above a control and the note below it. */
export function FieldFrame({ id, label, isLabelHidden = false, hint, error, className, children }: FieldFrameProps) {
  const note = error ?? hint
  const isWrong = error !== undefined
  return (
    <div className={classNames(styles['field'], className)}>
      <label className={isLabelHidden ? 'visually-hidden' : styles['label']} htmlFor={id}>
        {label}
      </label>
      {children}
      {note !== undefined && (
        <p
          id={noteIdOf(id)}
          className={isWrong ? styles['error'] : styles['hint']}
          role={isWrong ? 'alert' : undefined}
        >
          {note}
        </p>
      )}
    </div>
  )
}

/** What ties a control to its note. */
export function noteAttributes(id: string, { hint, error }: FieldNote) {
  return {
    'aria-invalid': error === undefined ? undefined : true,
    'aria-describedby': (error ?? hint) === undefined ? undefined : noteIdOf(id),
  }
}

function noteIdOf(id: string): string {
  return `${id}-note`
}
