import { useTutti } from '@tutti/react'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { useAct } from '../session/use-act.ts'
import { useStudio } from '../stage/use-studio.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import form from '../ui/form.module.css'
import { formText } from '../ui/form-text.ts'
import { SelectField } from '../ui/select-field.tsx'
import { TextAreaField } from '../ui/text-area-field.tsx'

const kinds = [
  { value: 'info', label: 'Good to know' },
  { value: 'warning', label: 'A warning' },
  { value: 'maintenance', label: 'About maintenance' },
] as const

export function NoticeForm() {
  const client = useTutti()
  const { notices } = useStudio()
  const [kind, setKind] = useState<(typeof kinds)[number]['value']>('info')
  const { isBusy, failure, run } = useAct('message')
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const sent = event.currentTarget
    const message = formText(sent, 'message').trim()
    const isSent = await run(async () => {
      const { receivers } = await client.call('sendNotice', { body: { message, kind } })
      notices.say(receivers === 1 ? 'Told to one connection.' : `Told to ${receivers} connections.`)
    })
    if (isSent) sent.reset()
  }
  return (
    <form className={form['form']} onSubmit={(event) => void submit(event)}>
      <TextAreaField label="What to say" name="message" required maxLength={500} error={failure.fields?.['message']} />
      <SelectField label="What it is" value={kind} choices={kinds} onChange={setKind} />
      <Failure text={failure.text} />
      <div className={form['row']}>
        <Button look="solid" type="submit" disabled={isBusy}>
          Tell everybody
        </Button>
      </div>
    </form>
  )
}
