import { useEffect, useState } from 'react'
import { Field } from '../ui/field.tsx'
import { formText } from '../ui/form-text.ts'
import type { FormFailure } from './form-failure.ts'
import { NewPasswordField } from './new-password-field.tsx'

export const accountFields = ['username', 'email', 'password', 'invite'] as const

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
      <NewPasswordField label="Password" name="password" error={failure.fields?.['password']} />
      <InviteField issue={failure.fields?.['invite']} />
    </>
  )
}

/** Asked for once the server has said that it takes new accounts by invitation. */
function InviteField({ issue }: { readonly issue: string | undefined }) {
  const [isAsked, setAsked] = useState(false)
  useEffect(() => {
    if (issue !== undefined) setAsked(true)
  }, [issue])
  if (!isAsked && issue === undefined) return null
  return (
    <Field
      label="Invite code"
      name="invite"
      required
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      error={issue}
      hint="This server takes new accounts by invitation."
    />
  )
}

export interface NewAccount {
  readonly username: string
  readonly email: string
  readonly password: string
  readonly invite?: string
}

/** What was typed into them. */
export function readAccount(sent: HTMLFormElement): NewAccount {
  const [username = '', email = '', invite = ''] = ['username', 'email', 'invite'].map((name) =>
    formText(sent, name).trim(),
  )
  return { username, email, password: formText(sent, 'password'), ...(invite !== '' && { invite }) }
}
