import { useTutti } from '@tutti/react'
import type { DragEvent } from 'react'
import { useRef, useState } from 'react'
import { Avatar } from '../people/avatar.tsx'
import { chosenPicture } from '../people/chosen-picture.ts'
import type { OwnProfile } from '../session/myself.ts'
import { ownProfile } from '../session/myself.ts'
import { useAct } from '../session/use-act.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { pictureIssue, readPicture } from './read-picture.ts'
import styles from './settings.module.css'

export function PictureForm({ profile }: { readonly profile: OwnProfile }) {
  const client = useTutti()
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const { isBusy, failure, run, fail } = useAct()
  const send = async (file: File | undefined) => {
    if (!file) return
    const issue = pictureIssue(file)
    if (issue !== undefined) return fail({ text: issue })
    await run(async () => {
      const urls = await client.call('uploadAvatar', { body: { mediaData: await readPicture(file) } })
      ownProfile.set({ ...profile, ...urls })
    })
  }
  const remove = () => run(async () => ownProfile.set({ ...profile, ...(await client.call('deleteAvatar')) }))
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void send(event.dataTransfer.files[0])
  }
  const hasPicture = chosenPicture(profile.avatarUrl) !== undefined
  return (
    <div
      className={styles['picture']}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Avatar name={profile.username} color={profile.userTag} size="large" picture={profile.avatarUrl} />
      <div className={styles['aside']}>
        <div className={styles['buttons']}>
          <Button look="outlined" disabled={isBusy} onClick={() => input.current?.click()}>
            {isBusy ? 'One moment…' : hasPicture ? 'Change the picture' : 'Choose a picture'}
          </Button>
          {hasPicture && (
            <Button disabled={isBusy} onClick={() => void remove()}>
              Remove
            </Button>
          )}
        </div>
        <p className={styles['hint']}>Or drop one here: PNG, JPEG, WebP or GIF, at most 5 MB.</p>
        <Failure text={failure.text} />
      </div>
      <input
        ref={input}
        hidden
        type="file"
        aria-label="Picture"
        accept="image/png,image/jpeg,image/webp,image/gif"
        onChange={(event) => {
          void send(event.target.files?.[0])
          event.target.value = ''
        }}
      />
    </div>
  )
}
