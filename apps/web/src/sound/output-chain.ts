import { hallImpulse } from './hall-impulse.ts'

const glideSec = 0.015
const wetGain = 0.22

/** Players' gains → (dry + hall) → limiter → volume → analyser → loudspeaker. */
export class OutputChain {
  readonly analyser: AnalyserNode
  readonly #context: AudioContext
  readonly #mix: GainNode
  readonly #limiter: DynamicsCompressorNode
  readonly #volume: GainNode
  readonly #players = new Map<number, GainNode>()
  #hall: { readonly input: ConvolverNode; readonly wet: GainNode } | undefined
  #withHall = false

  constructor(context: AudioContext) {
    this.#context = context
    this.#mix = new GainNode(context, { gain: 1.2 })
    this.#limiter = new DynamicsCompressorNode(context, {
      threshold: -9,
      knee: 6,
      ratio: 20,
      attack: 0.002,
      release: 0.16,
    })
    this.#volume = new GainNode(context, { gain: 0.8 })
    this.analyser = new AnalyserNode(context, { fftSize: 2048, smoothingTimeConstant: 0.6 })
    this.#mix.connect(this.#limiter).connect(this.#volume).connect(this.analyser).connect(context.destination)
  }

  playerInput(player: number): GainNode {
    const known = this.#players.get(player)
    if (known) return known
    const input = new GainNode(this.#context)
    input.connect(this.#mix)
    this.#players.set(player, input)
    return input
  }

  setVolume(volume: number): void {
    this.#glide(this.#volume, volume * 0.8)
  }

  setPlayerVolume(player: number, volume: number): void {
    this.#glide(this.playerInput(player), volume)
  }

  resetPlayerVolumes(): void {
    for (const input of this.#players.values()) this.#glide(input, 1)
  }

  setHall(on: boolean): void {
    if (on === this.#withHall) return
    this.#withHall = on
    if (!on) {
      if (this.#hall) this.#mix.disconnect(this.#hall.input)
      return
    }
    this.#hall ??= this.#createHall()
    this.#mix.connect(this.#hall.input)
  }

  disconnect(): void {
    for (const input of this.#players.values()) input.disconnect()
    this.#mix.disconnect()
    this.#hall?.wet.disconnect()
    this.analyser.disconnect()
  }

  #createHall(): { readonly input: ConvolverNode; readonly wet: GainNode } {
    const [left, right] = hallImpulse(this.#context.sampleRate)
    const impulse = new AudioBuffer({ length: left.length, numberOfChannels: 2, sampleRate: this.#context.sampleRate })
    impulse.copyToChannel(left, 0)
    impulse.copyToChannel(right, 1)
    const input = new ConvolverNode(this.#context, { buffer: impulse, disableNormalization: true })
    const wet = new GainNode(this.#context, { gain: wetGain })
    input.connect(wet).connect(this.#limiter)
    return { input, wet }
  }

  #glide(node: GainNode, value: number): void {
    node.gain.setTargetAtTime(Math.min(1, Math.max(0, value)), this.#context.currentTime, glideSec)
  }
}
