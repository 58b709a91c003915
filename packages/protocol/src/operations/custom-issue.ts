import { issue, type IssueCode, type KnownIssue } from '@tutti/core'

/** What is wrong where a schema compares fields, in a form that Zod hands on: in English, and by name. */
export function customIssue(code: IssueCode, params: KnownIssue['params'] = {}) {
  const { issue: message, known } = issue(code, params)
  return { message, params: { known } }
}
