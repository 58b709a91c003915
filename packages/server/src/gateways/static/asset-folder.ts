import { readdirSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { pack, type Coding } from '../http/content-coding.ts'
import { mediaTypeOf } from './media-types.ts'

export interface Asset {
  readonly type: string
  readonly etag: string
  /** Packed this way, where packing makes it smaller. */
  readonly read: (
    coding: Coding | undefined,
  ) => Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly coding?: Coding }>
}

const brotliQuality = 7

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
    async read(coding) {
      if (!packs || coding === undefined) return { bytes: new Uint8Array(await readFile(path)) }
      const packed = kept.get(coding) ?? packFile(path, coding)
      kept.set(coding, packed)
      packed.catch(() => kept.delete(coding))
      return { bytes: await packed, coding }
    },
  }
}

async function packFile(path: string, coding: Coding): Promise<Uint8Array<ArrayBuffer>> {
  return pack(await readFile(path), coding, brotliQuality)
}
