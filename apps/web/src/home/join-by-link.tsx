import type { FormEvent } from 'react'
import { useState } from 'react'
import { navigate } from '../router/navigate.ts'
import { findRoomId, roomPathOf } from '../router/route.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import form from '../ui/form.module.css'
import { formText } from '../ui/form-text.ts'

export function JoinByLink() {
  const [isShown, setShown] = useState(false)
  const [error, setError] = useState<string>()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const roomId = findRoomId(formText(event.currentTarget, 'link'))
    if (roomId === undefined) return setError('That does not look like a link to a room. Paste all of it.')
    navigate(roomPathOf(roomId))
  }
  return (
    <>
      <Button icon="link" onClick={() => setShown(true)}>
        Join by link
      </Button>
      <Dialog open={isShown} onOpenChange={setShown} title="Join by link">
        <form className={form['form']} onSubmit={submit}>
          <Field
            label="Link or room id"
            name="link"
            required
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            error={error}
          />
          <Button look="solid" type="submit">
            Go there
          </Button>
        </form>
      </Dialog>
    </>
  )
}
