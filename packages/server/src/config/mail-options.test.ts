import { expect, test } from 'vitest'
import { loadConfig } from './load-config.ts'

test.each(['smtp://localhost:25', 'smtps://piano:p%40ss@mail.example.com', 'smtp://[::1]:2525'])(
  '%s is a mail server',
  (url) => {
    expect(loadConfig([], { TUTTI_SMTP_URL: url })).toMatchObject({ smtpUrl: url })
  },
)

test.each(['http://mail.example.com', 'smtp://', 'mail.example.com:25', 'smtp:///x'])('%s is none', (url) => {
  expect(() => loadConfig([], { TUTTI_SMTP_URL: url })).toThrow(
    'TUTTI_SMTP_URL must be an smtp:// or smtps:// address.',
  )
})

test('[S-103] what is wrong with a secret is said without it', () => {
  expect(() => loadConfig([], { TUTTI_SMTP_URL: 'smpt://piano:s3cret@mail.example.com' })).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('s3cret') }),
  )
})

test.each(['piano@example.com', 'Tutti <piano@example.com>', 'Žofie ♫ <no-reply@a.b.example>'])(
  '%s may be a sender',
  (from) => {
    expect(loadConfig([], { TUTTI_MAIL_FROM: from })).toMatchObject({ mailFrom: from })
  },
)

test.each([
  'piano',
  'a@b.example, c@d.example',
  'Tutti <piano@example.com>\r\nBcc: c@d.example',
  '"Tutti" <a@b.example>',
])('[S-45] %j may not', (from) => {
  expect(() => loadConfig([], { TUTTI_MAIL_FROM: from })).toThrow('TUTTI_MAIL_FROM')
})

test('confirmed addresses are asked for only where it says so', () => {
  expect(loadConfig([], {})).toMatchObject({ requireVerifiedEmail: false })
  expect(loadConfig([], { TUTTI_REQUIRE_VERIFIED_EMAIL: 'true' })).toMatchObject({ requireVerifiedEmail: true })
  expect(() => loadConfig([], { TUTTI_REQUIRE_VERIFIED_EMAIL: 'yes' })).toThrow('must be true or false')
})
