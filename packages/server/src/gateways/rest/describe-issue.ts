import type { FieldIssue } from '@tutti/core'
import type { z } from 'zod'

/** What is wrong with a value, for the person who wrote the request. Never the value itself: it may be a password. */
export function describeIssue(issue: z.core.$ZodIssue, input: unknown): readonly FieldIssue[] {
  const field = issue.path.map(String).join('.') || 'body'
  return [{ field, issue: isMissing(issue, input) ? 'Is required' : explain(issue) }]
}

function explain(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `Must be ${article(issue.expected)}`
    case 'too_small':
      return `Must be at least ${issue.minimum}${unitOf(issue.origin)}`
    case 'too_big':
      return `Must be at most ${issue.maximum}${unitOf(issue.origin)}`
    case 'invalid_value':
      return `Must be one of ${issue.values.map(String).join(', ')}`
    case 'custom':
      return issue.message
    default:
      return 'Is not valid'
  }
}

function isMissing(issue: z.core.$ZodIssue, input: unknown): boolean {
  if (issue.code !== 'invalid_type' && issue.code !== 'invalid_value') return false
  return issue.path.length > 0 && valueAt(input, issue.path) === undefined
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    input,
  )
}

function article(expected: string): string {
  if (expected === 'int') return 'a whole number'
  return /^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`
}

function unitOf(origin: string): string {
  return origin === 'string' ? ' characters long' : ''
}
