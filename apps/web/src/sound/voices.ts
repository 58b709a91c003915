import { chooseVictim } from './choose-victim.ts'
import type { Damper, Pedals } from './dampers.ts'
import { damperOf, fallSec, pedalsUp } from './dampers.ts'
import type { Envelope } from './envelope.ts'
import { bend, levelAt } from './envelope.ts'
import { loudness } from './touch.ts'

export interface VoiceKey {
  readonly player: number
  readonly channel: number
  readonly key: number
}

export interface Stroke extends VoiceKey {
  readonly velocity: number
  readonly soft: boolean
  readonly startSec: number
  readonly envelope: Envelope
}

/** One struck string as the sound hardware plays it. */
export interface Sounding {
  /** Takes on another course of its level; a falling one also ends the sound. */
  follow(envelope: Envelope): void
}

export interface VoicesOptions {
  now(): number
  strike(stroke: Stroke, onEnded: () => void): Sounding
  readonly limit?: number
}

interface Voice extends VoiceKey {
  readonly startSec: number
  readonly sounding: Sounding
  keyDown: boolean
  caught: boolean
  /** Struck again or left behind: on its way out, and no pedal brings it back. */
  spent: boolean
  damper: Damper
  envelope: Envelope
}

export const controllers = {
  sustain: 64,
  sostenuto: 66,
  soft: 67,
  allSoundOff: 120,
  reset: 121,
  allNotesOff: 123,
} as const

const shortestSec = 0.03
const restrikeFallSec = 0.12
const stealFallSec = 0.006
const softGain = 0.72

/**
 * Which strings sound and where their dampers are, for all players. Calls are taken in the order in which they come;
 * their times say when they are heard, and one that would end a sound before it began ends it just after.
 */
export class Voices {
  readonly #options: VoicesOptions
  readonly #limit: number
  readonly #sounding = new Set<Voice>()
  readonly #pedals = new Map<string, Pedals>()

  constructor(options: VoicesOptions) {
    this.#options = options
    this.#limit = options.limit ?? 96
  }

  get count(): number {
    return this.#sounding.size
  }

