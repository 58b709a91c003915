import { setPriority } from 'node:os'
import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import { mostPixels, sides, type PictureAnswer, type PictureJob } from './jobs.ts'

// A process of its own: a picture that breaks the decoder, or fills the memory, ends nothing but this.
setPriority(19)
sharp.concurrency(1)
sharp.cache(false)
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadNsgifBuffer',
  ],
})

const types = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif'])

process.on('message', (job: PictureJob) => {
  void make(job).then((answer) => process.send?.(answer))
})
// The server is gone, or has nothing more to do for a while.
process.on('disconnect', () => process.exit(0))

async function make({ image }: PictureJob): Promise<PictureAnswer> {
  try {
    const type = await fileTypeFromBuffer(image)
    if (!type || !types.has(type.mime)) return { refusal: 'unsupported_file_type' }
    const options = { limitInputPixels: mostPixels, pages: 1, failOn: 'warning' } as const
    const { width, height } = await sharp(image, { ...options, limitInputPixels: false }).metadata()
    if (width * height > mostPixels) return { refusal: 'file_too_large' }
    // Turned as the camera was held; what else the file says of itself is left behind with it.
    const turned = sharp(image, options).autoOrient()
    const large = await turned.resize(sides.large, sides.large, { fit: 'cover' }).webp({ quality: 82 }).toBuffer()
    const small = await sharp(large).resize(sides.small, sides.small).webp({ quality: 82 }).toBuffer()
    return { large, small }
  } catch {
    return { refusal: 'unsupported_file_type' }
  }
}
