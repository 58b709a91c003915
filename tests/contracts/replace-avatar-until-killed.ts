import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { changeAvatar, userId, type AvatarPictures, type ProfileStore } from '@tutti/core'
import { createLog, createStores, openAvatarFolder, openDatabase } from '@tutti/server'

// Gives a user the picture in `new.png` and ends at once, as by a power cut, where POINT says.
const { FOLDER = '', POINT, USER = '' } = process.env
const database = await openDatabase({
  url: `file:${join(FOLDER, 'tutti.db')}`,
  log: createLog({ level: 'silent', format: 'json' }),
})
const pictures = await openAvatarFolder(join(FOLDER, 'avatars'))
const stored = createStores(database).profiles

const reach = (point: string): void => {
  if (point === POINT) process.kill(process.pid, 'SIGKILL')
}
const avatars: AvatarPictures = {
  async save(name, image) {
    reach('before the files')
    await pictures.save(name, image)
    reach('after the files')
  },
  async remove(name) {
    await pictures.remove(name)
    reach('after the old files')
  },
}
const profiles: ProfileStore = {
  ...stored,
  async setAvatar(id, avatar, atMs) {
    if (POINT === 'during the commit') setImmediate(() => reach('during the commit'))
    const before = await stored.setAvatar(id, avatar, atMs)
    reach('after the commit')
    return before
  },
}

const image = new Uint8Array(await readFile(join(FOLDER, 'new.png')))
const ids = { uuid: () => crypto.randomUUID(), shortId: () => '' }
await changeAvatar({ profiles, avatars, ids, clock: { now: () => Date.now() } }, { user: userId(USER), image })
reach('before the answer')