  noteOn(at: VoiceKey, velocity: number, timeSec: number): void {
    const startSec = Math.max(timeSec, this.#options.now())
    for (const voice of this.#ofKey(at)) this.#restrike(voice, startSec)
    if (this.#sounding.size >= this.#limit) this.#steal(startSec)
    const { player, channel, key } = at
    const { soft } = this.#pedalsOf(player, channel)
    const envelope: Envelope = { level: loudness(velocity) * (soft ? softGain : 1), atSec: startSec, tauSec: Infinity }
    const sounding = this.#options.strike({ player, channel, key, velocity, soft, startSec, envelope }, () =>
      this.#sounding.delete(voice),
    )
    const voice: Voice = {
      player,
      channel,
      key,
      startSec,
      sounding,
      envelope,
      keyDown: true,
      caught: false,
      spent: false,
      damper: 'up',
    }
    this.#sounding.add(voice)
  }

  noteOff(at: VoiceKey, timeSec: number): void {
    for (const voice of this.#ofKey(at)) {
      voice.keyDown = false
      this.#settle(voice, timeSec)
    }
  }

  controlChange(
    player: number,
    channel: number,
    change: { readonly controller: number; readonly value: number; readonly timeSec: number },
  ): void {
    const { controller, value, timeSec } = change
    const pedals = this.#pedalsOf(player, channel)
    const down = value >= 64
    if (controller === controllers.sustain) this.#press(player, channel, { ...pedals, sustain: value }, timeSec)
    if (controller === controllers.sostenuto && down !== pedals.sostenuto)
      this.#pressSostenuto(player, channel, down, timeSec)
    if (controller === controllers.soft) this.#press(player, channel, { ...pedals, soft: down }, timeSec)
    if (controller === controllers.reset) this.#resetPedals(player, channel, timeSec)
    if (controller === controllers.allSoundOff)
      for (const voice of this.#ofChannel(player, channel)) this.#cut(voice, timeSec)
    if (controller === controllers.allNotesOff)
      for (const voice of this.#ofChannel(player, channel)) this.noteOff(voice, timeSec)
  }

  /** Ends what the player sounds, silences what has not begun, and lifts the pedals. */
  releasePlayer(player: number, timeSec: number): void {
    const atSec = Math.max(timeSec, this.#options.now())
    for (const name of this.#pedals.keys()) if (name.startsWith(`${player}/`)) this.#pedals.delete(name)
    for (const voice of this.#sounding) {
      if (voice.player !== player) continue
      if (voice.startSec >= atSec) this.#cut(voice, atSec)
      else this.#spend(voice, atSec, fallSec(voice.key, 'down'))
    }
  }

  #spend(voice: Voice, atSec: number, tauSec: number): void {
    voice.keyDown = false
    voice.damper = 'down'
    voice.spent = true
    this.#follow(voice, bend(voice.envelope, atSec, tauSec))
  }

  #cut(voice: Voice, timeSec: number): void {
    const atSec = Math.max(timeSec, this.#options.now())
    const level = voice.startSec >= atSec ? 0 : levelAt(voice.envelope, atSec)
    this.#sounding.delete(voice)
    this.#follow(voice, { level, atSec, tauSec: stealFallSec })
  }

  #press(player: number, channel: number, pedals: Pedals, timeSec: number): void {
    this.#pedals.set(`${player}/${channel}`, pedals)
    for (const voice of this.#ofChannel(player, channel)) this.#settle(voice, timeSec)
  }

  #pressSostenuto(player: number, channel: number, down: boolean, timeSec: number): void {
    for (const voice of this.#ofChannel(player, channel)) voice.caught = down && voice.damper === 'up'
    this.#press(player, channel, { ...this.#pedalsOf(player, channel), sostenuto: down }, timeSec)
  }

  #resetPedals(player: number, channel: number, timeSec: number): void {
    for (const voice of this.#ofChannel(player, channel)) voice.caught = false
    this.#press(player, channel, pedalsUp, timeSec)
  }

  #settle(voice: Voice, timeSec: number): void {
    const damper = damperOf(voice, this.#pedalsOf(voice.player, voice.channel))
    if (voice.spent || damper === voice.damper) return
    voice.damper = damper
    const atSec = Math.max(timeSec, this.#options.now(), voice.startSec + shortestSec)
    this.#follow(voice, bend(voice.envelope, atSec, fallSec(voice.key, damper)))
  }

  /** The hammer meets a string that still moves: the old sound gives way to the new one, whatever the pedals hold. */
  #restrike(voice: Voice, timeSec: number): void {
    if (voice.spent) return
    const tauSec = Math.min(restrikeFallSec, voice.envelope.tauSec)
    this.#spend(voice, Math.max(timeSec, voice.startSec + shortestSec), tauSec)
  }

  #steal(timeSec: number): void {
    const victim = chooseVictim(this.#sounding, timeSec)
    if (!victim) return
    this.#sounding.delete(victim)
    this.#follow(victim, bend(victim.envelope, timeSec, stealFallSec))
  }

  #follow(voice: Voice, envelope: Envelope): void {
    voice.envelope = envelope
    voice.sounding.follow(envelope)
  }

  #pedalsOf(player: number, channel: number): Pedals {
    return this.#pedals.get(`${player}/${channel}`) ?? pedalsUp
  }

  #ofChannel(player: number, channel: number): Voice[] {
    return [...this.#sounding].filter((voice) => voice.player === player && voice.channel === channel)
  }

  #ofKey({ player, channel, key }: VoiceKey): Voice[] {
    return [...this.#sounding].filter(
      (voice) => voice.player === player && voice.channel === channel && voice.key === key,
    )
  }
}
