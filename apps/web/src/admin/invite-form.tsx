import { useTutti } from '@tutti/react'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { copyText } from '../room/copy-text.ts'
import { useAct } from '../session/use-act.ts'
import { useStudio } from '../stage/use-studio.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import form from '../ui/form.module.css'
import { formText } from '../ui/form-text.ts'
import styles from './admin.module.css'

export function InviteForm({ onDone }: { readonly onDone: () => void }) {
  const client = useTutti()
  const [code, setCode] = useState<string>()
  const { isBusy, failure, run } = useAct('maxUses', 'days', 'note')
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const sent = event.currentTarget
    const body = {
      maxUses: Number(formText(sent, 'maxUses')),
      days: Number(formText(sent, 'days')),
      note: formText(sent, 'note').trim(),
    }
    const isMade = await run(async () => setCode((await client.call('createInvite', { body })).code))
    if (!isMade) return
    sent.reset()
    onDone()
  }
  return (
    <>
      <form className={form['form']} onSubmit={(event) => void submit(event)}>
        <Field
          label="For whom, if you want to remember"
          name="note"
          maxLength={500}
          autoComplete="off"
          placeholder="The Wednesday class"
          error={failure.fields?.['note']}
        />
        <div className={styles['pair']}>
          <Field
            label="Accounts it opens"
            name="maxUses"
            type="number"
            inputMode="numeric"
            min={1}
            max={1000}
            required
            defaultValue={1}
            error={failure.fields?.['maxUses']}
          />
          <Field
            label="Good for, days"
            name="days"
            type="number"
            inputMode="numeric"
            min={1}
            max={365}
            required
            defaultValue={7}
            error={failure.fields?.['days']}
          />
        </div>
        <Failure text={failure.text} />
        <div className={form['row']}>
          <Button look="solid" type="submit" disabled={isBusy}>
            Make a code
          </Button>
        </div>
      </form>
      <div role="status">{code !== undefined && <NewCode code={code} />}</div>
    </>
  )
}

function NewCode({ code }: { readonly code: string }) {
  const { notices } = useStudio()
  const copy = async () => {
    const hasCopied = await copyText(code)
    notices.say(hasCopied ? 'The code is copied.' : 'The browser does not copy here: select the code by hand.')
  }
  return (
    <div className={styles['code']}>
      <p className={styles['aside']}>Send it to whom it is for. It is not shown again.</p>
      <div className={styles['buttons']}>
        <output aria-label="Invite code">{code}</output>
        <Button look="outlined" icon="link" onClick={() => void copy()}>
          Copy the code
        </Button>
      </div>
    </div>
  )
}
