import { Field } from '../ui/field.tsx'
import type { FormFailure } from './form-failure.ts'

export const accountFields = ['username', 'email', 'password'] as const

interface AccountFieldsProps {
  readonly failure: FormFailure
  readonly name?: string
}

/** What a new account needs. */
export function AccountFields({ failure, name = '' }: AccountFieldsProps) {
  return (
    <>
      <Field
        label="User name"
        name="username"
        required
        defaultValue={name}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        error={failure.fields?.['username']}
        hint="3 to 20 letters, digits, dots, dashes or underscores."
      />
      <Field label="E-mail" name="email" type="email" required autoComplete="email" error={failure.fields?.['email']} />
      <Field
        label="Password"
        name="password"
        type="password"
        required
        autoComplete="new-password"
        error={failure.fields?.['password']}
        hint="Six characters of three kinds, without your name in it."
      />
    </>
  )
}
