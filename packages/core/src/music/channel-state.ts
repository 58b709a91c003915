/** Controllers that a late joiner must know to sound right. */
const bankMsb = 0
const volume = 7
const pan = 10
const expression = 11
const bankLsb = 32
const sustain = 64
const sostenuto = 66
const soft = 67
const allSoundOff = 120
const resetControllers = 121
const allNotesOff = 123
const lastModeMessage = 127

/** The controllers that are kept, in the order in which they are told. */
export const keptControllers = [bankMsb, bankLsb, volume, pan, expression, sustain, sostenuto, soft] as const

export const centredBend = 0x2000

/** What one participant's channel sounds like right now. */
export class ChannelState {
  /** Velocity of each held key, 0 when it is up. */
  readonly velocities = new Uint8Array(128)
  /** When each held key went down, epoch ms. */
  readonly startedAtMs = new Float64Array(128)
  /** 255 = never set. */
  readonly controllers = new Uint8Array(128).fill(255)
  program = 0
  bend = centredBend
  held = 0

  press(key: number, velocity: number, atMs: number): void {
    if (this.velocities[key] === 0) this.held += 1
    this.velocities[key] = velocity
    this.startedAtMs[key] = atMs
  }

  /** False when the key was not down. */
  release(key: number): boolean {
    if (this.velocities[key] === 0) return false
    this.velocities[key] = 0
    this.held -= 1
    return true
  }

  control(controller: number, value: number): void {
    if (controller === resetControllers) return this.#resetControllers()
    if (controller === allSoundOff || (controller >= allNotesOff && controller <= lastModeMessage)) {
      return this.releaseAll()
    }
    this.controllers[controller] = value
  }

  releaseAll(): void {
    this.velocities.fill(0)
    this.held = 0
  }

  /** True when something could sound on: a held key or a pedal that is down. */
  get rings(): boolean {
    return this.held > 0 || isDown(this.controllers[sustain]) || isDown(this.controllers[sostenuto])
  }

  /** Reset All Controllers leaves volume, pan and bank alone (MIDI RP-015). */
  #resetControllers(): void {
    for (const controller of [expression, sustain, sostenuto, soft]) this.controllers[controller] = 255
    this.bend = centredBend
  }
}

function isDown(value: number | undefined): boolean {
  return value !== undefined && value !== 255 && value >= 64
}
