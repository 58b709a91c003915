import type { ComputerKeyboard } from '../midi/computer-keyboard.ts'
import { playComputerKeyboard } from '../midi/computer-keyboard.ts'
import { AudioClock } from '../playback/audio-clock.ts'
import { loadText, saveText } from '../session/stored-text.ts'
import type { Piano } from '../sound/piano.ts'
import { createPiano } from '../sound/piano.ts'
import { Observable } from '../ui/observable.ts'
import { MidiKeyboards } from './midi-keyboards.ts'
import { Notices } from './notices.ts'
import { Stage } from './stage.ts'

export interface SoundSettings {
  /** 0..1 */
  readonly volume: number
  readonly hasReverb: boolean
}

/** What lives as long as the page: one piano, one stage, the hands that play it. */
export interface Studio {
  readonly piano: Piano
  readonly clock: AudioClock
  readonly stage: Stage
  readonly keyboard: ComputerKeyboard
  readonly midi: MidiKeyboards
  readonly notices: Notices
  readonly octave: Observable<number>
  readonly audio: Observable<'running' | 'suspended'>
  /** 0..1, and 1 when nothing is loading. */
  readonly loaded: Observable<number>
  readonly sound: Observable<SoundSettings>
  setSound(change: Partial<SoundSettings>): void
  loadPiano(): void
}

const computerVelocity = 78

export function openStudio(): Studio {
  const loaded = new Observable(1)
  const piano = createPiano({ onProgress: (fraction) => loaded.set(fraction) })
  const clock = new AudioClock(piano.context, () => performance.now())
  const notices = new Notices()
  const stage = new Stage({
    piano,
    clock,
    nowMs: () => performance.now(),
    onRefused: () => notices.say('You are listening here, so your keys stay silent.'),
  })
  const octave = new Observable(0)
  const keyboard = playComputerKeyboard({
    target: window,
    onNoteOn: (key) => {
      sitDown()
      stage.press(`letter ${key}`, key, computerVelocity)
    },
    onNoteOff: (key) => stage.release(`letter ${key}`),
    onSustain: (down) => stage.pedal(down),
    onOctave: (value) => octave.set(value),
  })
  const sound = new Observable(storedSound())
  const setSound = (change: Partial<SoundSettings>) => {
    sound.set({ ...sound.value, ...change })
    piano.setVolume(sound.value.volume)
    piano.setReverb(sound.value.hasReverb)
    saveText('volume', String(sound.value.volume))
    saveText('reverb', sound.value.hasReverb ? 'on' : 'off')
  }
  setSound({})
  const studio = { piano, clock, stage, keyboard, notices, octave, loaded, sound, setSound }
  return {
    ...studio,
    midi: new MidiKeyboards(stage),
    audio: followAudio(piano),
    loadPiano: loader(piano, { loaded, notices }),
  }
}

/** Whoever plays letters is at the piano: the next space is the pedal, not the button that was clicked before. */
function sitDown(): void {
  if (document.activeElement instanceof HTMLButtonElement)
    document.querySelector<HTMLElement>('[data-testid="piano"]')?.focus()
}

/** Any first gesture wakes the audio, without asking. */
function followAudio(piano: Piano): Observable<'running' | 'suspended'> {
  const audio = new Observable<'running' | 'suspended'>('suspended')
  const follow = () => {
    audio.set(piano.context.state === 'running' ? 'running' : 'suspended')
    document.documentElement.dataset['audio'] = audio.value
  }
  const unlock = () => void piano.unlock().then(follow, () => {})
  // Capturing, so that the note of this very gesture finds the piano awake.
  for (const type of ['pointerdown', 'pointerup', 'touchend', 'keydown'])
    window.addEventListener(type, unlock, { capture: true, passive: true })
  piano.context.addEventListener('statechange', follow)
  follow()
  return audio
}

function loader(piano: Piano, { loaded, notices }: Pick<Studio, 'loaded' | 'notices'>): () => void {
  return () => {
    if (piano.loaded >= 1) return
    loaded.set(piano.loaded)
    piano
      .load()
      .catch(() =>
        notices.say(
          'Some piano sounds did not arrive; simpler ones stand in. They are tried again when you come back.',
        ),
      )
      .finally(() => loaded.set(1))
  }
}

function storedSound(): SoundSettings {
  const volume = Number.parseFloat(loadText('volume') ?? '0.8')
  const reverb = loadText('reverb')
  return {
    volume: volume >= 0 && volume <= 1 ? volume : 0.8,
    hasReverb: reverb === undefined ? navigator.hardwareConcurrency > 2 : reverb === 'on',
  }
}
