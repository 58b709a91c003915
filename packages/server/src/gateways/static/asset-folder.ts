import { readdirSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { mediaTypeOf } from './media-types.ts'

type Coding = 'br' | 'gzip'

export interface Asset {
  readonly type: string
  readonly etag: string
  readonly read: (
    codings: readonly Coding[],
  ) => Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly coding?: Coding }>
}

const packers: Readonly<Record<Coding, (bytes: Uint8Array) => Promise<Uint8Array>>> = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 7 } }),
  gzip: (bytes) => promisify(gzip)(bytes),
}

/**
 * The files of a folder, by address. They are listed once: what a request asks for is looked up here and never becomes
 * a path, so there is nothing to traverse (S-70).
 */
export function listAssets(folder: string, names?: readonly string[]): ReadonlyMap<string, Asset> {
  const found = names ?? readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const files = found.flatMap((name) => {
    const path = join(folder, name)
    const stat = statSync(path)
    return stat.isFile() ? [{ name, path, stat }] : []
  })
  return new Map(
    files.map(({ name, path, stat }) => {
      const etag = `"${stat.size.toString(36)}-${Math.floor(stat.mtimeMs).toString(36)}"`
      return [`/${name.split(sep).join('/')}`, createAsset(path, etag)]
    }),
  )
}

/** Text is kept in memory, packed; the rest, such as recordings, is read each time. */
function createAsset(path: string, etag: string): Asset {
  const { type, packs } = mediaTypeOf(path)
  const kept = new Map<Coding, Promise<Uint8Array<ArrayBuffer>>>()

  return {
    type,
    etag,
    async read(codings) {
      const coding = packs ? codings[0] : undefined
      if (coding === undefined) return { bytes: new Uint8Array(await readFile(path)) }
      const packed = kept.get(coding) ?? pack(path, coding)
      kept.set(coding, packed)
      packed.catch(() => kept.delete(coding))
      return { bytes: await packed, coding }
    },
  }
}

async function pack(path: string, coding: Coding): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await packers[coding](await readFile(path)))
}
