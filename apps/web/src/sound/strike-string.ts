import type { Envelope } from './envelope.ts'
import { levelAt } from './envelope.ts'
import type { SampleBank, StringSound } from './sample-bank.ts'
import { cutoffHz, layerShares, makeUp, panOf } from './touch.ts'
import type { Sounding, Stroke } from './voices.ts'

interface Share extends StringSound {
  readonly gain: number
}

export interface StrikeOptions {
  readonly stroke: Stroke
  readonly bank: SampleBank
  readonly destination: AudioNode
  onEnded(): void
}

/** Time constants after which an exponential fall is 61 dB down and may stop. */
const fallsUntilSilent = 7

/** Builds the nodes of one voice: sources → layer gains → (filter) → level → pan → destination. */
export function strikeString({ stroke, bank, destination, onEnded }: StrikeOptions): Sounding {
  const context = destination.context
  const level = new GainNode(context, { gain: stroke.envelope.level })
  const pan = new StereoPannerNode(context, { pan: panOf(stroke.key) })
  const hz = cutoffHz(stroke.key, stroke.velocity, stroke.soft)
  const filter =
    hz === undefined ? undefined : new BiquadFilterNode(context, { type: 'lowpass', frequency: hz, Q: 0.5 })
  filter?.connect(level)
  level.connect(pan).connect(destination)
  const sources = sharesOf(stroke, bank).map((share) => startSource(share, stroke.startSec, filter ?? level))
  let sounding = sources.length
  for (const source of sources) {
    source.addEventListener('ended', () => {
      source.disconnect()
      sounding -= 1
      if (sounding > 0) return
      level.disconnect()
      pan.disconnect()
      onEnded()
    })
  }
  const endSec = stroke.startSec + longestSec(sources)
  return { follow: (envelope) => follow({ envelope, level, sources, endSec }) }
}

/** Only what has arrived can share; one layer alone stands for both, and without any the string is modelled. */
function sharesOf({ key, velocity }: Stroke, bank: SampleBank): readonly Share[] {
  const shares = layerShares(velocity).flatMap(({ layer, gain }) => {
    const sound = bank.findRecorded(key, layer)
    return sound ? [{ ...sound, gain }] : []
  })
  if (shares.length === layerShares(velocity).length) return shares
  const soft = bank.findRecorded(key, 8)
  return [soft ? { ...soft, gain: makeUp[8] } : { ...bank.modelled(key), gain: 1 }]
}

function startSource({ buffer, rate, gain }: Share, startSec: number, into: AudioNode): AudioBufferSourceNode {
  const source = new AudioBufferSourceNode(into.context, { buffer, playbackRate: rate })
  source.connect(new GainNode(into.context, { gain })).connect(into)
  source.start(startSec)
  return source
}

function longestSec(sources: readonly AudioBufferSourceNode[]): number {
  return Math.max(...sources.map(({ buffer, playbackRate }) => (buffer?.duration ?? 0) / playbackRate.value))
}

interface Course {
  readonly envelope: Envelope
  readonly level: GainNode
  readonly sources: readonly AudioBufferSourceNode[]
  readonly endSec: number
}

function follow({ envelope, level, sources, endSec }: Course): void {
  const atSec = Math.max(envelope.atSec, level.context.currentTime)
  level.gain.cancelScheduledValues(atSec)
  level.gain.setValueAtTime(levelAt(envelope, atSec), atSec)
  if (Number.isFinite(envelope.tauSec)) level.gain.setTargetAtTime(0, atSec, envelope.tauSec)
  // A later stop replaces an earlier one, so a caught sound goes on to its own end.
  for (const source of sources) source.stop(Math.min(endSec, atSec + envelope.tauSec * fallsUntilSilent))
}
