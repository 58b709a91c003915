import { useTutti } from '@tutti/react'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { useAct } from '../session/use-act.ts'
import { useStudio } from '../stage/use-studio.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import form from '../ui/form.module.css'
import { formText } from '../ui/form-text.ts'
import { SelectField } from '../ui/select-field.tsx'
import type { SuspensionLength } from './suspension-lengths.ts'
import { suspensionLengths, untilOf } from './suspension-lengths.ts'

export function AddressBanForm({ onDone }: { readonly onDone: () => void }) {
  const client = useTutti()
  const { notices } = useStudio()
  const [length, setLength] = useState<SuspensionLength>('7')
  const { isBusy, failure, run } = useAct('address', 'reason')
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const sent = event.currentTarget
    const body = {
      address: formText(sent, 'address').trim(),
      reason: formText(sent, 'reason').trim(),
      until: untilOf(length, Date.now()),
    }
    const isBanned = await run(async () => {
      const { address } = await client.call('banAddress', { body })
      notices.say(`Nobody comes in from ${address}.`)
    })
    if (!isBanned) return
    sent.reset()
    onDone()
  }
  return (
    <form className={form['form']} onSubmit={(event) => void submit(event)}>
      <Field
        label="Address, or a range of them"
        name="address"
        required
        maxLength={100}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        placeholder="192.0.2.0/24"
        error={failure.fields?.['address']}
        hint="The audit log names the addresses that things were done from."
      />
      <Field
        label="Why"
        name="reason"
        required
        maxLength={500}
        autoComplete="off"
        error={failure.fields?.['reason']}
        hint="For other moderators."
      />
      <SelectField label="For how long" value={length} choices={suspensionLengths} onChange={setLength} />
      <Failure text={failure.text} />
      <div className={form['row']}>
        <Button look="grave" type="submit" disabled={isBusy}>
          Ban the address
        </Button>
      </div>
    </form>
  )
}
