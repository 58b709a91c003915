import { expect, test } from 'vitest'
import { forBothSchemes } from './suite.ts'

forBothSchemes('versions', (suite) => {
  const ask = async (version: string) => {
    const { token } = await suite.blueprint.member()
    return suite.blueprint.ask('/users/me', { token, headers: { 'Api-Version': version } })
  }

  test.each(['1.0.0', '1.0', '1', 'v1', 'V1', '', ' 1.0.0 '])(
    '[B-075] [B-077] [B-079] [C8] the version “%s” is served, and told',
    async (version) => {
      const { status, headers } = await ask(version)
      expect([status, headers.get('api-version')]).toEqual([200, '1.0.0'])
      expect(headers.get('vary')).toContain('Api-Version')
    },
  )

  test.each(['1.7.0', '1.0.9', '1.7'])(
    '[B-078] asked for %s, the nearest minor version below answers',
    async (version) => {
      const { status, headers } = await ask(version)
      expect([status, headers.get('api-version')]).toEqual([200, '1.0.0'])
    },
  )

  test.each(['2.0.0', '0.9.0', 'abc', '1.x', '-1', '1.0.0.0', '1e0', '1,2', '9'.repeat(400)])(
    '[B-076] [B-078] asked for %s, no other major version answers',
    async (version) => {
      const { status, code } = await ask(version)
      expect([status, code]).toEqual([400, 10013])
    },
  )
})
