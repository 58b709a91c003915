import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { listAssets } from './asset-folder.ts'
import { serveAsset } from './serve-asset.ts'

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  // The one style sheet that swagger-ui-dist's own logo brings along.
  "style-src 'self' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Tutti API</title>
    <link rel="icon" href="/docs/favicon-32x32.png" />
    <link rel="stylesheet" href="/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="api"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/swagger-ui-standalone-preset.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`

/** Both dialects, to choose from in the bar at the top. */
const start = `SwaggerUIBundle({
  urls: [
    { name: 'Piano API', url: '/api/openapi.json' },
    { name: 'Blueprint API', url: '/openapi.json' },
  ],
  dom_id: '#api',
  deepLinking: true,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  layout: 'StandaloneLayout',
})
`

const swaggerFiles = ['swagger-ui.css', 'swagger-ui-bundle.js', 'swagger-ui-standalone-preset.js', 'favicon-32x32.png']

/** The API's documentation, from local files alone. Null is for nothing to be found. */
export function createDocsPages(): (request: Request) => Promise<Response | null> {
  const folder = dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')))
  const assets = listAssets(folder, swaggerFiles)

  return async (request) => {
    const path = new URL(request.url).pathname.slice('/docs'.length)
    if (path === '') return ours('text/html', page)
    if (path === '/start.js') return ours('text/javascript', start)
    const asset = assets.get(path)
    return asset ? serveAsset(request, asset, { headers: { 'Cache-Control': 'public, max-age=86400' } }) : null
  }
}

function ours(type: string, text: string): Response {
  return new Response(text, {
    headers: {
      'Content-Type': `${type}; charset=utf-8`,
      'Cache-Control': 'no-cache',
      'Content-Security-Policy': policy,
    },
  })
}
