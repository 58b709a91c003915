import type { IssueCode } from '@tutti/core'
import type { SaidIssue } from './dialect.ts'

interface JoiIssue {
  readonly type: string
  /** Behind the quoted name of the field; without one the issue's own words follow. */
  readonly text?: string
}

/** What joi 9 calls each issue, and how it says it in English. What stands in braces is filled in. */
export const joiIssues: { readonly [Code in IssueCode]: JoiIssue } = {
  required: { type: 'any.required', text: 'is required' },
  unknown_field: { type: 'object.allowUnknown', text: 'is not allowed' },
  not_valid: { type: 'any.invalid', text: 'contains an invalid value' },
  not_a_string: { type: 'string.base', text: 'must be a string' },
  not_a_number: { type: 'number.base', text: 'must be a number' },
  not_whole: { type: 'number.integer', text: 'must be an integer' },
  not_a_boolean: { type: 'boolean.base', text: 'must be a boolean' },
  not_a_list: { type: 'array.base', text: 'must be an array' },
  not_an_object: { type: 'object.base', text: 'must be an object' },
  empty: { type: 'any.empty', text: 'is not allowed to be empty' },
  too_short: { type: 'string.min', text: 'length must be at least {limit} characters long' },
  too_long: { type: 'string.max', text: 'length must be less than or equal to {limit} characters long' },
  too_small: { type: 'number.min', text: 'must be larger than or equal to {limit}' },
  too_big: { type: 'number.max', text: 'must be less than or equal to {limit}' },
  not_between: { type: 'number.base' },
  not_one_of: { type: 'any.allowOnly', text: 'must be one of [{values}]' },
  not_an_email: { type: 'string.email', text: 'must be a valid email' },
  not_a_uuid: { type: 'string.guid', text: 'must be a valid GUID' },
  not_an_address: { type: 'string.uri', text: 'must be a valid uri' },
  not_a_date: { type: 'date.isoDate', text: 'must be a valid ISO 8601 date' },
  not_base64: { type: 'string.regex.base' },
  bad_pattern: { type: 'string.regex.base' },
  at_most_characters: { type: 'string.max', text: 'length must be less than or equal to {limit} characters long' },
  from_to_characters: { type: 'string.min' },
  at_least_characters: { type: 'string.min', text: 'length must be at least {limit} characters long' },
  bad_username: { type: 'string.regex.base' },
  reserved_username: { type: 'any.invalid' },
  taken_username: { type: 'any.invalid' },
  taken_email: { type: 'any.invalid' },
  same_email: { type: 'any.invalid' },
  spent_link: { type: 'any.invalid' },
  simple_password: { type: 'string.regex.base' },
  name_in_password: { type: 'any.invalid' },
  passwords_differ: { type: 'any.allowOnly' },
  needs_invite: { type: 'any.invalid' },
  several_pictures: { type: 'object.xor', text: 'contains a conflict between exclusive peers [media, media_data]' },
  no_picture: { type: 'object.missing', text: 'must contain at least one of [media, media_data]' },
  this_is_you: { type: 'any.invalid' },
  you_block_them: { type: 'any.invalid' },
  one_person: { type: 'object.xor' },
  self_report: { type: 'any.invalid' },
  one_target: { type: 'object.xor' },
  guest_role: { type: 'any.invalid' },
  not_a_range: { type: 'string.ip' },
  range_too_wide: { type: 'string.ip' },
  own_range: { type: 'any.invalid' },
  not_in_the_future: { type: 'date.min' },
  not_within_a_day: { type: 'number.base' },
}

/** A detail as joi 9 writes it: `path` with dots, the key quoted in front of the message, the value where it may be told. */
export function describeIssue({ field, issue, known, value }: SaidIssue, isEnglish: boolean) {
  const { type, text } = known ? joiIssues[known.code] : { type: 'any.invalid', text: undefined }
  const said = isEnglish && text !== undefined ? ` ${fill(text, known?.params ?? {})}` : `: ${issue}`
  const key = field.split('.').at(-1) ?? field
  return {
    message: `"${key}"${said}`,
    path: field,
    type,
    context: { ...(value !== undefined && { value }), key, ...limitOf(known?.params) },
  }
}

function fill(text: string, params: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
}

function limitOf(params: Readonly<Record<string, string | number>> = {}) {
  const { limit } = params
  return limit === undefined ? {} : { limit }
}
