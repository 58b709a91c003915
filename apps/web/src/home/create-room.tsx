import type { FormEvent } from 'react'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import form from '../ui/form.module.css'
import { formText } from '../ui/form-text.ts'
import { Switch } from '../ui/switch.tsx'
import { useOpening } from './use-opening.ts'

const longestRoomName = 64

export function CreateRoom() {
  const [isShown, setShown] = useState(false)
  const [isPrivate, setPrivate] = useState(false)
  const { isOpening, failure, open } = useOpening()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const password = formText(event.currentTarget, 'password')
    open({
      roomName: formText(event.currentTarget, 'roomName').trim(),
      roomType: isPrivate ? 'private' : 'public',
      password: password === '' ? undefined : password,
    })
  }
  return (
    <>
      <Button icon="plus" onClick={() => setShown(true)}>
        Create a room
      </Button>
      <Dialog open={isShown} onOpenChange={setShown} title="Create a room">
        <form className={form['form']} onSubmit={submit}>
          <Field
            label="Name"
            name="roomName"
            required
            maxLength={longestRoomName}
            autoComplete="off"
            placeholder="Late Chopin"
            error={failure.fields?.['roomName']}
          />
          <Switch checked={isPrivate} onChange={setPrivate}>
            Private: only people with the link
          </Switch>
          <Field
            label="Password"
            name="password"
            type="password"
            maxLength={64}
            autoComplete="new-password"
            hint="Leave it empty for an open door."
            error={failure.fields?.['password']}
          />
          <Failure text={failure.text} />
          <Button look="solid" type="submit" disabled={isOpening}>
            {isOpening ? 'Opening…' : 'Create and go in'}
          </Button>
        </form>
      </Dialog>
    </>
  )
}
