import { TuttiError } from '@tutti/client'
import { errorWords } from './error-words.ts'

/** What went wrong with a form: at a field, or as a whole. */
export interface FormFailure {
  readonly fields?: Readonly<Record<string, string>>
  readonly text?: string
}

export function toFormFailure(error: unknown, fields: readonly string[]): FormFailure {
  const words = errorWords(error)
  const field = error instanceof TuttiError ? error.field : undefined
  const issue = issueOf(error)
  if (field === undefined) return { text: words }
  return fields.includes(field) ? { fields: { [field]: issue ?? words } } : { text: issue ?? words }
}

/** What the server says of that very field is more exact than the code. */
function issueOf(error: unknown): string | undefined {
  const issue = error instanceof TuttiError ? error.details['issue'] : undefined
  return typeof issue === 'string' ? `${issue.replace(/\.$/, '')}.` : undefined
}
