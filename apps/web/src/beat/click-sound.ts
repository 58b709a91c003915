const accentHz = 1_760
const beatHz = 1_170
const accentGain = 0.34
const beatGain = 0.2
const lengthSec = 0.045

/** A wooden click of a metronome, on the audio clock. */
export class ClickSound {
  readonly #context: AudioContext
  readonly #output: GainNode

  constructor(context: AudioContext) {
    this.#context = context
    this.#output = new GainNode(context)
    this.#output.connect(context.destination)
  }

  /** 0..1 */
  setVolume(volume: number): void {
    this.#output.gain.setTargetAtTime(volume, this.#context.currentTime, 0.015)
  }

  /** `timeSec` of the context; in the past it means now. */
  click(timeSec: number, isAccent: boolean): void {
    // Clicks that a sleeping context would gather would all sound at once when it wakes.
    if (this.#context.state !== 'running') return
    const atSec = Math.max(timeSec, this.#context.currentTime)
    const tone = new OscillatorNode(this.#context, { type: 'triangle', frequency: isAccent ? accentHz : beatHz })
    const envelope = new GainNode(this.#context, { gain: 0 })
    envelope.gain.setValueAtTime(isAccent ? accentGain : beatGain, atSec)
    envelope.gain.exponentialRampToValueAtTime(0.001, atSec + lengthSec)
    tone.connect(envelope).connect(this.#output)
    tone.start(atSec)
    tone.stop(atSec + lengthSec)
    tone.addEventListener('ended', () => envelope.disconnect())
  }

  close(): void {
    this.#output.disconnect()
  }
}
