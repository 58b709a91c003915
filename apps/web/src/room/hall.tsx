import type { RoomSession } from '@tutti/client'
import { useMessages, useParticipants } from '@tutti/react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Chat } from '../chat/chat.tsx'
import { useUnread } from '../chat/use-unread.ts'
import { Instrument } from '../keyboard/instrument.tsx'
import { useKeyWindow } from '../keyboard/use-key-window.ts'
import { NotesCanvas } from '../notes/notes-canvas.tsx'
import { useSight } from '../notes/use-sight.ts'
import { fileWords, PieceDeck } from '../piece/piece-deck.ts'
import { useFileDrop } from '../piece/use-file-drop.ts'
import { useStudio } from '../stage/use-studio.ts'
import { useMedia } from '../ui/media.ts'
import { BottomBar } from './bottom-bar.tsx'
import { Cursors } from './cursors.tsx'
import { ComingAndGoing } from './coming-and-going.tsx'
import styles from './hall.module.css'
import { PlayersStrip } from './players-strip.tsx'
import { Quiet } from './quiet.tsx'
import { TopBar } from './top-bar.tsx'
import { useRoomInfo } from './use-room-info.ts'
import { useHallColors, useHallSound } from './use-hall-sound.ts'

/** Inside a room. */
export function Hall({ room }: { readonly room: RoomSession }) {
  const { stage, notices } = useStudio()
  const participants = useParticipants(room)
  const people = useMemo(() => participants.filter(({ isSharedPlayer }) => !isSharedPlayer), [participants])
  const messages = useMessages(room)
  const isWide = useMedia('(min-width: 1440px)')
  const [chat, setChat] = useState({ isOpen: isWide, isAsked: false })
  const unread = useUnread(messages, chat.isOpen)
  const sight = useSight(stage)
  const ears = useHallSound(room)
  const keys = useRef<HTMLElement>(null)
  const { window, isPartial } = useKeyWindow(keys)
  const deck = useMemo(() => new PieceDeck(stage), [stage])
  useHallColors(sight, participants, room.me)
  useEffect(() => () => deck.close(), [deck])
  const isDropping = useFileDrop(
    useCallback(
      (file) => void deck.openFile(file).catch((error: unknown) => notices.say(fileWords(error))),
      [deck, notices],
    ),
  )
  const toggleChat = useCallback(() => setChat(({ isOpen }) => ({ isOpen: !isOpen, isAsked: true })), [])
  const { roomName } = useRoomInfo(room)
  useEffect(() => {
    document.title = `${roomName} · Tutti`
  }, [roomName])
  return (
    <div className={styles['hall']}>
      <TopBar room={room} ears={ears} />
      <main className={styles['music']}>
        <section ref={keys} className={styles['air']} aria-label="Notes">
          <NotesCanvas sight={sight} window={window} />
          <Quiet sight={sight} isAlone={people.length < 2} roomName={roomName} />
          <PlayersStrip participants={people} me={room.me} ears={ears} sight={sight} roomId={room.room.roomId} />
          <ComingAndGoing room={room} />
        </section>
        <div className={styles['instrument']}>
          <Instrument sight={sight} window={window} isPartial={isPartial} />
          <Cursors room={room} participants={people} window={window} />
        </div>
      </main>
      {chat.isOpen && <Chat room={room} messages={messages} takesFocus={chat.isAsked} onClose={toggleChat} />}
      <BottomBar
        room={room}
        deck={deck}
        mayPlay={room.me.mayPlay}
        isChatOpen={chat.isOpen}
        unread={unread}
        onToggleChat={toggleChat}
      />
      {isDropping && <p className={styles['drop']}>Drop the MIDI file to play it into the room</p>}
    </div>
  )
}
