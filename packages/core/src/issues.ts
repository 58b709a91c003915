/** Every way in which one field can be wrong, for the person who filled it in. What stands in braces is filled in. */
export const issues = {
  // of any field
  required: 'Is required',
  unknown_field: 'Is not allowed',
  not_valid: 'Is not valid',
  not_a_string: 'Must be a string',
  not_a_number: 'Must be a number',
  not_whole: 'Must be a whole number',
  not_a_boolean: 'Must be a boolean',
  not_a_list: 'Must be an array',
  not_an_object: 'Must be an object',
  empty: 'Must not be empty',
  too_short: 'Must be at least {limit} characters long',
  too_long: 'Must be at most {limit} characters long',
  too_small: 'Must be at least {limit}',
  too_big: 'Must be at most {limit}',
  not_between: 'Must be a whole number from {least} to {most}',
  not_one_of: 'Must be one of {values}',
  not_an_email: 'Must be a valid e-mail address',
  not_a_uuid: 'Must be a UUID',
  not_an_address: 'Must be a web address',
  not_a_date: 'Must be a date and time of ISO 8601',
  not_base64: 'Must be base64',
  bad_pattern: 'Does not have the right form',
  at_most_characters: 'Use at most {limit} characters',
  from_to_characters: 'Use {least} to {most} characters',
  at_least_characters: 'Use at least {limit} characters',

  // names, addresses, passwords
  bad_username: 'Use 3 to 20 letters, digits, dots, dashes or underscores',
  reserved_username: 'This username is reserved',
  taken_username: 'Username already exists',
  taken_email: 'E-mail address already exists',
  same_email: 'Is your address already',
  spent_link: 'Is invalid, was used before or has expired',
  simple_password: 'Use three of these: lower case letters, upper case letters, numbers, symbols',
  name_in_password: 'Do not use your name in your password',
  passwords_differ: 'Passwords do not match',
  needs_invite: 'A valid invite is required',

  // pictures
  several_pictures: 'Send one picture',
  no_picture: 'Send a picture',

  // people and moderation
  this_is_you: 'This is you',
  you_block_them: 'You block this user',
  one_person: 'Give either a user id or a username',
  self_report: 'You cannot report yourself',
  one_target: 'Name either a message or a user',
  guest_role: 'Roles are for accounts; guest is for guests',
  not_a_range: 'Must be an IP address or a range such as 192.0.2.0/24',
  range_too_wide: 'Use /{prefix} or a narrower range',
  own_range: 'Your own address lies in this range',
  not_in_the_future: 'Must be in the future, within a hundred years',
  not_within_a_day: 'Must be from 1 second to a day',
} as const

export type IssueCode = keyof typeof issues

type Params = Readonly<Record<string, string | number>>

/** An issue by its name, so that it can be said in other words. */
export interface KnownIssue {
  readonly code: IssueCode
  readonly params: Params
}

/** What is wrong with a field, in English and by name: `new Refusal('invalid_input', { field: 'email', ...issue('not_an_email') })`. */
export function issue(code: IssueCode, params: Params = {}): { readonly issue: string; readonly known: KnownIssue } {
  const text = issues[code].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
  return { issue: text, known: { code, params } }
}
