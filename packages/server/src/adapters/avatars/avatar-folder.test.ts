import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { openAvatarFolder } from './avatar-folder.ts'

const name = 'a'.repeat(32)
const red = sharp({ create: { width: 800, height: 600, channels: 3, background: '#c00000' } })

async function openFolder() {
  const path = await mkdtemp(join(tmpdir(), 'tutti-avatars-'))
  const avatars = await openAvatarFolder(path)
  return {
    path,
    avatars,
    async [Symbol.asyncDispose]() {
      await avatars[Symbol.asyncDispose]()
      await rm(path, { recursive: true, force: true })
    },
  }
}

test('[P-036] a picture is kept as two squares of WebP', async () => {
  await using folder = await openFolder()

  await folder.avatars.save(name, await red.png().toBuffer())

  for (const [file, side] of [
    [`${name}.webp`, 512],
    [`${name}-128.webp`, 128],
  ] as const) {
    const bytes = await readFile(join(folder.path, file))
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: side, height: side })
  }
})

test.each(['png', 'jpeg', 'webp', 'gif'] as const)('[P-036] %s is taken', async (format) => {
  await using folder = await openFolder()
  await folder.avatars.save(name, await red.toFormat(format).toBuffer())
  expect(await readdir(folder.path)).toHaveLength(2)
})

test('[S-82] what a picture says of itself is left behind, and it is turned as it was held', async () => {
  await using folder = await openFolder()
  const tall = sharp({ create: { width: 100, height: 200, channels: 3, background: '#ffffff' } })
  const secret = 'GPS and <script>alert(1)</script>'
  const image = await tall
    .composite([
      { input: { create: { width: 100, height: 100, channels: 3, background: '#000000' } }, top: 0, left: 0 },
    ])
    .jpeg()
    .withExif({ IFD0: { ImageDescription: secret } })
    .withMetadata({ orientation: 6 })
    .toBuffer()
  expect(image.includes('script')).toBe(true)

  await folder.avatars.save(name, image)

  const stored = await readFile(join(folder.path, `${name}.webp`))
  expect(stored.includes('script')).toBe(false)
  expect((await sharp(stored).metadata()).exif).toBeUndefined()
  const { data, info } = await sharp(stored).raw().toBuffer({ resolveWithObject: true })
  const brightness = (x: number): number => data[(256 * info.width + x) * info.channels] ?? 0
  expect([brightness(40) > 200, brightness(470) < 50]).toEqual([true, true])
})

describe('what is no picture of ours is refused and leaves nothing', () => {
  const html = `<html><script>alert(1)</script></html>`
  test.each([
    ['[S-83] text', async () => Buffer.from('hello')],
    ['[S-82] SVG with a script', async () => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${html}</svg>`)],
    [
      '[S-82] SVG with an entity',
      async () =>
        Buffer.from(
          `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg">&x;</svg>`,
        ),
    ],
    ['[S-83] HTML', async () => Buffer.from(html)],
    ['[S-83] a PDF', async () => Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n')],
    ['[S-83] an archive', async () => Buffer.from('504b0304140000000800', 'hex')],
    ['[S-83] a program', async () => Buffer.from('7f454c460201010000000000', 'hex')],
    ['[S-83] half a PNG', async () => (await noise().png().toBuffer()).subarray(0, 5_000)],
    ['[S-83] half a JPEG', async () => (await noise().jpeg().toBuffer()).subarray(0, 5_000)],
    ['[S-83] the first bytes of a PNG before text', async () => Buffer.concat([pngMagic, Buffer.from(html)])],
    ['[S-81] AVIF', () => red.avif().toBuffer()],
    ['[S-83] TIFF', () => red.tiff().toBuffer()],
  ])('%s', async (_, make) => {
    await using folder = await openFolder()
    await expect(folder.avatars.save(name, await make())).rejects.toMatchObject({ code: 'unsupported_file_type' })
    expect(await readdir(folder.path)).toEqual([])
  })
})

describe('[S-81] a bomb is refused before it goes off', () => {
  test.each([
    ['30,000 × 30,000 pixels', () => pngOf(30_000, 30_000)],
    ['1 × 500,000,000 pixels', () => pngOf(1, 500_000_000)],
    ['12,000 × 12,000 pixels in a few bytes', () => pngOf(12_000, 12_000)],
  ])('%s', async (_, make) => {
    await using folder = await openFolder()
    const refused = await folder.avatars.save(name, make()).catch((error: { code?: string }) => error.code)
    expect(['file_too_large', 'unsupported_file_type']).toContain(refused)
    expect(await readdir(folder.path)).toEqual([])
  })

  test('of many frames only the first is opened', async () => {
    await using folder = await openFolder()
    const frames = await sharp(Buffer.alloc(8 * 8 * 400 * 3, 7), {
      raw: { width: 8, height: 3200, channels: 3, pageHeight: 8 },
    })
      .gif({ loop: 0 })
      .toBuffer()

    await folder.avatars.save(name, frames)

    const stored = await readFile(join(folder.path, `${name}.webp`))
    expect((await sharp(stored).metadata()).pages ?? 1).toBe(1)
  })
})

test('[R-40] [S-87] many at the same time are made or refused, and none is left half', async () => {
  await using folder = await openFolder()
  const image = await red.png().toBuffer()
  const names = Array.from({ length: 20 }, (_, index) => index.toString(16).padStart(32, '0'))

  const results = await Promise.allSettled(names.map((one) => folder.avatars.save(one, image)))

  const kept = results.filter(({ status }) => status === 'fulfilled').length
  const codes = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []))
  expect(new Set(codes)).toEqual(new Set(['overloaded']))
  expect(await readdir(folder.path)).toHaveLength(kept * 2)
})

test('a picture is removed with its small one; again changes nothing', async () => {
  await using folder = await openFolder()
  await folder.avatars.save(name, await red.png().toBuffer())

  await folder.avatars.remove(name)
  await folder.avatars.remove(name)

  expect(await readdir(folder.path)).toEqual([])
})

test("[R-10] at the start what is nobody's picture goes, what is not ours stays", async () => {
  await using folder = await openFolder()
  const [used, unused] = ['b'.repeat(32), 'c'.repeat(32)]
  const files = [`${used}.webp`, `${used}-128.webp`, `${unused}.webp`, `${unused}-128.webp`, `${used}.webp.part`]
  for (const file of [...files, 'README.txt', 'x.webp']) await writeFile(join(folder.path, file), 'x')

  const removed = await folder.avatars.sweep(async (names) => new Set(names.filter((one) => one === used)))

  expect(removed).toBe(3)
  expect((await readdir(folder.path)).toSorted()).toEqual(['README.txt', `${used}-128.webp`, `${used}.webp`, 'x.webp'])
})

test('pictures are for their owner and the server alone', async () => {
  await using folder = await openFolder()
  await folder.avatars.save(name, await red.png().toBuffer())
  expect((await stat(join(folder.path, `${name}.webp`))).mode & 0o777).toBe(0o600)
})

const pngMagic = Buffer.from('89504e470d0a1a0a', 'hex')

function noise() {
  const width = 300
  let seed = 1
  const bytes = Uint8Array.from(
    { length: width * width * 3 },
    () => (seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0) >>> 16,
  )
  return sharp(bytes, { raw: { width, height: width, channels: 3 } })
}

/** A PNG that claims a size; its pixels are a megabyte of zeros, which pack well. */
function pngOf(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const pixels = deflateSync(Buffer.alloc(1_000_000))
  return Buffer.concat([pngMagic, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffff_ffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb8_8320 : crc >>> 1
  }
  return (crc ^ 0xffff_ffff) >>> 0
}
