import { Field } from '../ui/field.tsx'

interface NewPasswordFieldProps {
  readonly label: string
  readonly name: string
  readonly autoFocus?: boolean
  readonly error: string | undefined
}

/** For a password that is chosen now, with what makes a good one. */
export function NewPasswordField(props: NewPasswordFieldProps) {
  return (
    <Field
      {...props}
      type="password"
      required
      autoComplete="new-password"
      hint="Six characters of three kinds, without your name in it."
    />
  )
}
