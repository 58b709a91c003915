import { expect, test } from 'vitest'
import { createDocsPages } from './docs-pages.ts'

const ask = (path: string) => createDocsPages()(new Request(`http://localhost${path}`))

test('the documentation loads nothing from elsewhere and has no script of its own inside', async () => {
  const html = (await (await ask('/docs'))?.text()) ?? ''
  const sources = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source = '']) => source)

  expect(html).not.toMatch(/<script>| on\w+=| style=/)
  for (const source of sources) expect((await ask(source))?.status).toBe(200)
})

test.each(['/docs/swagger-ui.js', '/docs/index.html', '/docs/package.json', '/docs/..%2fpackage.json'])(
  '[S-125] %s is not served',
  async (path) => {
    expect(await ask(path)).toBeNull()
  },
)
