import { chooseCoding } from '../http/content-coding.ts'
import type { Asset } from './asset-folder.ts'

interface Serving {
  readonly status?: number
  readonly headers: Readonly<Record<string, string>>
}

/** An asset as it is, or "not modified" when the browser has it. */
export async function serveAsset(
  request: Request,
  asset: Asset,
  { status = 200, headers }: Serving,
): Promise<Response> {
  const common = { ETag: asset.etag, Vary: 'Accept-Encoding', ...headers }
  if (status === 200 && knows(request.headers.get('if-none-match'), asset.etag)) {
    return new Response(null, { status: 304, headers: common })
  }
  const { bytes, coding } = await asset.read(chooseCoding(request.headers.get('accept-encoding')))
  return new Response(bytes, {
    status,
    headers: {
      ...common,
      'Content-Type': asset.type,
      'Content-Length': String(bytes.byteLength),
      ...(coding !== undefined && { 'Content-Encoding': coding }),
    },
  })
}

function knows(ifNoneMatch: string | null, etag: string): boolean {
  const known = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  return known.includes(etag) || known.includes('*')
}
