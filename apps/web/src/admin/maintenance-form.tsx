import type { Answer } from '@tutti/client'
import { useTutti } from '@tutti/react'
import type { FormEvent } from 'react'
import { useAct } from '../session/use-act.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import form from '../ui/form.module.css'
import { formText } from '../ui/form-text.ts'

interface MaintenanceFormProps {
  readonly present: Answer<'getOverview'>['maintenance']
  readonly onDone: () => void
}

export function MaintenanceForm({ present, onDone }: MaintenanceFormProps) {
  const client = useTutti()
  const { isBusy, failure, run } = useAct('message', 'retryAfter')
  const { enabled, message, retryAfter } = present
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const sent = event.currentTarget
    const minutes = Number(formText(sent, 'minutes'))
    const body = enabled
      ? { enabled: false }
      : { enabled: true, message: formText(sent, 'message').trim(), retryAfter: Math.round(minutes * 60) }
    if (await run(() => client.call('setMaintenance', { body }))) onDone()
  }
  return (
    <form className={form['form']} onSubmit={(event) => void submit(event)}>
      {enabled ? (
        <p>{message === '' ? 'Maintenance is on.' : `Maintenance is on: “${message}”`}</p>
      ) : (
        <>
          <Field
            label="What is told to those who are turned away"
            name="message"
            maxLength={500}
            autoComplete="off"
            defaultValue={message}
            error={failure.fields?.['message']}
          />
          <Field
            label="Come back in, minutes"
            name="minutes"
            type="number"
            min={1}
            max={1440}
            required
            defaultValue={Math.max(1, Math.round(retryAfter / 60))}
            error={failure.fields?.['retryAfter']}
          />
        </>
      )}
      <Failure text={failure.text} />
      <div className={form['row']}>
        <Button look={enabled ? 'solid' : 'grave'} type="submit" disabled={isBusy}>
          {enabled ? 'Open again for everybody' : 'Begin maintenance'}
        </Button>
      </div>
    </form>
  )
}
