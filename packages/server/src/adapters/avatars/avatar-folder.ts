import { fork } from 'node:child_process'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Refusal, type AvatarPictures } from '@tutti/core'
import { PictureQueue } from './picture-queue.ts'

const ours = /^([0-9a-f]{32})(?:-128)?\.webp(\.part)?$/
const namesAtOnce = 500

export interface AvatarFolder extends AvatarPictures, AsyncDisposable {
  /** Removes our files that are nobody's picture, as a crash leaves them; what is not ours is left alone. */
  sweep(findUsed: (names: readonly string[]) => Promise<ReadonlySet<string>>): Promise<number>
}

/** Users' pictures as files of one folder, two for each name: `<name>.webp` and `<name>-128.webp`. */
export async function openAvatarFolder(folder: string): Promise<AvatarFolder> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const queue = new PictureQueue(startPictureProcess)
  const pathsOf = (name: string) => [join(folder, `${name}.webp`), join(folder, `${name}-128.webp`)] as const

  return {
    async save(name, image) {
      const { large, small } = await queue.make(image)
      const [largePath, smallPath] = pathsOf(name)
      try {
        await Promise.all([writeDurably(largePath, large), writeDurably(smallPath, small)])
        await syncFolder(folder)
      } catch (error) {
        await Promise.allSettled([largePath, smallPath].flatMap((path) => [discard(path), discard(`${path}.part`)]))
        throw new Refusal('unavailable', {}, { cause: error })
      }
    },
    async remove(name) {
      await Promise.all(pathsOf(name).map(discard))
    },
    async sweep(findUsed) {
      const files = (await readdir(folder)).flatMap((file) => {
        const match = ours.exec(file)
        return match ? [{ file, name: match[1] ?? '', isDraft: match[2] !== undefined }] : []
      })
      let removed = 0
      for (let at = 0; at < files.length; at += namesAtOnce) {
        const batch = files.slice(at, at + namesAtOnce)
        const used = await findUsed([...new Set(batch.map(({ name }) => name))])
        const leftover = batch.filter(({ name, isDraft }) => isDraft || !used.has(name))
        await Promise.all(leftover.map(({ file }) => discard(join(folder, file))))
        removed += leftover.length
      }
      return removed
    },
    async [Symbol.asyncDispose]() {
      queue[Symbol.dispose]()
    },
  }
}

/** Without the server's environment: what it is told may be secret, and a picture is somebody else's data. */
function startPictureProcess() {
  const path = fileURLToPath(new URL('./picture-process.ts', import.meta.url))
  const child = fork(path, {
    serialization: 'advanced',
    execArgv: [],
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  child.unref()
  child.channel?.unref()
  return child
}

/** Written beside its place and moved there: a crash leaves no half picture. */
async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const draft = `${path}.part`
  const file = await open(draft, 'w', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, path)
}

/** So that the names themselves survive a power cut. Windows cannot, and need not. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function discard(path: string): Promise<void> {
  return rm(path, { force: true })
}
