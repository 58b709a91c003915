import type { Letter, Mail, MailTokens } from '@tutti/core'
import { html } from './html.ts'
import { letters, type Text } from './letters.ts'

interface Needs {
  readonly mailTokens: Pick<MailTokens, 'open'>
  /** What links begin with: the public URL, or else the address that the server prints; never a Host that was claimed. */
  readonly linkBase: () => string
}

/** Writes a letter out, as plain text and as HTML. */
export function createComposer({ mailTokens, linkBase }: Needs): (letter: Letter) => Mail {
  return ({ id, kind, to, username, sealedToken, createdAtMs }) => {
    const token = sealedToken === null ? '' : mailTokens.open(sealedToken)
    const text = letters[kind]({ username, base: linkBase(), token })
    return {
      id,
      kind,
      to,
      subject: text.subject,
      text: asPlainText(text),
      html: asHtml(text),
      writtenAtMs: createdAtMs,
    }
  }
}

function asPlainText({ before, button, after }: Text): string {
  const link = button ? [`${button.label}:\n${button.link}`] : []
  return `${[...before, ...link, ...after].join('\n\n')}\n`
}

function asHtml({ subject, before, button, after }: Text): string {
  const paragraph = (line: string) => html`<p>${line}</p>`
  const link = button
    ? [
        html`<p>
            <a
              href="${button.link}"
              style="display:inline-block;padding:10px 18px;border-radius:8px;background:#1d4ed8;color:#ffffff;text-decoration:none"
              >${button.label}</a
            >
          </p>
          <p style="font-size:13px;color:#57606a">Or open this address:<br />${button.link}</p>`,
      ]
    : []
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${subject}</title>
      </head>
      <body style="font:16px/1.5 system-ui,sans-serif;color:#1f2328;max-width:36em;margin:24px auto;padding:0 16px">
        ${[...before.map(paragraph), ...link, ...after.map(paragraph)]}
      </body>
    </html> `.text
}
