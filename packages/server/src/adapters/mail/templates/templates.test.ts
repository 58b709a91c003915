import { mailId, type Letter } from '@tutti/core'
import { expect, test } from 'vitest'
import { createComposer } from './compose-mail.ts'
import { html } from './html.ts'
import { letters } from './letters.ts'

const compose = createComposer({
  mailTokens: { open: (sealed) => `opened-${sealed}` },
  linkBase: () => 'https://p.example',
})
const kinds = Object.keys(letters) as Letter['kind'][]

function aLetter(overrides: Partial<Letter> = {}): Letter {
  const own = { id: mailId('1'), kind: 'confirm_email' as const, userId: null, to: 'clara@example.com' }
  return { ...own, username: 'clara', sealedToken: 's', createdAtMs: 0, expiresAtMs: 1, ...overrides }
}

test.each(kinds)('%s says the same in text and HTML, and loads nothing from anywhere', (kind) => {
  const mail = compose(aLetter({ kind }))

  expect(mail.subject).not.toBe('')
  expect(mail.text).toContain('clara')
  expect(mail.html).toContain('clara')
  expect(mail.html).not.toMatch(/<(?:img|script|link|iframe)|src=|url\(/)
  expect([...mail.text.matchAll(/https?:\/\/[^\s]+/g)].every(([link]) => link.startsWith('https://p.example/'))).toBe(
    true,
  )
})

test.each([
  ['confirm_email', 'https://p.example/verify#confirm=opened-s'],
  ['confirm_new_email', 'https://p.example/verify#change=opened-s'],
  ['reset_password', 'https://p.example/reset#token=opened-s'],
] as const)('[S-42] [S-43] the link of %s leads to a page of this server, its token behind the #', (kind, link) => {
  const { text, html: page } = compose(aLetter({ kind }))
  expect(text).toContain(`\n${link}\n`)
  expect(page).toContain(`href="${link}"`)
})

test.each(kinds)('[S-45] what a user is called is no markup and never a header: %s', (kind) => {
  const username = `<b>"x" & 'y'</b>\r\nBcc: thief@example.com`
  const mail = compose(aLetter({ kind, username }))

  expect(mail.html).not.toContain('<b>')
  expect(mail.html).toContain('&#60;b&#62;&#34;x&#34; &#38; &#39;y&#39;')
  expect(mail.subject).not.toMatch(/[\r\n]|Bcc/)
})

test('text in a template is escaped, HTML is not', () => {
  expect(html`<p>${'<'}${html`<i>${'&'}</i>`}${[html`<br />`, html`<br />`]}</p>`.text).toBe(
    '<p>&#60;<i>&#38;</i><br /><br /></p>',
  )
})
