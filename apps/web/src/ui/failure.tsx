import form from './form.module.css'

/** What went wrong with what was just tried; nothing when nothing did. */
export function Failure({ text }: { readonly text: string | undefined }) {
  if (text === undefined) return null
  return (
    <p role="alert" className={form['error']}>
      {text}
    </p>
  )
}
