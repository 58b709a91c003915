import { expect, test } from 'vitest'
import { forBothSchemes } from './suite.ts'

forBothSchemes('languages', (suite) => {
  const ask = (language: string) =>
    suite.blueprint.ask('/auth/register', { json: { password: 'x' }, headers: { 'Accept-Language': language } })

  test.each([
    ['de', 'de', 'Ungültige Angaben im Inhalt', '"email": Wird benötigt'],
    ['fr-CA, en;q=0.5', 'fr', 'Contenu de la requête non valide', '"email": Est obligatoire'],
    ['tlh, ja;q=0.8, en;q=0.1', 'ja', 'リクエストの内容が正しくありません', '"email": 必須です'],
    ['zh-Hant-TW', 'zh', '请求内容无效', '"email": 必填'],
  ])(
    '[B-034] asked in %s, the answer is in %s, and its codes are the same',
    async (asked, language, message, detail) => {
      const { status, code, message: said, details, headers } = await ask(asked)
      expect([status, code, headers.get('content-language'), said]).toEqual([400, 10003, language, message])
      expect(details).toMatchObject([
        { message: detail, path: 'email', type: 'any.required', context: { key: 'email' } },
      ])
    },
  )

  test.each(['es', 'hr', 'it', 'ko', 'pl', 'pt', 'ru', 'sr'])('[B-034] there are words in %s', async (language) => {
    const { message, headers } = await ask(language)
    expect(headers.get('content-language')).toBe(language)
    expect(message).not.toBe('Invalid request payload')
  })

  test.each([
    '',
    'en',
    'en-GB',
    '*',
    'xx',
    ';;;q=9',
    'de;q=0',
    'en, de;q=0.9',
    'en;q=0.9, de;q=0.8',
    `de,${'x'.repeat(10_000)}`,
  ])('[B-035] [B-036] %# anything else is English', async (language) => {
    const { status, message, headers } = await ask(language)
    expect([status, message, headers.get('content-language')]).toEqual([400, 'Invalid request payload', 'en'])
  })

  test('[B-034] the weight decides, not the order', async () => {
    expect((await ask('en;q=0.2, de;q=0.7, fr;q=0.5')).headers.get('content-language')).toBe('de')
  })

  test('[B-034] the other dialect speaks the same languages', async () => {
    const json = { username: 'x', email: 'x@example.com', password: 'Nocturne-9-2' }
    const { status, error, headers } = await suite.piano.ask('/auth/register', {
      json,
      headers: { 'Accept-Language': 'de' },
    })
    expect([status, headers.get('content-language')]).toEqual([400, 'de'])
    expect(error).toMatchObject({
      code: 'VALIDATION_ERROR',
      message: 'Ungültige Eingaben.',
      details: {
        field: 'username',
        issue: 'Verwende 3 bis 20 Buchstaben, Ziffern, Punkte, Binde- oder Unterstriche',
      },
    })
  })

  test('[B-053] what is outside of both dialects speaks them too', async () => {
    const { message } = await suite.blueprint.ask('/nope', { headers: { 'Accept-Language': 'pl' } })
    expect(message).toBe('Pod tym adresem nic nie ma.')
  })
})
