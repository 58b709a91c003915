import { OutputChain } from './output-chain.ts'
import { SampleBank } from './sample-bank.ts'
import { strikeString } from './strike-string.ts'
import type { VoiceKey } from './voices.ts'
import { controllers, Voices } from './voices.ts'

export type { VoiceKey } from './voices.ts'

/** A sampled grand piano for a whole room. All times are AudioContext time in seconds; a time in the past means now. */
export interface Piano {
  readonly context: AudioContext
  /** Call from a user gesture: resumes the context. Safe to call again. */
  unlock(): Promise<void>
  /** Loads the samples, middle of the keyboard first; a modelled string stands in for what has not arrived. Rejects if some could not be had: call again to retry those. */
  load(): Promise<void>
  /** 0..1 */
  readonly loaded: number
  /** What the decoded samples take in memory. */
  readonly sizeBytes: number
  /** Voices that sound or are scheduled. */
  readonly voiceCount: number
  /** Velocity 1..127; channel 9 (drums) is not a piano's and stays silent. */
  noteOn(voice: VoiceKey, velocity: number, timeSec: number): void
  noteOff(voice: VoiceKey, timeSec: number): void
  /** The sustain pedal on all channels of a player. */
  sustain(player: number, down: boolean, timeSec: number): void
  /** Sustain (64, half pedal too), sostenuto (66), soft (67), all sound off (120), reset (121), all notes off (123); others are ignored. */
  controlChange(player: number, channel: number, controller: number, value: number, timeSec: number): void
  /** Releases everything of one player, scheduled notes too, and lifts their pedals. */
  releasePlayer(player: number, timeSec: number): void
  /** Master, 0..1. */
  setVolume(volume: number): void
  /** 0..1; remembered until all are reset. */
  setPlayerVolume(player: number, volume: number): void
  /** Everybody is as loud as they play: from here on the numbers are those of other people. */
  resetPlayerVolumes(): void
  setReverb(on: boolean): void
  /** The very end of the graph, for level meters and tests. */
  readonly output: AnalyserNode
  dispose(): Promise<void>
}

export interface PianoOptions {
  readonly context?: AudioContext
  readonly onProgress?: (fraction: number) => void
}

const drums = 9
const channels = 16
/** A resume that takes longer is waiting for a gesture; notes played into a stopped clock would all sound at once later. */
const resumeWithinMs = 1500

export function createPiano(options: PianoOptions = {}): Piano {
  return new SampledPiano(options)
}

class SampledPiano implements Piano {
  readonly context: AudioContext
  readonly #ownsContext: boolean
  readonly #onProgress: (fraction: number) => void
  readonly #bank = new SampleBank()
  readonly #chain: OutputChain
  readonly #voices: Voices
  #unlockedAtMs = -Infinity

  constructor({ context, onProgress }: PianoOptions) {
    this.#ownsContext = context === undefined
    this.context = context ?? new AudioContext({ latencyHint: 'interactive' })
    this.#onProgress = onProgress ?? (() => {})
    this.#chain = new OutputChain(this.context)
    this.#voices = new Voices({
      now: () => this.context.currentTime,
      strike: (stroke, onEnded) =>
        strikeString({ stroke, onEnded, bank: this.#bank, destination: this.#chain.playerInput(stroke.player) }),
    })
    this.setReverb(navigator.hardwareConcurrency > 2)
  }

  get loaded(): number {
    return this.#bank.loaded
  }

  get sizeBytes(): number {
    return this.#bank.sizeBytes
  }

  get voiceCount(): number {
    return this.#voices.count
  }

  get output(): AnalyserNode {
    return this.#chain.analyser
  }

  async unlock(): Promise<void> {
    if (this.context.state === 'running' || this.context.state === 'closed') return
    this.#unlockedAtMs = performance.now()
    await this.context.resume()
  }

  load(): Promise<void> {
    return this.#bank.load(this.#onProgress)
  }

  noteOn(voice: VoiceKey, velocity: number, timeSec: number): void {
    if (velocity <= 0) return this.noteOff(voice, timeSec)
    if (voice.channel === drums || !this.#isAwake()) return
    this.#voices.noteOn(voice, velocity, timeSec)
  }

  noteOff(voice: VoiceKey, timeSec: number): void {
    this.#voices.noteOff(voice, timeSec)
  }

  sustain(player: number, down: boolean, timeSec: number): void {
    const change = { controller: controllers.sustain, value: down ? 127 : 0, timeSec }
    for (let channel = 0; channel < channels; channel += 1) this.#voices.controlChange(player, channel, change)
  }

  controlChange(...[player, channel, controller, value, timeSec]: Parameters<Piano['controlChange']>): void {
    this.#voices.controlChange(player, channel, { controller, value, timeSec })
  }

  releasePlayer(player: number, timeSec: number): void {
    this.#voices.releasePlayer(player, timeSec)
  }

  setVolume(volume: number): void {
    this.#chain.setVolume(volume)
  }

  setPlayerVolume(player: number, volume: number): void {
    this.#chain.setPlayerVolume(player, volume)
  }

  resetPlayerVolumes(): void {
    this.#chain.resetPlayerVolumes()
  }

  setReverb(on: boolean): void {
    this.#chain.setHall(on)
  }

  async dispose(): Promise<void> {
    this.#chain.disconnect()
    if (this.#ownsContext && this.context.state !== 'closed') await this.context.close()
  }

  #isAwake(): boolean {
    return this.context.state === 'running' || performance.now() - this.#unlockedAtMs < resumeWithinMs
  }
}
